"""What the columns of a table are, by what people call them: which one names the topics is settled by what is in them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from roadmap_cli.imports.dates import days_in, is_doubtful
from roadmap_cli.imports.vocabulary import normal

MOST_COLUMNS = 1_000
"""What is looked at of a first line."""
FEW, REPEATED, NEARLY = 4, 3, 0.7
"""From so many rows on, a column whose cells stand there so often each, or of which so much is the same, is no title."""
MOSTLY_APART = 0.6
"""The share of different cells from which on a column tells its rows apart."""
_TITLES = (
    ("task", "aufgabe", "tâche", "to do item"),
    ("topic", "thema", "sujet"),
    ("lesson", "lektion"),
    ("title", "titel", "titre"),
    ("name",),
    (
        "item",
        "card",
        "concept",
        "skill",
        "lecture",
        "exercise",
        "problem",
        "assignment",
        "activity",
        "video",
        "book",
        "buch",
        "paper",
        "article",
        "content",
    ),
)
"""By rank: where several are there, the first of them that tells rows apart names the topics."""
_LAST_TITLE = len(_TITLES)
_GROUPS = (
    ("subject", "subjects", "fach"),
    ("course", "courses", "kurs"),
    ("module", "unit", "chapter", "modul", "kapitel"),
)
"""From coarse to fine. They name the topics where nothing else does, and are modules and phases else."""
_SAID = {
    "phase": "phase, stage, part, teil",
    "module": "section, section/column, group, category, list, bereich, kategorie, catégorie",
    "id": "id, slug, key, tag id, code",
    "hours": (
        "hours, hour, estimate, estimated hours, estimatedhours, estimated time, estimated learning hours, time "
        "needed, time required, time estimate, est, est hours, est time, hours est, hours needed, total hours, "
        "hrs, study time, time, duration, length, weeks, days, stunden, dauer, durée"
    ),
    "effort": "effort, workload, weekly effort, time commitment, aufwand",
    "status": (
        "status, state, done, completed, complete, progress, overall progress, % complete, percent complete, "
        "watched, solved, learned, learnt, mastered, mastery, passed, exclusive shelf, fertig, erledigt, "
        "fortschritt, statut, terminé"
    ),
    "requires": (
        "requires, requirements, prerequisites, prerequisite, depends on, blocked by, depends, dependencies, "
        "after, needs, prereq, prereqs, voraussetzungen, voraussetzung, prérequis"
    ),
    "started": "started, started on, start, start date, date started, beginn, begonnen, commencé le",
    "finished": (
        "finished, finished on, completed on, completed at, completion time, completion date, date completed, "
        "date finished, finish date, done on, date read, beendet, abgeschlossen, fertig am, erledigt am, "
        "abgeschlossen am, terminé le"
    ),
    "minutes": "minutes, spent, logged, time spent, minuten",
    "resources": "resources, resource, link, links, url, urls, quelle, quellen, lien",
    "evidence": "evidence, proof",
    "phase id": "phase id",
    "module id": "module id",
    "why": "description, why, details, summary, card description, beschreibung",
    "week": "week, woche, semaine, month, monat, semester, term, sprint",
    "archived": "archived",
    "due complete": "due complete",
    "notes": "notes, note, my notes, comment, comments, remarks, notizen, anmerkungen",
}
_COLUMNS = {column: tuple(spellings.split(", ")) for column, spellings in _SAID.items()}
_SPELLINGS = {spelling: column for column, spellings in _COLUMNS.items() for spelling in spellings}
OWN_COLUMN = "phase id"
"""By which a table of our own is known."""
_SPELLINGS |= {OWN_COLUMN: OWN_COLUMN, "module id": "module id"}
CHOICE_COLUMN = "choice"
_OWN = frozenset({CHOICE_COLUMN, "option", "stretch"})
"""What only such a table says in the form that is read; an older one names no choice, so that its options say nothing."""
_RANKS = {spelling: rank for rank, spellings in enumerate(_TITLES) for spelling in spellings}
_LEVELS = {spelling: level for level, spellings in enumerate(_GROUPS) for spelling in spellings}
_PEOPLE = frozenset({"email", "e mail", "email address"})
"""Beside it a mere `Name` is that of somebody."""
_TIME_OF_DAY = re.compile(r"\d{1,2}:\d\d(?:\s*[ap]\.?m\.?)?(?:\s*[-\u2013]\s*\d{1,2}:\d\d.*)?", re.IGNORECASE)
_A_WEEK = re.compile(
    r"(?:hours?|hrs?|h|effort|workload)\s*(?:/|per|a|each)\s*(?:week|wk|w)|weekly (?:hours|effort|workload)"
)
_UNIT = re.compile(r"\s*(?:\((?P<within>[\w%/ .]{1,20})\)|\bin (?P<behind>\w{1,10})|(?P<share>%))$")
_SOME_NAME = re.compile(r"[^\W\d]+(?: [^\W\d]+){0,2} (?:name|title|titel)")
_BARE = re.compile(r"\d{1,6}(?:[.,]\d{1,6})?(?:\s*[-\u2013]\s*\d{1,6}(?:[.,]\d{1,6})?)?")
_HOURS = re.compile(r"hours?\b|\bhrs?\b|\bh\b|stunden\b")
FORM = (
    f"the first line names the columns: {', '.join(spellings[0] for spellings in _TITLES[:5])} for the title, else "
    f"{', '.join(spellings[0] for spellings in _GROUPS)}, and any of {', '.join(name for name in _COLUMNS if ' ' not in name)}"
)


class _Candidate(NamedTuple):
    """A column that could name the topics. `level` is that of a group, None for what is none."""

    number: int
    rank: int
    level: int | None
    tells_apart: bool
    different: int
    is_constant: bool
    repeats: bool


def columns_of(header: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> list[str]:
    """Which columns these are: empty for a name that is not known, or that another column has already. Without a title
    where nothing could be one.
    """
    columns = [_column(name) for name in header[:MOST_COLUMNS]]
    if OWN_COLUMN in columns:  # a table of our own says what it means
        names, rows = [normal(name) for name in header[:MOST_COLUMNS]], ()
        known = _OWN if CHOICE_COLUMN in names else frozenset({"stretch"})
        columns = [name if name in known else column for name, column in zip(names, columns, strict=True)]
    candidates = list(_candidates(header, rows))
    title = _title(candidates)
    if title is not None:
        columns[title.number] = "title"
        for index, name in _groups(columns, [each for each in candidates if each != title]).items():
            columns[index] = name
    columns = _with_weeks(_with_days_apart(columns, rows))
    first = {name: index for index, name in reversed(list(enumerate(columns)))}
    return [name if first[name] == index else "" for index, name in enumerate(columns)]


def _with_days_apart(columns: list[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Of two columns such as `Status` and `Completed`, the one with days says when."""
    several = [index for index, name in enumerate(columns) if name == "status"]
    if len(several) == 1 or "finished" in columns:
        return columns
    days = next((index for index in several if _holds_days([row[index] for row in rows if index < len(row)])), None)
    return ["finished" if index == days else name for index, name in enumerate(columns)]


def _with_weeks(columns: list[str]) -> list[str]:
    """They group topics where nothing else does."""
    group = next((name for name in ("module", "phase") if name not in columns), "")
    return [group if name == "week" else name for name in columns]


def _holds_days(cells: Sequence[str]) -> bool:
    said = [cell for cell in cells if cell.strip()]
    days = days_in(said)
    return 2 * sum(cell in days or is_doubtful(cell) for cell in said) > len(said)


def is_known(header: Sequence[str]) -> bool:
    """Whether these are columns, one of which names topics. A word that only may do so has another one beside it."""
    columns = columns_of(header)
    sure = {*_RANKS, *_GROUPS[0], *_GROUPS[1]}
    return "title" in columns and (len(list(filter(None, columns))) > 1 or any(_plain(name) in sure for name in header))


def constant_titles(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The names of columns that would name the topics if their cells told them apart."""
    return [header[each.number].strip() for each in _candidates(header, rows) if each.is_constant]


def is_time_of_day(name: str, cell: str) -> bool:
    """`Time` may be how long something takes, or when it begins."""
    return _plain(name) == "time" and _TIME_OF_DAY.fullmatch(cell) is not None


def with_unit(name: str, cell: str) -> str:
    """A number alone counts what its column says: `Weeks`, `Duration (min)`, `Hours per week`, `Progress %`."""
    words = _plain(name)
    column = _column(name)
    if (
        column == "effort"
        and _A_WEEK.search(words)
        and cell
        and "/" not in cell
        and not re.search(r"\b(?:per|a)\b", cell)
    ):
        return f"{cell} h/week" if _BARE.fullmatch(cell) else f"{cell}/week"
    if not _BARE.fullmatch(cell):
        return cell
    if column == "week":
        return f"{name.strip()} {cell}"
    if column == "hours" and _HOURS.search(words):
        return f"{cell} h"
    if column == "hours" and words in {"weeks", "days"}:
        return f"{cell} {words}"
    match = _UNIT.search(words)
    unit = match and (match["within"] or match["behind"] or match["share"])
    return f"{cell} {unit}" if unit and column in {"hours", "status", "minutes"} else cell


@lru_cache(maxsize=4096)  # asked for every cell below it
def _plain(name: str) -> str:
    return normal(re.sub(r"[.?:*]", " ", name[:100]))


@lru_cache(maxsize=4096)
def _column(name: str) -> str:
    """Apart from titles, of which it has to be seen what is in them."""
    words = _plain(name)
    return _SPELLINGS.get(words) or ("effort" if _A_WEEK.search(words) else "") or _SPELLINGS.get(_stem(words), "")


def _stem(words: str) -> str:
    """Without its unit, and without saying that it is a name."""
    return re.sub(r" (?:name|title|titel)$", "", _UNIT.sub("", words)).strip()


def _candidates(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[_Candidate]:
    of_people = not _PEOPLE.isdisjoint(map(_plain, header[:MOST_COLUMNS]))
    for index, name in enumerate(header[:MOST_COLUMNS]):
        found = _candidate(index, name, rows)
        if found is not None and not (of_people and _plain(name) == "name"):
            yield found


def _candidate(index: int, name: str, rows: Sequence[Sequence[str]]) -> _Candidate | None:
    words = _plain(name)
    stem = _stem(words)
    level = _LEVELS.get(words, _LEVELS.get(stem))
    rank = _RANKS.get(words, _RANKS.get(stem, _LAST_TITLE))
    is_title = rank < _LAST_TITLE or _SOME_NAME.fullmatch(words)
    if level is None and (not is_title or _column(name)):
        return None
    cells = [text for row in rows if index < len(row) and (text := row[index].strip().casefold())]
    if rows and not cells:
        return None
    often = Counter(cells)
    different, most = len(often), max(often.values(), default=0)
    return _Candidate(
        number=index,
        rank=rank,
        level=level,
        tells_apart=different >= MOSTLY_APART * len(cells),
        different=different,
        is_constant=len(cells) >= FEW and (different * REPEATED <= len(cells) or most >= NEARLY * len(cells)),
        repeats=different < len(cells),
    )


def _title(candidates: Sequence[_Candidate]) -> _Candidate | None:
    """Of groups the one that tells most rows apart, if there is nothing better."""
    fit = [each for each in candidates if not each.is_constant]
    titles = [each for each in fit if each.level is None]
    if titles:
        return min(titles, key=lambda each: (not each.tells_apart, each.rank, each.number))
    return min((each for each in fit if each.level is not None), key=_of_groups, default=None)


def _of_groups(each: _Candidate) -> tuple[int, bool, int, int]:
    """A course goes before a subject, and both before a module."""
    order = {1: 0, 0: 1}
    return -each.different, each.level is None, order.get(each.level or 0, 2), each.number


def _groups(columns: Sequence[str], others: Sequence[_Candidate]) -> dict[int, str]:
    """The finest of them are modules, the next ones phases. A title that repeats groups what another one names."""
    groups = [(len(_GROUPS) if each.level is None else each.level, each.number) for each in others if _is_group(each)]
    free = [name for name in ("module", "phase") if name not in columns]
    levels = sorted({level for level, _ in groups}, reverse=True)
    names = dict(zip(levels, free, strict=False))
    return {index: names[level] for level, index in groups if level in names}


def _is_group(each: _Candidate) -> bool:
    return each.level is not None or each.repeats
