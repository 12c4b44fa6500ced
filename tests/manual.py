"""The man page, out of the same texts as the help: `.venv/bin/python tests/manual.py` writes docs/roadmap.1."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from docutils import nodes
from docutils.core import publish_from_doctree
from docutils.utils import new_document
from typer._click import Command, Context

from roadmap_cli import __version__
from roadmap_cli.cli.aliases import OWN
from roadmap_cli.cli.app import program
from roadmap_cli.cli.table import GROUPS

PAGE = Path(__file__).parents[1] / "docs" / "roadmap.1"
EXAMPLE = re.compile(r"^  (roadmap .+)$", re.MULTILINE)
EXIT_CODE = re.compile(r"^  (\d+) +(.+)$", re.MULTILINE)
Rows = Sequence[tuple[str, str]]


def page() -> str:
    """The page as roff."""
    root = program()
    context = Context(root, info_name="roadmap")
    document = new_document("roadmap")
    description = (root.help or "").partition(":")
    document += nodes.title("", "roadmap")
    document += nodes.subtitle("", description[0][:1].lower() + description[0][1:])
    document += _about()
    document += section("SYNOPSIS", nodes.paragraph("", usage(root, context)))
    document += section("DESCRIPTION", *paragraphs(root.help))
    document += section("OPTIONS", nodes.paragraph("", HEARD), definitions(options(root, context)))
    commands = section("COMMANDS")
    for group, names in GROUPS.items():
        commands += section(group, *(part for name in names for part in told(name, root.commands[name], context)))
    document += commands
    document += section("SHORT WORDS", definitions([(short, f"roadmap {name}") for short, name in OWN.items()]))
    document += section("EXIT STATUS", definitions(EXIT_CODE.findall(root.epilog or "")))
    roff = str(publish_from_doctree(document, writer="manpage", settings_overrides=SETTINGS), "utf-8")
    return roff[roff.index("\n.\n") + 1 :].replace(".SH Name", ".SH NAME", 1)


HEARD = "They stand before a command or behind it, except those that concern the program itself."
SETTINGS = {"output_encoding": "utf-8", "generator": False, "datestamp": None, "input_encoding": "utf-8"}


def told(name: str, command: Command, parent: Context) -> Iterator[nodes.Node]:
    """A command with its options and examples, and the commands in it."""
    context = Context(command, info_name=name, parent=parent)
    body = nodes.definition("", *paragraphs(command.help))
    if rows := [*arguments(command, context), *options(command, context)]:
        body += definitions(rows)
    if examples := EXAMPLE.findall(command.epilog or ""):
        body += nodes.literal_block("", "\n".join(examples))
    yield nodes.definition_list("", nodes.definition_list_item("", nodes.term("", usage(command, context)), body))
    for part, each in getattr(command, "commands", {}).items():
        yield from told(part, each, context)


def usage(command: Command, context: Context) -> str:
    return f"{context.command_path} {' '.join(command.collect_usage_pieces(context))}"


def arguments(command: Command, context: Context) -> Rows:
    return _records(command, context, "argument")


def options(command: Command, context: Context) -> Rows:
    return _records(command, context, "option")


def _records(command: Command, context: Context, kind: str) -> Rows:
    found = (each.get_help_record(context) for each in command.params if each.param_type_name == kind)
    return [record for record in found if record]


def section(title: str, *parts: nodes.Node) -> nodes.section:
    return nodes.section("", nodes.title("", title), *parts, ids=[nodes.make_id(title)])


def paragraphs(text: str | None) -> list[nodes.paragraph]:
    return [nodes.paragraph("", " ".join(each.split())) for each in (text or "").split("\n\n")]


def definitions(rows: Rows) -> nodes.definition_list:
    items = (
        nodes.definition_list_item("", nodes.term("", term), nodes.definition("", nodes.paragraph("", text)))
        for term, text in rows
    )
    return nodes.definition_list("", *items)


def _about() -> nodes.docinfo:
    fields = {"manual_section": "1", "manual_group": "roadmap", "version": __version__}
    return nodes.docinfo(
        "",
        *(
            nodes.field("", nodes.field_name("", name), nodes.field_body("", nodes.paragraph("", value)))
            for name, value in fields.items()
        ),
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
