"""Scenes of what is remembered: cards that came back, cards of one's own, and what both say."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

CARDS, CARDS_LATER = (Path(__file__).with_name(name) for name in ("cards.txt", "cards-later.txt"))

REVIEWED = """
120 done parts-of-a-tree --confidence 4
119 review grade parts-1 good
118 review grade parts-1 again
30 done growth --confidence 2
29 review grade growth-1 good
15 review grade growth-1 easy
10 done soil-types
"""
"""Of three topics done one has faded, of one not enough is known, and one is untested."""
DISTANT = """
200 done parts-of-a-tree growth soil-types watering-and-mulching
199 review grade parts-1 good
199 review grade growth-1 hard
199 review grade soil-1 again
"""
"""All that the next topics stand on has faded."""
TODAY = """
5 done parts-of-a-tree growth ten-species
2 review grade parts-1 good
0 review grade parts-1 easy
0 review grade growth-1 again
0 review grade species-1 good
"""
ENOUGH = """
5 done parts-of-a-tree growth soil-types
5 config reviews_per_day 1
0 review grade growth-1 good
"""
ANSWER = "Three years: it made one each spring, where the scales of the bud have fallen off, as on every other twig."
OWN = f"""{REVIEWED}4 card add growth -q 'Which twig is older, one with two girdles or one with three?' -a '{ANSWER}'
4 card add growth -q 'Two things that rings tell:\\n1. ...\\n2. ...' -a 'Age,\\nand good years.'
3 card add fungi -q 'What does mycorrhiza give?' -a 'Water and salts.'
"""
HISTORY = f"""{OWN}1 review grade parts-1 good
1 review grade growth-1 easy
1 review grade soil-1 again
0 card delete fungi
0 review grade soil-1 good
0 undo
"""
EVIDENCE = f"""{REVIEWED}9 done watering-and-mulching
8 done planting-a-tree
7 link parts-of-a-tree https://example.org/my-herbarium --title Herbarium --proves
6 link parts-of-a-tree https://example.org/a-longer-address/of-a-page-with-all-leaves-that-were-pressed --proves
5 link growth https://example.org/rings
"""


def months() -> Iterator[str]:
    """Four cards that come back for half a year, mostly recalled."""
    chance = Random(4)
    cards = {"parts-of-a-tree": "parts-1", "growth": "growth-1", "ten-species": "species-1", "soil-types": "soil-1"}
    for sure, (topic, card) in enumerate(cards.items(), start=2):
        yield f"{180 - sure} done {topic} --confidence {sure}"
        day, gap = 170, 1
        while day > 3:
            rating = chance.choice(("again", "hard", "good", "good", "good", "easy"))
            yield f"{day} review grade {card} {rating}"
            gap = 1 if rating == "again" else 2 * gap
            day -= gap


MONTHS = "\n".join(sorted(months(), key=lambda line: -int(line.split()[0])))

REVIEWS = {
    "status-reviewed": (REVIEWED, "status"),
    "status-reviewed-phase": (REVIEWED, "status seeing"),
    "next-reviewed": (REVIEWED, "next"),
    "next-faded": (DISTANT, "next -n 4"),
    "why-faded": (DISTANT, "next --why parts"),
    "list-stale": (REVIEWED, "list --stale"),
    "list-stale-nothing": ("", "list --stale"),
    "show-fading": (REVIEWED, "show parts"),
    "show-fresh": (OWN, "show growth"),
    "queue": (OWN, "review --list"),
    "queue-ahead": (OWN, "review growth --ahead --list"),
    "queue-limit": (f"{OWN}0 config reviews_per_day 2\n", "review --list"),
    "queue-nothing-yet": ("", "review"),
    "queue-later": (TODAY, "review"),
    "queue-enough": (ENOUGH, "review"),
    "queue-elsewhere": (REVIEWED, "review pruning"),
    "stats-none": ("", "review --stats"),
    "stats-few": (TODAY, "review --stats"),
    "stats-many": (MONTHS, "review --stats"),
    "cards": (OWN, "card list"),
    "cards-topic": (OWN, "card list growth"),
    "cards-none": ("", "card list"),
    "cards-topic-none": ("", "card list fungi"),
    "evidence-none": ("", "evidence"),
    "evidence": (EVIDENCE, "evidence"),
    "evidence-missing": (EVIDENCE, "evidence --missing"),
    "history-reviews": (HISTORY, "history"),
    "plan-recall": (OWN, "plan --hours-per-week 6 --days mon,thu,sun --weeks 2"),
}
CARD_CHANGES = {
    "graded": (REVIEWED, "review grade growth-1 good"),
    "graded-again": ("1 done growth\n", "review grade growth-1 again"),
    "grade-undone": (f"{REVIEWED}0 review grade growth-1 good\n", "undo"),
    "card-added": ("", "card add growth -q 'What do rings tell?' -a 'Age,\\nand good years.'"),
    "card-known": (OWN, "card add fungi -q 'What does mycorrhiza give?' -a 'Water and salts.'"),
    "card-edited": (OWN, "card edit fungi -a 'Water, salts and company.'"),
    "card-deleted": (OWN, "card delete fungi"),
    "card-delete-undone": (f"{OWN}0 card delete fungi\n", "undo"),
    "cards-dry-run": ("", f"card import '{CARDS}' --dry-run"),
    "cards-new": ("", f"card import '{CARDS}'"),
    "cards-again": (f"0 card import '{CARDS}'\n", f"card import '{CARDS}'"),
    "cards-changed": (f"0 card import '{CARDS}'\n", f"card import '{CARDS_LATER}'"),
    "cards-to-one-topic": ("", f"card import '{CARDS}' --topic fungi"),
    "done-confident": ("", "done parts --confidence 5"),
}
