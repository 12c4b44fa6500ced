"""A file of graded answers to the questions of an interview: question, score and perhaps a note on each line."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from roadmap_cli.domain.interview import BEST, MOST_QUESTIONS
from roadmap_cli.errors import InvalidFile, did_you_mean
from roadmap_cli.files import read_text

MOST_BYTES = 1024 * 1024
FORM = f"write the id of a question, a score from 1 to {BEST}, and perhaps a note: {{}} 4 forgot the variance"
SCORES = {str(score): score for score in range(1, BEST + 1)}


class GradedLine(NamedTuple):
    question: str
    score: int
    note: str = ""


def read(path: Path, questions: Sequence[str], name: str) -> list[GradedLine]:
    """Of the format with this name. A line that begins with `#` is a remark. Raises InvalidFile with the line of the first fault."""
    found: dict[str, GradedLine] = {}
    for number, line in enumerate(read_text(path, MOST_BYTES).splitlines(), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            graded = _graded(f"{path}:{number}", line, questions, name)
            if graded.question in found:
                sentence = f'{path}:{number}: "{graded.question}" stands in the file twice'
                raise InvalidFile(sentence, "a question is asked once in a sitting")
            found[graded.question] = graded
    if not found:
        sentence = f"{path}: there is no answer in it"
        raise InvalidFile(sentence, FORM.format(next(iter(questions), "question")))
    return list(found.values())


def _graded(place: str, line: str, questions: Sequence[str], its_format: str) -> GradedLine:
    name, score, note = (*line.split(maxsplit=2), "", "")[:3]
    name = name.casefold()
    if name not in questions:
        sentence = f'{place}: this format has no question "{name}"'
        number = min(max(len(questions), 1), MOST_QUESTIONS)
        all_of_them = f"see them with: roadmap interview practise {its_format} --list -n {number}"
        raise InvalidFile(sentence, did_you_mean(name, questions) or all_of_them)
    if score not in SCORES:
        sentence = f'{place}: "{score}" is no score' if score else f"{place}: there is no score"
        raise InvalidFile(sentence, FORM.format(name))
    return GradedLine(name, SCORES[score], note.strip().replace("\0", ""))
