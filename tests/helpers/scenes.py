"""What the snapshots show: a diary, and the command at its end."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

from conftest import NOW
from review_scenes import CARD_CHANGES, REVIEWS

ANSWERS = Path(__file__).with_name("answers.txt")

TICKED = "3 tick parts-of-a-tree 2 --resource 1\n"
MIDDLE = """
20 start parts-of-a-tree
20 log parts-of-a-tree 1h30
19 log parts-of-a-tree 2h10 'a walk with the field guide'
18 done parts-of-a-tree
18 link parts-of-a-tree https://example.org/my-herbarium --title Herbarium --proves
12 skip soil-types
9 log growth 50m
8 note growth 'Rings are read from the bark inwards.'
4 log ten-species 45m
3 log ten-species 1h15
1 log ten-species 30m
"""
CHOOSING = """
9 done parts-of-a-tree growth soil-types
8 done ten-species watering-and-mulching pruning planting-a-tree specialty-choice
7 skip fungi
"""
CHOSEN = f"{CHOOSING}6 choose orchard\n5 done grafting\n"
FINISHED = f"{CHOSEN}0 done own-orchard\n"
TAKEN_BACK = """
3 done parts-of-a-tree
2 log growth 1h
2 undo
1 redo
1 note growth 'Rings are read\\nfrom the bark inwards.'
0 undo
"""

HOURS = (1.5, 2.5, 1, 0, 4, 2, 3.5, 1.5)
"""Of eight weeks, the oldest first."""
EIGHT_WEEKS = "\n".join(
    f"{7 * weeks_ago - day} log {topic} {60 * hours * part:.0f}m"
    for weeks_ago, hours in zip(range(8, 0, -1), HOURS, strict=True)
    for day, topic, part in ((0, "growth", 0.4), (3, "ten-species", 0.6))
    if hours
)
RECORD = f"57 done parts-of-a-tree --on '70 days ago'\n{EIGHT_WEEKS}\n"
LEARNED = f"{RECORD}5 done growth\n1 done ten-species\n"
ON_A_BREAK = f"{RECORD}4 break 10d --from 2026-11-20 'my sister visits'\n"
IDLE = "100 done parts-of-a-tree\n100 log growth 45m\n"
PLAN = "plan --hours-per-week 5 --days mon,wed,sat --at 19:30 --cue 'after dinner'"
PLACED = f"2 place --answers '{ANSWERS}' --yes\n"
INTENTIONS = f"""
30 {PLAN}
20 break 10d 'my sister visits'
15 break --end
9 timer start growth
9 timer cancel
8 timer start growth
8 timer stop --minutes 45m 'rings of a spruce'
7 place --answers '{ANSWERS}' --yes
6 plan --at 20:00
5 undo
4 undo
3 break 3d --from 2026-12-24
2 break --end
"""
BREAKS = """
40 break 2w 'down with the flu, and then the whole family, one after the other'
3 break 1w
2 break 1w --from 2026-12-24 Christmas
"""


def evenings(*days_ago: int) -> str:
    return "\n".join(f"{each} log growth 30m" for each in days_ago)


def year() -> Iterator[str]:
    """Four evenings out of five except on Sundays, two weeks without a word, and three of a declared break."""
    chance = Random(4)
    yield "363 config rest_days sun"
    yield "141 break 3w 'at the sea'"
    for days_ago in range(363, 0, -1):
        away = 121 <= days_ago <= 141 or 319 <= days_ago <= 332
        if not away and (NOW - timedelta(days=days_ago)).weekday() < 6 and chance.random() < 0.8:
            yield f"{days_ago} log ten-species {chance.choice((15, 25, 30, 45, 60, 90, 150))}m"


YEAR = "\n".join(sorted(year(), key=lambda line: -int(line.split()[0])))

AHEAD = {
    "forecast-untouched": ("", "forecast"),
    "forecast": (RECORD, "forecast"),
    "forecast-calibrated": (LEARNED, "forecast"),
    "forecast-year": (YEAR, "forecast"),
    "forecast-asked": (RECORD, "forecast --hours-per-week 6"),
    "forecast-planned": (f"1 {PLAN}\n", "forecast"),
    "forecast-by": (RECORD, "forecast --by 2027-06-01"),
    "forecast-by-too-soon": (RECORD, "forecast --by tomorrow"),
    "forecast-options": (RECORD, "forecast --option forest --option orchard"),
    "forecast-chosen": (CHOSEN, "forecast"),
    "forecast-chart": (LEARNED, "forecast --chart --by 2027-06-01"),
    "forecast-chart-idle": (IDLE, "forecast --chart"),
    "forecast-break": (ON_A_BREAK, "forecast --by 2027-06-01"),
    "forecast-idle": (IDLE, "forecast --by 2027-06-01"),
    "forecast-finished": (FINISHED, "forecast"),
    "status-record": (RECORD, "status"),
    "status-idle": (IDLE, "status"),
    "status-break-timer": (f"{ON_A_BREAK}0 timer start growth\n", "status"),
    "plan": (MIDDLE, "plan"),
    "plan-kept": (MIDDLE, f"{PLAN} --weeks 4"),
    "plan-choice": (
        CHOOSING.replace("specialty-choice", "growth"),
        "plan --hours-per-week 10 --days sat,sun --weeks 5",
    ),
    "plan-finished": (FINISHED, "plan"),
    "plan-break": (ON_A_BREAK, "plan --weeks 3"),
    "plan-only-break": ("0 break 5w\n", "plan"),
}
HABITS = {
    "activity-untouched": ("", "activity"),
    "activity-year": (YEAR, "activity --weeks 52"),
    "activity-repaired": (evenings(20, 19, 18, 6, 5, 3, 2), "activity"),
    "activity-repairable": (evenings(5, 4, 3, 2), "activity --weeks 3"),
    "activity-best": (evenings(9, 8, 3, 2, 1, 0), "activity --weeks 8"),
    "activity-break": (ON_A_BREAK, "activity --weeks 10"),
    "break-none": ("", "break"),
    "breaks": (BREAKS, "break"),
    "timer-none": ("", "timer"),
    "timer": ("0 timer start growth\n", "timer status"),
    "timer-forgotten": ("1 timer start growth\n", "timer status"),
    "timer-later": ("-1 timer start growth\n", "timer status"),
    "history-intentions": (INTENTIONS, "history"),
    "placement": ("", f"place --answers '{ANSWERS}' --dry-run"),
    "placement-nothing": ("", "place soil --answers /dev/null --dry-run"),
    "show-placed": (PLACED, "show parts"),
    "status-placed": (PLACED, "status seeing"),
    "config-key": ("", "config rest_days"),
    "config-plan": (f"0 {PLAN}\n", "config plan"),
}
VIEWS = {
    "status-untouched": ("", "status"),
    "status": (MIDDLE, "status"),
    "status-phase": (MIDDLE, "status seeing"),
    "status-module": (MIDDLE, "status botany"),
    "status-all": (CHOSEN, "status --all"),
    "status-chosen": (CHOSEN, "status"),
    "status-finished": (FINISHED, "status"),
    "next": (MIDDLE, "next -n 5"),
    "next-time": (MIDDLE, "next --time 45m"),
    "next-choose": (CHOOSING, "next"),
    "next-finished": (FINISHED, "next"),
    "why-doing": (MIDDLE, "next --why growth"),
    "why-ready": (MIDDLE, "next --why watering"),
    "why-blocked": (MIDDLE, "next --why own-orchard"),
    "why-done": (MIDDLE, "next --why parts"),
    "why-other-option": (CHOSEN, "next --why felling"),
    "show": (MIDDLE, "show parts"),
    "show-short": (CHOSEN, "show felling"),
    "show-ticked": (TICKED, "show parts"),
    "tick-list": (TICKED, "tick parts"),
    "next-ticked": (TICKED, "next -n 2"),
    "status-ticked": (TICKED, "status seeing"),
    "list": (MIDDLE, "list"),
    "list-option": (CHOSEN, "list --option forest"),
    "list-nothing": (MIDDLE, "list --search palm"),
    "choices-open": (MIDDLE, "choose"),
    "choices-chosen": (CHOSEN, "choose"),
    "history": (MIDDLE, "history"),
    "history-topic": (MIDDLE, "history growth"),
    "history-nothing": ("", "history"),
    "history-taken-back": (TAKEN_BACK, "history"),
    **AHEAD,
    **HABITS,
    **REVIEWS,
}
CHANGES = {
    "start": (MIDDLE, "start watering"),
    "start-again": (MIDDLE, "start growth"),
    "done": (MIDDLE, "done growth"),
    "done-several": ("", "done parts growth ten-species soil-types"),
    "done-back-dated": (MIDDLE, "done growth --on 2026-11-20"),
    "done-dry-run": (MIDDLE, "done growth --dry-run"),
    "skip": (MIDDLE, "skip fungi"),
    "reset": (MIDDLE, "reset parts"),
    "reset-all": (CHOSEN, "reset --all --yes"),
    "reset-nothing": ("", "reset --all --yes"),
    "log": (MIDDLE, "log growth 1h20"),
    "tick": ("", "tick parts 2 --resource 1"),
    "tick-again": (TICKED, "tick parts 2"),
    "tick-off": (TICKED, "tick parts 2 --off"),
    "log-first": (MIDDLE, "log fungi 45m --on yesterday"),
    "note": (MIDDLE, "note growth 'Two buds, one year.'"),
    "link": (MIDDLE, "link growth https://example.org/rings"),
    "link-proof": (MIDDLE, "link growth https://example.org/rings --proves"),
    "choose": (CHOOSING, "choose forest"),
    "choose-again": (CHOSEN, "choose orchard"),
    "choose-other": (CHOSEN, "choose forest"),
    "choose-none": (CHOSEN, "choose specialty none"),
    "edit": (MIDDLE, "edit growth --last --minutes 1h5 --text 'in the rain' --on 2026-11-21"),
    "edit-known": (MIDDLE, "edit growth --last --on today --dry-run"),
    "edit-delete": (MIDDLE, "edit parts --last --delete"),
    "undo": (CHOSEN, "undo"),
    "undo-several": (CHOOSING.rsplit("7", 1)[0], "undo"),
    "redo": (f"{CHOSEN}0 undo\n", "redo"),
    "redo-intention": (f"1 {PLAN}\n0 undo\n", "redo"),
    "break-taken": ("", "break 10d 'my sister visits'"),
    "break-later": ("", "break --from 2026-12-20 --until 2027-01-06"),
    "break-extended": ("2 break 1w\n", "break 2w"),
    "break-ended": ("2 break 1w\n", "break --end"),
    "break-cancelled": ("2 break 1w --from 2026-12-24\n", "break --end"),
    "break-undone": ("1 break 1w 'my sister visits'\n", "undo"),
    "timer-started": ("", "timer start growth"),
    "timer-cancelled": ("0 timer start growth\n", "timer cancel"),
    "timer-stopped": ("0 timer start growth\n", "timer stop 'rings of a spruce'"),
    "timer-stopped-later": ("1 timer start growth\n", "timer stop --minutes 1h10"),
    "placed": ("", f"place --answers '{ANSWERS}' --yes"),
    "config-changed": ("", "config rest_days 'Saturday, sun'"),
    **CARD_CHANGES,
}
SCENES = {**VIEWS, **CHANGES}
