"""A file of answers for a placement: a topic or card and `yes` or `no` on each line, `#` before a remark."""

from pathlib import Path

from roadmap_cli.errors import InvalidFile, did_you_mean

WORDS = {"yes": True, "y": True, "no": False, "n": False}
MOST_BYTES = 1024 * 1024
FORM = "write the id of a topic or card, and yes or no: vectors yes"


def read(path: Path, names: tuple[str, ...]) -> dict[str, bool]:
    """What each named topic or card is answered with. Raises InvalidFile with the line of the first fault."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        sentence = f"cannot read {path}: {(error.strerror or str(error)).lower()}"
        raise InvalidFile(sentence) from error
    if len(data) > MOST_BYTES:
        sentence = f"{path} is larger than 1 MiB, which is the most that is read"
        raise InvalidFile(sentence)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        sentence = f"{path}: this is not UTF-8 text"
        raise InvalidFile(sentence, "save the file as UTF-8") from error
    lines = ((number, line.partition("#")[0].split()) for number, line in enumerate(text.splitlines(), start=1))
    return dict(_answer(f"{path}:{number}", words, names) for number, words in lines if words)


def _answer(place: str, words: list[str], names: tuple[str, ...]) -> tuple[str, bool]:
    if len(words) != len(("name", "answer")) or words[1].casefold() not in WORDS:
        sentence = f"{place}: this is no answer"
        raise InvalidFile(sentence, FORM)
    name = words[0].lower()
    if name not in names:
        sentence = f'{place}: there is no topic or card "{words[0]}"'
        raise InvalidFile(sentence, did_you_mean(name, names) or FORM)
    return name, WORDS[words[1].casefold()]
