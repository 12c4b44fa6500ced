"""The file that `roadmap new` writes."""

TEMPLATE = """\
# A roadmap of your own. Check it with:  roadmap check FILE
# Follow it with:                        roadmap --file FILE status
# (or set ROADMAP_FILE once). Ids are for ever: your progress hangs on them.

[roadmap]
id = "my-roadmap"
title = "Learn to bake bread"

[[phase]]
id = "basics"
title = "The basics"

[[phase.module]]
id = "dough"
title = "Dough"

# The smallest topic: an id and a title.
[[phase.module.topic]]
id = "flour"
title = "Know your flour"

# More that a topic can say; all of it may be left out. `roadmap schema` knows every key.
# More that a card can ask: kind = "compute", "code" or "choose", each with keys of its own.
[[phase.module.topic]]
id = "kneading"
title = "Knead a dough"
kind = "practice"          # concept, skill, practice, project or decision
hours = 3                  # your estimate; 1 unless said
why = "Structure comes from here."
requires = ["flour"]       # topics to finish before this one
criteria = ["You can stretch a piece of dough until light shines through."]
resources = [{title = "A book you like", url = "https://example.org", kind = "book"}]
cards = [{id = "kneading-1", question = "What does kneading build?", answer = "Gluten."}]

[[phase]]
id = "bread"
title = "Real bread"

[[phase.module]]
id = "loaves"
title = "Loaves"

[[phase.module.topic]]
id = "first-loaf"
title = "A first loaf"
kind = "project"
hours = 5
requires = ["kneading"]

# Two ways to go on: only the topics of the chosen option count. Delete what follows if there is no such choice.
[[phase.module.topic]]
id = "sourdough-loaf"
title = "A sourdough loaf"
hours = 8
option = "sourdough"
requires = ["first-loaf"]

[[phase.module.topic]]
id = "brioche"
title = "A brioche"
hours = 6
option = "sweet"
requires = ["first-loaf"]

[[choice]]
id = "direction"
title = "Choose a direction"

[[choice.option]]
id = "sourdough"
title = "Sourdough"

[[choice.option]]
id = "sweet"
title = "Sweet breads"

# Where the path leads to a job, the tables below tell of it. Take the # away from lines that have no blank behind it;
# each table may be left out.

# What is known of the job, for `roadmap career`. Every figure needs a source and a year, here or in its own table.
#[career]
#title = "Baker"
#source = "A guild that you trust"
#year = 2026
#
#[[career.figure]]
#id = "loaves-a-night"
#value = "120"
#meaning = "loaves that one baker shapes in a night"
#
#[[career.skill]]
#id = "dough"
#title = "Handling dough"
#topics = ["kneading"]

# Stages of a project to show, in order, for `roadmap portfolio`. One means shipped, one means written.
#[portfolio]
#hours = 10                # about how long one takes; so in interview (a format until it is good) and story
#
#[[portfolio.stage]]
#id = "idea"
#title = "Idea"
#
#[[portfolio.stage]]
#id = "baked"
#title = "Baked"
#topic = "first-loaf"
#means = "shipped"
#
#[[portfolio.stage]]
#id = "described"
#title = "Described"
#means = "written"

# Interviews and their questions, for `roadmap interview`. Criteria are what one grades oneself against.
#[[interview.format]]
#id = "tasting"
#title = "Tasting"
#topics = ["first-loaf"]
#
#[[interview.format.question]]
#id = "dense-crumb"
#question = "Why is this crumb dense?"
#topics = ["kneading"]
#criteria = ["Names two causes.", "Says how to tell them apart."]
#answer = "Too little kneading, or too little time to rise."

# What a story is made of, for `roadmap story`.
#[story]
#minutes = 2               # to tell it
#tags = ["failure"]
#
#[[story.part]]
#id = "result"
#title = "Result"
#prompt = "What came of it? Give a number."
#number = true
#
#[story.example]
#title = "The dense loaf"
#tags = ["failure"]
#
#[story.example.text]
#result = "After five tries in a week the crumb was open: I had stopped the first rise an hour too early."

# The stages of an application, for `roadmap apply`.
#[[apply.stage]]
#id = "applied"
#title = "Applied"

# What it takes to be ready, for `roadmap ready`.
#[ready]
#projects = 1
#stories = 1
#days = 60
#score = 4
"""
