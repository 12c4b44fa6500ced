"""Writes `statements.py`: `python -m roadmap_cli.storage.generate`. Run it after a change to the tables, the queries or KINDS."""

import re
from pathlib import Path
from zlib import crc32

from sqlalchemy import Compiled
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import SQLModel

from roadmap_cli.domain.events import KINDS
from roadmap_cli.storage.queries import queries

TARGET = Path(__file__).with_name("statements.py")
_HEAD = '''"""Generated from tables.py, queries.py and KINDS by `python -m roadmap_cli.storage.generate`. Do not edit."""

from typing import Literal

'''


def generated() -> str:
    """The text that `statements.py` should have."""
    dialect = sqlite.dialect(paramstyle="named")
    schema = []
    for table in SQLModel.metadata.sorted_tables:
        schema.append((table.name, str(CreateTable(table).compile(dialect=dialect))))
        indexes = sorted(table.indexes, key=lambda each: str(each.name))
        schema += [(table.name, str(CreateIndex(index).compile(dialect=dialect))) for index in indexes]
    texts = {name: _text(each.compile(dialect=dialect)) for name, each in queries(sqlite.insert).items()}
    lines = [
        f"KINDS_SUM = {kinds_sum()!r}",
        f"Statement = Literal[{', '.join(map(repr, texts))}]",
        "SCHEMA = (",
        *(f"    ({table!r}, {_one_line(text)!r})," for table, text in schema),
        ")",
        "STATEMENTS: dict[Statement, str] = {",
        *(f"    {name!r}: {_one_line(text)!r}," for name, text in texts.items()),
        "}",
        "",
    ]
    return _HEAD + "\n".join(lines)


def kinds_sum() -> str:
    """Another one for every table of kinds: what one does not know another may fold."""
    told = [(kind, its._replace(meaning="")) for kind, its in KINDS.items()]
    return f"{crc32(repr(told).encode()):08x}"


def _text(compiled: Compiled) -> str:
    """The statement with its constants written in; what is left are the parameters a caller gives, several of one name as
    a list in JSON.
    """
    text = str(compiled)
    for name, value in compiled.params.items():
        if value is not None:
            text = re.sub(rf":{name}\b", repr(value), text)
    return re.sub(r"__\[POSTCOMPILE_(\w+)\]", r"SELECT value FROM json_each(:\1)", text)


def _one_line(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    TARGET.write_text(generated(), encoding="utf-8")
