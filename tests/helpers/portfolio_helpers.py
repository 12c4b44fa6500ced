"""A small roadmap that leads to a job: stages of projects, ideas, skills."""

from conftest import SMALL

PORTFOLIO = """
[portfolio]

[[portfolio.stage]]
id = "idea"
title = "Idea"

[[portfolio.stage]]
id = "scoped"
title = "Scoped"
topic = "a"

[[portfolio.stage]]
id = "model"
title = "Model"
topic = "b"

[[portfolio.stage]]
id = "evaluated"
title = "Evaluated"
topic = "b"

[[portfolio.stage]]
id = "live"
title = "Live"
topic = "c"
means = "shipped"

[[portfolio.stage]]
id = "told"
title = "Told"
topic = "end"
means = "written"

[[portfolio.idea]]
id = "alphabet"
title = "An alphabet of one's own"
example = "of birds"
shows = ["a", "c"]

[[portfolio.idea]]
id = "beta-test"
title = "A test of beta"
shows = ["b"]

[[portfolio.idea]]
id = "ex-ray"
title = "Rays of X"
shows = ["x-topic"]
option = "x"

[[portfolio.idea]]
id = "why-not"
title = "Why not"
shows = ["y-topic"]
option = "y"

[career]
title = "Speller"

[[career.skill]]
id = "letters"
title = "Letters"
meaning = "know them"
topics = ["a", "b"]

[[career.skill]]
id = "ways"
title = "Ways"
meaning = "find them"
topics = ["x-topic", "y-topic", "c"]
"""
HIRED = SMALL + PORTFOLIO
SAID = (
    "--problem 'Who leaves?' --data 'three years of calls' --source 'our own billing' --metric recall --baseline 0.31 "
    "--result '0.62 of them' --meaning 'call forty a month' --failed 'an LSTM' --no-copy"
)
WHOLE = (
    "portfolio add Churn of a phone company",
    f"portfolio edit churn {SAID}",
    "portfolio stage churn told",
    "portfolio link churn https://github.com/ada/churn",
    "portfolio link churn https://ada.medium.com/churn",
)
"""A project of which nothing is missing."""
