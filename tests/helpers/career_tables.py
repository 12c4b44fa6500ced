"""What the small roadmap would know about the job that it leads to, and what is done towards it."""

CAREER = """
[career]
title = "Typesetter"
summary = "Sets letters."
source = "A handbook of letters"
url = "https://example.org/handbook"
year = 2024
currency = "GBP"
note = "Of one town."
level = [
  {id = "low", title = "Apprentice", focus = "sorts", supports = ["a", "b"]},
  {id = "high", title = "Master", supports = ["c", "x-topic", "y-topic"]},
]
activity = [{id = "sorting", title = "Sorting", meaning = "by size", example = "all the e", supports = ["a"]}]
skill = [
  {id = "reading", title = "Reading", meaning = "to see a letter", topics = ["a", "b"]},
  {id = "ways", title = "Ways", topics = ["x-topic", "y-topic"]},
]
role = [
  {title = "Printer", looks = "at the page", question = "Is it even?"},
  {title = "Typesetter", looks = "at the letter"},
]

[[career.timeline]]
start = "reading"
years_min = 1
years_max = 2.5
condition = "an hour a day"

[[career.timeline]]
start = "nothing"
years_min = 3
years_max = 5

[[career.salary]]
id = "new"
title = "Apprentice"
years = "0-1"
min = 20000
max = 24000
focus = "sorts letters"

[[career.salary]]
id = "old"
title = "Master"
min = 40000.5
max = 40000.5
top = 60000
source = "The guild"
year = 2025

[[career.faq]]
id = "how-long"
question = "How long?"
answer = "As long as it takes."
timeline = true

[[career.faq]]
id = "how-many"
question = "How many letters?"
answer = "All of them."
point = [{title = "First", text = "the vowels", topic = "a"}]
topics = ["c"]

[[career.figure]]
id = "letters"
value = "26"
meaning = "letters"

[[career.figure]]
id = "way-premium"
value = "10%"
meaning = "more with a way of one's own"
choice = "way"
source = "The guild"
year = 2025

[[career.tip]]
id = "slow"
voice = "a master"
text = "Slowly is fast."
part = "skills"

[[career.tip]]
id = "make-something"
voice = "a master"
text = "One page set beats ten pages read."
when = "tutorial-trap"
topics = 2
phase = "two"

[[career.tip]]
id = "back-again"
text = "A letter a day."
when = "after-break"

[[career.tip]]
id = "one-way"
voice = "the handbook"
text = "Nobody goes all ways."
when = "open-choice"
part = "figures"
"""

JOB = f"""{CAREER}
[portfolio]
hours = 20
stage = [{{id = "set", title = "Set", topic = "c"}}, {{id = "printed", title = "Printed", means = "shipped"}}]
idea = [{{id = "a-page", title = "A page", example = "of all letters", shows = ["a", "b"], option = "x"}}]

[interview]
hours = 3

[[interview.format]]
id = "talk"
title = "Talk"
tests = "whether one knows letters"
origin = "beyond: it is usual"
topic = "end"
topics = ["a"]
minutes = 4
question = [
  {{id = "which", question = "Which letter?", topics = ["b"], tags = ["failure"], criteria = ["Names it."], answer = "B."}},
  {{id = "sort", question = "Sort them.", criteria = ["Sorts."], complexity = "n log n"}},
]

[story]
hours = 2
minutes = 3
tags = ["failure", "impact"]
part = [{{id = "what", title = "What", prompt = "What was it?"}}, {{id = "so", title = "So", prompt = "And?", number = true}}]

[story.example]
title = "A letter lost"
tags = ["failure"]
text = {{what = "I lost the e.", so = "One of 26."}}

[apply]
stage = [{{id = "saved", title = "Saved"}}, {{id = "talk", title = "Talk", topic = "end"}}]

[ready]
phase = "two"
projects = 1
stories = 2
tags = 2
proven = 1
days = 30
score = 4
"""
"""Every key of every table is there."""
