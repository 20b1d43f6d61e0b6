import assay
import pytest


@pytest.mark.parametrize("what", ["ignores_the_end_of_input", "spins", "multiplies"])
def test_is_late(what):
    assay.program.run(what)


def test_closes_its_output():
    done = assay.program.run("closes_its_output")
    assert (done.stdout, done.exit_code) == ("said\n", 3)


def test_a_daemon_ends_with_its_program():
    assert assay.program.run("becomes_a_daemon").exit_code == 0
    assert assay.program.run("counts_processes").stdout == "2\n"


def test_children_that_are_left_behind():
    done = assay.program.run("leaves_children")
    assert (done.stdout, done.exit_code) == ("started\n", 0)
    assert assay.program.run("counts_processes").stdout == "2\n"


def test_kills_everybody_but_the_first_process():
    assert assay.program.run("kills_everybody").stdout == "nobody\n"
    assert assay.program.run("kills_the_first_process").stdout == "still here\n"


def test_reads_nothing_of_the_first_process():
    assert assay.program.run("reads_the_first_process").stdout == ""


def test_fills_the_disk():
    assert assay.program.run("fills_the_disk").exit_code != 0 or assay.workspace.exists("large")


def test_planted_modules_are_the_candidates_own_affair():
    assay.program.run("plants_modules")
    assert assay.program.run("counts_processes").exit_code == 0
