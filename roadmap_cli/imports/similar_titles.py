"""Which topics of two roadmaps are the same. The only owner of rapidfuzz."""

import re
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from roadmap_cli.reports.adopt import Pair, Titled
from roadmap_cli.reports.topic_line import Named

FULL = 100.0


def pairs(ours: Sequence[Titled], theirs: Sequence[Titled], least: float) -> tuple[Pair, ...]:
    """One to one, the surest first: by a shared id, then by titles whose likeness is at least so much out of 100."""
    found, topics, twins = [], set(), set()
    for pair in (*_by_id(ours, theirs), *_by_title(ours, theirs, least)):
        if pair.topic not in topics and pair.twin not in twins:
            topics.add(pair.topic)
            twins.add(pair.twin)
            found.append(pair)
    return tuple(found)


def likeness(title: str, other: str) -> float:
    """Out of 100, their words in any order."""
    return fuzz.token_sort_ratio(_plain(title), _plain(other))


def _by_id(ours: Iterable[Titled], theirs: Iterable[Titled]) -> list[Pair]:
    """What is called the same today comes first."""
    holders: dict[str, list[Named]] = {}
    for each in theirs:
        for name in each.ids:
            holders.setdefault(name, []).append(each.topic)
    found = [
        Pair(topic=each.topic, twin=twin, score=FULL, by="id")
        for each in ours
        for name in sorted(each.ids)
        for twin in holders.get(name, ())
    ]
    return sorted(found, key=lambda pair: pair.topic.id != pair.twin.id)


def _by_title(ours: Iterable[Titled], theirs: Sequence[Titled], least: float) -> list[Pair]:
    """Whole titles are compared, their words in any order. What finds a title inside another (`token_set_ratio`,
    `WRatio`) takes "Files" for "Modules, files, exceptions and tests".
    """
    titles = [_plain(each.topic.title) for each in theirs]
    found = [
        Pair(topic=each.topic, twin=theirs[index].topic, score=round(score, 1), by="title")
        for each in ours
        if (title := _plain(each.topic.title))
        for other, whole, index in process.extract(
            title, titles, scorer=fuzz.token_sort_ratio, score_cutoff=least, limit=None
        )
        if (score := min(whole, _replaced(title, other))) >= least
    ]
    return sorted(found, key=lambda pair: -pair.score)


def _replaced(title: str, other: str) -> float:
    """How alike the words are that one title has in the place of the other's: in a long title, `C` for `Python` or part
    1 for part 2 is but a letter.
    """
    words, others = set(title.split()), set(other.split())
    instead = [" ".join(sorted(words - others)), " ".join(sorted(others - words))]
    return fuzz.ratio(*instead) if all(instead) else FULL


def _plain(title: str) -> str:
    """Words in lower case. The signs that tell C from C++ and C# stay, which rapidfuzz's own processor takes away."""
    return " ".join(re.findall(r"[\w+#]+", title.casefold()))
