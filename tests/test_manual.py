"""The man page is made of what help says now, and is one that man and whatis understand."""

import subprocess

import manual
import pytest
from command_helpers import COMMANDS


def test_the_man_page_says_what_help_says() -> None:
    assert manual.PAGE.read_text(encoding="utf-8") == manual.page(), "write it anew: python tests/manual.py"


def test_every_command_and_every_example_stands_in_it() -> None:
    text = manual.PAGE.read_text(encoding="utf-8").replace(r"\(dq", '"').replace("\\", "")
    examples = [line for command in COMMANDS.values() for line in manual.EXAMPLE.findall(command.epilog or "")]
    assert [words for words in COMMANDS if f"roadmap {words} [OPTIONS]" not in text] == []
    assert [line for line in examples if line not in text] == []


@pytest.mark.process
def test_man_reads_it_without_a_warning_and_whatis_knows_what_it_is_about() -> None:
    shown = subprocess.run(["man", "--warnings", "-l", manual.PAGE], capture_output=True, text=True, check=True)
    assert "roadmap done [OPTIONS]" in shown.stdout
    assert shown.stderr == ""
    named = subprocess.run(["lexgrog", manual.PAGE], capture_output=True, text=True, check=True)
    assert named.stdout.endswith('"roadmap - a learning tracker"\n')
