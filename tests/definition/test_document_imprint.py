"""What a roadmap says of itself: who wrote it, and under which licence others may use it."""

from pathlib import Path

import pytest
from conftest import SMALL
from definition_helpers import edited

from roadmap_cli.definition import load
from roadmap_cli.definition.reader import check_text
from roadmap_cli.domain.lesson import Imprint
from roadmap_cli.errors import InvalidFile

SAID = Imprint(
    summary="Two letters.",
    author="Ada Lovelace",
    licence="CC-BY-4.0",
    version="1.2",
    language="pt-BR",
    homepage="https://example.org/small",
)
KEYS = "".join(f'{key} = "{value}"\n' for key, value in SAID._asdict().items())


def saying(lines: str) -> str:
    return edited('title = "Small"\n', f'title = "Small"\n{lines}')


def test_what_a_roadmap_says_of_itself_is_kept_and_read_again(tmp_path: Path) -> None:
    file = tmp_path / "small.toml"
    file.write_text(saying(KEYS), encoding="utf-8")
    assert [load(file, tmp_path / "kept").about for _ in range(2)] == [SAID, SAID]


def test_a_roadmap_may_say_nothing_of_itself() -> None:
    assert check_text(SMALL, "small.toml").about == Imprint()


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('license = "MIT"', 'roadmap "small" has the unknown key "license"; did you mean licence?'),
        ('lang = "en"', 'roadmap "small" has the unknown key "lang"; did you mean language?'),
        ('url = "https://example.org"', 'roadmap "small" has the unknown key "url"; did you mean homepage?'),
        ('language = "English"', "\"language\" must be a language tag, as en or pt-BR, not 'English'"),
        ('homepage = "example.org"', "\"homepage\" must be an address that begins with https://, not 'example.org'"),
        ('author = ""', "\"author\" must be one line of text, not ''"),
        ("version = 1.2", '"version" must be one line of text, not 1.2'),
    ],
)
def test_what_cannot_be_so_is_told_with_the_right_word(line: str, sentence: str) -> None:
    with pytest.raises(InvalidFile) as raised:
        check_text(saying(f"{line}\n"), "small.toml")
    assert raised.value.sentence.startswith("small.toml:4: roadmap ")
    assert sentence in raised.value.sentence
