import assay


def test_runs():
    assert assay.program.run().exit_code == 0
