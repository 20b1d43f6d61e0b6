import assay


def test_three_people():
    assert assay.program.run("100", "3").stdout == "34\n33\n33\n"
