"""A file of answers for a placement: a topic or card and `yes` or `no` on each line, `#` before a remark."""

from pathlib import Path

from roadmap_cli.errors import InvalidFile, did_you_mean
from roadmap_cli.files import read_text

WORDS = {"yes": True, "y": True, "no": False, "n": False}
MOST_BYTES = 1024 * 1024
FORM = "write the id of a topic or card, and yes or no: vectors yes"


def read(path: Path, names: tuple[str, ...]) -> dict[str, bool]:
    """What each named topic or card is answered with. Raises InvalidFile with the line of the first fault."""
    text = read_text(path, MOST_BYTES)
    lines = ((number, line.partition("#")[0].split()) for number, line in enumerate(text.splitlines(), start=1))
    return dict(_answer(f"{path}:{number}", words, names) for number, words in lines if words)


def _answer(place: str, words: list[str], names: tuple[str, ...]) -> tuple[str, bool]:
    match words:
        case [said, answer] if answer.casefold() in WORDS:
            name = said.lower()
        case _:
            sentence = f"{place}: this is no answer"
            raise InvalidFile(sentence, FORM)
    if name not in names:
        sentence = f'{place}: there is no topic or card "{said}"'
        raise InvalidFile(sentence, did_you_mean(name, names) or FORM)
    return name, WORDS[answer.casefold()]
