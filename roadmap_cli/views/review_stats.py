"""What a learner's grades say of their memory, in words and small charts."""

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from roadmap_cli.domain.phrasing import count, percent
from roadmap_cli.domain.review_stats import BANDS, Share
from roadmap_cli.reports.hours import HoursReport, hours_texts, what_it_tells
from roadmap_cli.reports.review_stats import FitLine, FitReport, StatsReport
from roadmap_cli.views.review import leeches
from roadmap_cli.views.widgets import ACCENT, FRESH, Look, bar, grid, heading, quiet

LEAST_REVIEWS = 20
"""Of fewer a share says little."""
_HEIGHTS = "·▁▂▃▄▅▆▇█"
_SURE = {1: "not at all", 2: "a little", 3: "fairly", 4: "very", 5: "wholly"}
Row = tuple[str, Share, str]


def render(report: StatsReport, look: Look) -> RenderableType:
    return Group(*_stats(report, look))


def _stats(report: StatsReport, look: Look) -> Iterator[RenderableType]:
    if not report.reviews:
        yield Text("Nothing is graded yet, so there is nothing to tell. Begin with: roadmap review")
    else:
        yield heading(_verdict(report))
        yield quiet(f"{count(report.reviews, 'review')}, {report.first.reviews:,} of them the first of a card")
    if report.months:
        months = ((f"{each.month:%b %Y}", each.share, "") for each in report.months)
        yield from _table("Recalled, by month", months, look)
    if report.bands:
        yield from _table("Recalled, by what was predicted", _bands(report), look)
    if report.confidence:
        rows = ((f"{each.confidence} {_SURE[each.confidence]}", each.share, "") for each in report.confidence)
        yield from _table("First review, by how sure you were", rows, look)
    if report.fit:
        yield from (Text(), quiet(_fit_text(report.fit, look)))
    if report.hours and report.reviews:
        yield from _hours(report.hours)
    yield from _load(report, look)
    yield from leeches(report.leeches)


def _hours(report: HoursReport) -> Iterator[RenderableType]:
    yield from (Text(), heading("Hours logged, by the state of the prerequisites when a topic was begun"))
    yield from (Text(f"   {line}") for line in hours_texts(report))
    yield Padding(quiet(what_it_tells(report)), (0, 0, 0, 3), expand=False)


def render_fit(report: FitReport, _: Look) -> RenderableType:
    did = (
        "FSRS is fitted to you now" if report.used else "FSRS stays as it was: fitted to you it would predict no better"
    )
    known = f"{count(report.grades, 'grade')}; of the last fifth {report.held_out:,} were predicted"
    return Group(heading(did), quiet(f"{known}, with a log loss of {_losses(report)}; less is better"))


def _losses(fit: FitReport | FitLine) -> str:
    return f"{fit.loss_before:.3f} before and {fit.loss:.3f} fitted"


def _fit_text(fit: FitLine, look: Look) -> str:
    its = f"FSRS as fitted to you on {look.day(fit.used_since)}" if fit.used_since else "FSRS as for everybody"
    last = f"last tried on {look.day(fit.day)} with {count(fit.grades, 'grade')}"
    return f"{its}; {last}: log loss of the last fifth {_losses(fit)}, less is better"


def _verdict(report: StatsReport) -> str:
    wanted = percent(100 * report.desired_retention)
    if report.later.reviews < LEAST_REVIEWS:
        return f"Too few repeated reviews to judge your memory: {report.later.reviews} of {LEAST_REVIEWS}"
    return f"You recall {percent(report.later.percent)} of what comes back; {wanted} is what you want"


def _bands(report: StatsReport) -> Iterator[Row]:
    edges = dict(zip(BANDS, (*BANDS[1:], 1.0), strict=True))
    for each in report.bands:
        low, high = percent(100 * each.least).removesuffix(" %"), percent(100 * edges[each.least])
        name = f"under {high}" if not each.least else f"{low} to {high}"
        yield name, each.share, f"predicted {percent(each.share.predicted_percent)}"


def _table(title: str, rows: Iterable[Row], look: Look) -> Iterator[RenderableType]:
    yield from (Text(), heading(title))
    table = grid("left", *(() if look.plain or look.narrow else ("left",)), "right", "right", "left", padding=1)
    for name, share, remark in rows:
        cells: list[RenderableType] = [Text(f"   {name}")]
        cells += [] if look.plain or look.narrow else [bar(share.percent, 24 if look.wide else 12, look, FRESH)]
        table.add_row(*cells, Text(percent(share.percent)), quiet(f"of {share.reviews:,}"), quiet(remark))
    yield table


def _load(report: StatsReport, look: Look) -> Iterator[RenderableType]:
    cards = [each.cards for each in report.load]
    if not any(cards):
        return
    yield from (Text(), heading("Coming up"))
    busiest = max(report.load, key=lambda each: each.cards)
    most = f"most on {look.day(busiest.day)}: {busiest.cards}"
    said = f"today {cards[0]}, in {len(cards)} days {sum(cards):,}, {most}"
    if look.plain:
        yield Text(f"   {said}")
        yield Text(f"   by day: {' '.join(map(str, cards))}")
        return
    yield Padding(Text(_heights(cards, look), ACCENT), (0, 0, 0, 3), expand=False)
    yield Padding(quiet(f"{said}; what today's reviews bring back is not in it"), (0, 0, 0, 3), expand=False)


def _heights(cards: list[int], look: Look) -> str:
    """A letter for each day, higher for more."""
    if look.ascii_only:
        return " ".join(map(str, cards))
    steps, most = len(_HEIGHTS) - 1, max(cards)
    return "".join(_HEIGHTS[-(-each * steps // most)] for each in cards)
