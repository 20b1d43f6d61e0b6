import assay
import pytest


@pytest.mark.requirement("R1")
def test_standard_input_and_output():
    done = assay.program.run("add", stdin="1\n2\n3\n")
    assert (done.stdout, done.stderr, done.exit_code) == ("6\n", "", 0)


def test_arguments_folder_and_environment():
    done = assay.program.run("show", "two words", "", "ä", 7, env={"MODE": "fast"})
    assert done.stdout == "main.py|two words||ä|7|/work|fast\n"
    assert done.stderr == "on standard error\n"


def test_an_exit_code_is_a_value():
    done = assay.program.run("fly")
    assert done.exit_code == 2 and done.stderr == "unknown command fly\n"


def test_an_exception_is_exit_code_one():
    done = assay.program.run("add", stdin="one\n")
    assert done.exit_code == 1 and "ValueError" in done.stderr


@pytest.mark.parametrize("number", [9, 15])
def test_a_signal_is_a_negative_exit_code(number):
    assert assay.program.run("signal", number).exit_code == -number


def test_files_go_in_and_come_out():
    assay.workspace.write("data/in.txt", "abc")
    assert assay.program.run("copy", "data/in.txt", "out.txt").exit_code == 0
    assert assay.workspace.read("out.txt") == b"ABC"


def test_files_stay_between_runs_and_processes_do_not():
    assert [assay.program.run("count").stdout for _ in range(3)] == ["0\n", "1\n", "2\n"]


def test_output_of_any_bytes_is_exact():
    done = assay.program.run("bytes", 1)
    assert done.stdout_bytes == bytes(range(256)) and done.exit_code == 0


def test_input_that_nobody_reads():
    assert assay.program.run("show", stdin=b"x" * 400_000).exit_code == 0


def test_no_descriptor_of_the_runner_is_inherited():
    assert assay.program.run("descriptors").stdout == "0 1 2\n"


def test_time_is_measured_from_outside():
    assert assay.program.run("add").cpu_ms > 0


def test_wrong():
    assert assay.program.run("add", stdin="1\n").stdout == "2\n"


def test_there_is_nothing_to_call():
    assay.candidate.hold([])


def test_a_swallowed_limit_has_failed_all_the_same():
    try:
        assay.program.run("spin", timeout=0.2)
    except BaseException:
        pass
