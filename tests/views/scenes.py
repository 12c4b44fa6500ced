"""What the snapshots show: a diary, and the command at its end."""

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

VIEWS = {
    "status-untouched": ("", "status"),
    "status": (MIDDLE, "status"),
    "status-phase": (MIDDLE, "status seeing"),
    "status-module": (MIDDLE, "status botany"),
    "status-all": (CHOSEN, "status --all"),
    "status-short": (MIDDLE, "status --short"),
    "status-chosen": (CHOSEN, "status"),
    "status-finished": (FINISHED, "status"),
    "status-finished-short": (FINISHED, "status --short"),
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
    "list": (MIDDLE, "list"),
    "list-option": (CHOSEN, "list --option forest"),
    "list-nothing": (MIDDLE, "list --search palm"),
    "choices-open": (MIDDLE, "choose"),
    "choices-chosen": (CHOSEN, "choose"),
    "history": (MIDDLE, "history"),
    "history-topic": (MIDDLE, "history growth"),
    "history-nothing": ("", "history"),
    "history-taken-back": (TAKEN_BACK, "history"),
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
    "log-first": (MIDDLE, "log fungi 45m --on yesterday"),
    "note": (MIDDLE, "note growth 'Two buds, one year.'"),
    "link": (MIDDLE, "link growth https://example.org/rings"),
    "link-proof": (MIDDLE, "link growth https://example.org/rings --proves"),
    "choose": (CHOOSING, "choose forest"),
    "choose-again": (CHOSEN, "choose orchard"),
    "choose-other": (CHOSEN, "choose forest"),
    "choose-none": (CHOSEN, "choose specialty none"),
    "undo": (CHOSEN, "undo"),
    "undo-several": (CHOOSING.rsplit("7", 1)[0], "undo"),
    "redo": (f"{CHOSEN}0 undo\n", "redo"),
}
SCENES = {**VIEWS, **CHANGES}
