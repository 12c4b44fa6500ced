"""Addresses opened in the browser."""

from roadmap_cli.cli.screen import hint
from roadmap_cli.domain.lesson import Lesson
from roadmap_cli.domain.web import leads_to_the_web
from roadmap_cli.errors import CannotBeDone


def open_first(title: str, lesson: Lesson) -> None:
    """The first resource on the web. Raises CannotBeDone."""
    web = [each.url for each in lesson.resources if leads_to_the_web(each.url)]
    if not web:
        sentence = f"{title} has no resource on the web"
        raise CannotBeDone(sentence)
    open_address(web[0])


def open_address(address: str) -> None:
    """In the browser. Raises CannotBeDone."""
    hint(f"opening {address}")
    import webbrowser

    if not webbrowser.open(address):
        sentence = "no browser could be started"
        raise CannotBeDone(sentence, "set BROWSER, or open the link yourself")
