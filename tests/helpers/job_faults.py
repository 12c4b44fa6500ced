"""Faulty tables about being hired: the line at fault carries the comment `# here`."""

from career_tables import JOB
from conftest import SMALL
from definition_helpers import Fault, edited

WHOLE = SMALL + JOB


def faulty(old: str, new: str, sentence: str) -> Fault:
    return Fault(edited(old, new, WHOLE), sentence)


def added(table: str, sentence: str) -> Fault:
    """More at the end of the file."""
    return Fault(f"{WHOLE}\n{table}\n", sentence)


COUNTED = "a whole number from 1 to 1,000"
JOB_SHAPE_FAULTS = {
    "career without title": faulty(
        '[career]\ntitle = "Typesetter"', "[career]  # here", 'career in the file needs "title"'
    ),
    "unknown key of a career": faulty(
        'currency = "GBP"',
        'curency = "GBP"  # here',
        'career "Typesetter" has the unknown key "curency"; did you mean currency?',
    ),
    "unknown key of a skill": faulty(
        '{id = "ways", title = "Ways", topics = ["x-topic", "y-topic"]},',
        '{id = "ways", title = "Ways", topics = ["x-topic"], topic = "y-topic"},  # here',
        'skill "ways" has the unknown key "topic"; did you mean topics?',
    ),
    "figure without a value": added('[[career.figure]]  # here\nid = "x"\nmeaning = "m"', 'figure "x" needs "value"'),
    "figure of a year in words": added(
        '[[career.figure]]\nid = "x"\nvalue = "1"\nmeaning = "m"\nyear = "2024"  # here',
        'figure "x": "year" must be a year, as 2026, not \'2024\'',
    ),
    "pay of nothing": added(
        '[[career.salary]]\nid = "x"\ntitle = "X"\nmin = 0  # here\nmax = 1',
        'salary "x": "min" must be a number above 0 and at most 1,000,000,000, not 0',
    ),
    "pay without an end": added(
        '[[career.salary]]\nid = "x"\ntitle = "X"\nmin = 1\nmax = inf  # here',
        'salary "x": "max" must be a number above 0 and at most 1,000,000,000, not inf',
    ),
    "pay in words": added(
        '[[career.salary]]\nid = "x"\ntitle = "X"\nmin = "1"  # here\nmax = 1',
        'salary "x": "min" must be a number above 0 and at most 1,000,000,000, not \'1\'; write it without quotes: min = 1',
    ),
    "years that never end": faulty(
        "years_max = 5\n",
        "years_max = 500  # here\n",
        'timeline in career "Typesetter": "years_max" must be a number of years up to 100, not 500',
    ),
    "skills of a text": faulty(
        'topics = ["x-topic", "y-topic"]},',
        'topics = "x-topic"},  # here',
        'skill "ways": "topics" must be a list of ids, not \'x-topic\'; put it in brackets: topics = ["x-topic"]',
    ),
    "tip at no moment": faulty(
        'when = "after-break"',
        'when = "always"  # here',
        'tip "back-again": "when" must be one of tutorial-trap, after-break, open-choice, not \'always\'',
    ),
    "tip beside no part": faulty(
        'part = "skills"',
        'part = "skill"  # here',
        'tip "slow": "part" must be one of salary, ladder, day, skills, roles, faq, figures, not \'skill\'',
    ),
    "tip after no topics": faulty(
        "topics = 2\nphase", "topics = 0  # here\nphase", f'tip "make-something": "topics" must be {COUNTED}, not 0'
    ),
    "portfolio without a stage": faulty(
        "[portfolio]\nhours = 20\n"
        'stage = [{id = "set", title = "Set", topic = "c"}, {id = "printed", title = "Printed", means = "shipped"}]',
        "[portfolio]  # here\nstage = []",
        "portfolio in the file is empty: it has no stage",
    ),
    "stage that means nothing": faulty(
        'means = "shipped"}]',
        'means = "sent"}]  # here',
        'stage "printed": "means" must be one of shipped, written, not \'sent\'',
    ),
    "hours of a project below none": faulty(
        "hours = 20",
        "hours = -1  # here",
        'portfolio in the file: "hours" must be a number of hours above 0 and at most 10,000, not -1',
    ),
    "question without criteria": faulty(
        'question = "Sort them.", criteria = ["Sorts."], complexity = "n log n"},',
        'question = "Sort them.", complexity = "n log n"},  # here',
        'question "sort" needs "criteria"',
    ),
    "question with no criteria": faulty(
        'criteria = ["Sorts."], complexity = "n log n"},',
        'criteria = [], complexity = "n log n"},  # here',
        'question "sort" is empty: it has no criteria',
    ),
    "minutes of a mock that lasts for days": faulty(
        "minutes = 4",
        "minutes = 5000  # here",
        'format "talk": "minutes" must be a whole number of minutes up to 480, not 5000',
    ),
    "number that is no truth": faulty(
        'prompt = "And?", number = true}]',
        'prompt = "And?", number = 1}]  # here',
        'part "so": "number" must be true or false, not 1',
    ),
    "example of a text": faulty(
        'text = {what = "I lost the e.", so = "One of 26."}',
        'text = "I lost the e."  # here',
        'example "A letter lost": "text" must be a table from id to one line of text, not \'I lost the e.\'',
    ),
    "apply without a stage": faulty(
        '[apply]\nstage = [{id = "saved", title = "Saved"}, {id = "talk", title = "Talk", topic = "end"}]',
        "[apply]  # here\nstage = []",
        "apply in the file is empty: it has no stage",
    ),
    "score of ten": faulty(
        "score = 4", "score = 10  # here", 'ready in the file: "score" must be a whole number from 1 to 5, not 10'
    ),
    "half a project": faulty(
        "projects = 1", "projects = 0.5  # here", f'ready in the file: "projects" must be {COUNTED}, not 0.5'
    ),
    "unknown key of ready": faulty(
        "proven = 1", "prooven = 1  # here", 'ready in the file has the unknown key "prooven"; did you mean proven?'
    ),
}

JOB_REFERENCE_FAULTS = {
    "skill of an unknown topic": faulty(
        '{id = "reading", title = "Reading", meaning = "to see a letter", topics = ["a", "b"]},',
        '{id = "reading", title = "Reading", topics = ["a", "ennd"]},  # here',
        'skill "reading" names the topic "ennd", which does not exist; did you mean end?',
    ),
    "rung of an unknown topic": faulty(
        'supports = ["c", "x-topic", "y-topic"]},',
        'supports = ["c", "x-topik"]},  # here',
        'level "high" names the topic "x-topik", which does not exist; did you mean x-topic?',
    ),
    "point of an unknown topic": faulty(
        'text = "the vowels", topic = "a"}]',
        'text = "the vowels", topic = "qq"}]  # here',
        'point "First" names the topic "qq", which does not exist',
    ),
    "question on an unknown topic": faulty(
        'question = "Which letter?", topics = ["b"], tags = ["failure"], criteria = ["Names it."], answer = "B."},',
        'question = "Which letter?", topics = ["bb"], criteria = ["Names it."]},  # here',
        'question "which" names the topic "bb", which does not exist',
    ),
    "stage of an unknown topic": faulty(
        'stage = [{id = "saved", title = "Saved"}, {id = "talk", title = "Talk", topic = "end"}]',
        'stage = [{id = "talk", title = "Talk", topic = "ennd"}]  # here',
        'stage "talk" names the topic "ennd", which does not exist; did you mean end?',
    ),
    "idea of an unknown option": faulty(
        'shows = ["a", "b"], option = "x"}]',
        'shows = ["a", "b"], option = "zz"}]  # here',
        'idea "a-page" names the option "zz", which does not exist',
    ),
    "figure of an unknown choice": faulty(
        'choice = "way"\n',
        'choice = "waay"  # here\n',
        'figure "way-premium" names the choice "waay", which does not exist; did you mean way?',
    ),
    "tip from an unknown phase on": faulty(
        'topics = 2\nphase = "two"',
        'topics = 2\nphase = "twoo"  # here',
        'tip "make-something" names the phase "twoo", which does not exist; did you mean two?',
    ),
    "ready from an unknown phase on": faulty(
        '[ready]\nphase = "two"',
        '[ready]\nphase = "twoo"  # here',
        'ready names the phase "twoo", which does not exist; did you mean two?',
    ),
    "skill twice": faulty(
        '{id = "ways", title = "Ways", topics = ["x-topic", "y-topic"]},',
        '{id = "reading", title = "Ways", topics = ["x-topic", "y-topic"]},  # here',
        'the skill id "reading" is used twice in career',
    ),
    "figure twice": added(
        '[[career.figure]]\nid = "letters"  # here\nvalue = "1"\nmeaning = "m"',
        'the figure id "letters" is used twice in career',
    ),
    "question twice, in two formats": added(
        '[[interview.format]]\nid = "other"\ntitle = "O"\n[[interview.format.question]]\n'
        'id = "sort"  # here\nquestion = "Q?"\ncriteria = ["C."]',
        'the question id "sort" is used twice in interview',
    ),
    "figure without a source": Fault(
        f'{SMALL}[career]\ntitle = "T"\nyear = 2024\n[[career.figure]]  # here\nid = "x"\nvalue = "1"\nmeaning = "m"\n',
        'figure "x" needs source, here or in career',
    ),
    "figure without source and year": Fault(
        f'{SMALL}[career]\ntitle = "T"\n[[career.figure]]  # here\nid = "x"\nvalue = "1"\nmeaning = "m"\n',
        'figure "x" needs source and year, here or in career',
    ),
    "pay without a year": Fault(
        f'{SMALL}[career]\ntitle = "T"\n[[career.salary]]  # here\nid = "x"\ntitle = "X"\nmin = 1\nmax = 2\nsource = "S"\n',
        'salary "x" needs year, here or in career',
    ),
    "years without a source": Fault(
        f'{SMALL}[career]\ntitle = "T"\nyear = 2024\n[[career.timeline]]  # here\nstart = "x"\nyears_min = 1\nyears_max = 2\n',
        'timeline "x" needs source, in career',
    ),
    "least pay above the most": added(
        '[[career.salary]]\nid = "x"\ntitle = "X"\nmin = 3  # here\nmax = 2', 'salary "x": "min" is more than "max"'
    ),
    "most pay above the best": added(
        '[[career.salary]]\nid = "x"\ntitle = "X"\nmin = 1\nmax = 2  # here\ntop = 1.5',
        'salary "x": "max" is more than "top"',
    ),
    "least years above the most": added(
        '[[career.timeline]]\nstart = "x"\nyears_min = 3  # here\nyears_max = 2',
        'timeline "x": "years_min" is more than "years_max"',
    ),
    "example with a part that stories have not": faulty(
        'so = "One of 26."}',
        'sso = "One of 26."}  # here',
        'the example of a story has the part "sso", which stories do not have; did you mean so?',
    ),
    "question with a tag that stories have not": faulty(
        'tags = ["failure"], criteria = ["Names it."], answer = "B."},',
        'tags = ["failur"], criteria = ["Names it."], answer = "B."},  # here',
        'question "which" has the tag "failur", which stories do not have; did you mean failure?',
    ),
    "more tags wanted than there are": faulty(
        "tags = 2\n", "tags = 3  # here\n", "ready asks for 3 tags, and stories have 2"
    ),
    "more skills wanted than there are": faulty(
        "proven = 1", "proven = 3  # here", "ready asks for 3 skills, and the career has 2"
    ),
}
