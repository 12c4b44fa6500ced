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
"""
