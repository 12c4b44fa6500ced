"""Asking before what somebody might not have meant, where a script has to say so beforehand."""

from roadmap_cli.cli.screen import confirmed, has_terminal
from roadmap_cli.errors import CannotBeDone


def ask_first(sentence: str, question: str, advice: str) -> None:
    """Raises CannotBeDone for any answer but yes, and with the advice where there is nobody to ask."""
    if not has_terminal():
        raise CannotBeDone(sentence, advice)
    if not confirmed(f"{sentence[:1].upper()}{sentence[1:]}. {question}"):
        sentence = "nothing was changed"
        raise CannotBeDone(sentence, advice)
