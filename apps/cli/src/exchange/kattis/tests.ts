import type { Comparison } from './comparison.js';

/** The module that runs the cases of a folder beside it, and compares as the format's own validator does. */
export function testModule(folder: string, { caseSensitive, spaceSensitive, relative, absolute }: Comparison): string {
  return `"""The program gets each case on standard input; its answer stands beside the case."""

import math
import re
from pathlib import Path

import assay
import pytest

FOLDER = Path(__file__).parent / "${folder}"
CASES = sorted(str(path.relative_to(FOLDER).with_suffix("")) for path in FOLDER.rglob("*.in"))
CASE_MATTERS, SPACE_MATTERS = ${python(caseSensitive)}, ${python(spaceSensitive)}
RELATIVE, ABSOLUTE = ${String(relative)}, ${String(absolute)}


def parts(text):
    return re.findall(r"\\s+|\\S+", text) if SPACE_MATTERS else text.split()


def number(text):
    try:
        return float(text)
    except ValueError:
        return math.nan


def is_right(said, answer):
    if said == answer or (not CASE_MATTERS and said.lower() == answer.lower()):
        return True
    if not (RELATIVE or ABSOLUTE):
        return False
    off, wanted = abs(number(said) - number(answer)), abs(number(answer))
    return off <= ABSOLUTE or off <= RELATIVE * wanted


def fault_of(done, answer):
    """What is wrong with a run of the program, or None."""
    if done.exit_code != 0:
        return f"the program ended with exit code {done.exit_code}"
    said, answers = parts(done.stdout), parts(answer)
    if len(said) != len(answers):
        return f"{len(said)} values instead of {len(answers)}"
    wrong = [place for place, pair in enumerate(zip(said, answers), 1) if not is_right(*pair)]
    return f"value {wrong[0]} of {len(answers)} is wrong" if wrong else None


@pytest.mark.requirement("R1")
@pytest.mark.requirement("R2")
@pytest.mark.parametrize("case", CASES)
def test_case(case):
    done = assay.program.run(stdin=(FOLDER / f"{case}.in").read_text(encoding="utf-8"))
    fault = fault_of(done, (FOLDER / f"{case}.ans").read_text(encoding="utf-8"))
    assert fault is None, fault
`;
}

/** What the comparison means for whoever writes the program. */
export function comparisonSentence({ caseSensitive, spaceSensitive, relative, absolute }: Comparison): string {
  const spaces = spaceSensitive ? 'White space counts' : 'The amount of white space between values does not matter';
  const letters = caseSensitive ? 'so does the case of letters' : 'nor does the case of letters';
  const both =
    spaceSensitive === caseSensitive
      ? `${spaces}, ${letters}`
      : `${spaces}; ${caseSensitive ? 'the case of letters counts' : 'the case of letters does not matter'}`;
  if (relative === 0 && absolute === 0) return `${both}.`;
  return `${both}. A number is right with a relative error of at most ${String(relative)} or an absolute one of at most ${String(absolute)}.`;
}

function python(flag: boolean): string {
  return flag ? 'True' : 'False';
}
