"""What is measured of the program: every command in a form that asks nobody, with what brings its state and takes it back.

`{files}` stands for a folder with files to read and to write. What a command changes is taken back behind it, so that each
round finds what the first one found; the history grows by two events a round. `undo` stands behind what records something
in every home, for else it would take back what was there before.
"""

from collections.abc import Mapping
from typing import NamedTuple

UNDO = ("undo",)
FLAT = 1.5
"""The most that a command may cost with a history, as a multiple of itself with none."""
REPEATED = 2.0
READS = 1.35
WRITES = 1.5


class Row(NamedTuple):
    """`bare` and `floor` are the most that it may cost, as a multiple of these; `codes` are the exit codes that are right, and
    `case` is what is the case where that is not told by the words.
    """

    words: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    repeated: bool = False
    by_module: bool = False
    bare: float | None = None
    floor: float | None = None
    codes: tuple[int, ...] = (0,)
    case: str = ""
    variables: Mapping[str, str] = {}

    @property
    def has_limit(self) -> bool:
        return bool(self.bare or self.floor)

    @property
    def name(self) -> str:
        if self.variables:
            return "completion of a topic, `<Tab>`"
        program = "python -m roadmap_cli" if self.by_module else "roadmap"
        words = f"{program} {self.words.replace('{files}/', '')}"
        case = "repeated" if self.repeated else self.case
        return f"`{words}`{', ' if case else ''}{case}"


COMPLETION = {"_ROADMAP_COMPLETE": "complete_bash", "COMP_WORDS": "roadmap show vec", "COMP_CWORD": "2"}
EVENING = (
    Row("status", repeated=True, bare=REPEATED),
    Row("status", repeated=True, by_module=True),
    Row("status", floor=READS),
    Row("status", by_module=True, floor=READS),
    Row("next", repeated=True, bare=REPEATED),
    Row("next", floor=READS),
    Row("status --short", repeated=True, bare=REPEATED),
    Row("status --short", floor=READS),
    Row("list", repeated=True),
    Row("list", floor=READS),
    Row("", variables=COMPLETION, floor=READS),
    Row("done dev-environment matrices", after=UNDO, floor=WRITES),
    Row("log vectors 45m", after=UNDO, floor=WRITES),
    Row("undo", before=("log vectors 45m",), floor=WRITES),
    Row("redo", before=("log vectors 45m", "undo"), after=UNDO, floor=WRITES),
    Row("start matrices", after=("reset matrices",)),
    Row("timer"),
    Row("timer start matrices", after=("timer cancel",)),
    Row("tick vectors 1", after=UNDO),
    Row("note vectors 'A norm is a length.'", after=UNDO),
    Row("link vectors https://example.org/page", after=UNDO),
    Row("show vectors"),
)
REMEMBER = (
    Row("review --list"),
    Row("review --stats"),
    Row("review grade vectors-1 good", after=UNDO),
    Row("card"),
    Row("card add vectors -q Why -a Because", after=UNDO),
    Row("edit"),
    Row("edit --last --minutes 50", after=UNDO),
    Row("skip matrices", after=UNDO),
    Row("reset vectors", after=UNDO),
    Row("history"),
    Row("history vectors -n 5"),
    Row("activity"),
    Row("activity --weeks 520"),
    Row("evidence"),
    Row("forecast"),
    Row("forecast --by 2031-01-01"),
    Row("plan"),
    Row("break"),
    Row("break 10d", after=UNDO),
    Row("choose"),
    Row("choose specialty nlp", after=UNDO),
)
HIRED = (
    Row("career"),
    Row("portfolio"),
    Row("portfolio stage churn shipped", after=UNDO),
    Row("interview"),
    Row("interview practise coding --list"),
    Row("interview log coding --score 4", after=UNDO),
    Row("story"),
    Row("apply"),
    Row("apply move acme applied", after=UNDO),
    Row("ready"),
)
SHARED = (
    Row("report week"),
    Row("report month"),
    Row("report year"),
    Row("export markdown"),
    Row("export markdown --since '4 weeks ago'"),
    Row("export html"),
    Row("export pdf -o {files}/progress.pdf --force"),
    Row("export svg"),
    Row("export svg --badge"),
    Row("export csv"),
    Row("export anki"),
    Row("export ics"),
    Row("export mermaid"),
    Row("export dot"),
    Row("export todotxt"),
    Row("export taskwarrior"),
    Row("export portfolio"),
    Row("export resume"),
    Row("export stories"),
    Row("export roadmap"),
)
COHORT = (
    Row("cohort"),
    Row("cohort --me"),
    Row("cohort export csv"),
    Row("cohort export html"),
    Row("group"),
    Row("group add spring ada", after=("group remove spring ada",)),
)
OWN = (
    Row("use"),
    Row("roadmaps"),
    Row("update", codes=(1,), case="nothing to fetch"),
    Row("adopt {files}/my.toml --dry-run"),
    Row("new {files}/new.toml --force"),
    Row("topic edit vectors --hours 12", after=UNDO),
    Row("module add Papers --phase 3", after=UNDO),
    Row("phase add Later", after=UNDO),
    Row("check"),
    Row("check {files}/my.toml"),
    Row("schema"),
    Row("backup list"),
    Row("sync list"),
    Row("database"),
    Row("place --answers {files}/known.txt --dry-run"),
    Row("import {files}/checklist.md --dry-run"),
    Row("config"),
    Row("config rest_days sun", after=("config rest_days --unset",)),
    Row("user"),
    Row("device"),
    Row("help done"),
)
COMMANDS = (*EVENING, *REMEMBER, *HIRED, *SHARED, *COHORT, *OWN)
"""Each costs the same however long the history is."""
FEW = (
    Row("status", floor=READS),
    Row("next", floor=READS),
    Row("status --short", floor=READS),
    Row("list", floor=READS),
    Row("done dev-environment matrices", before=("reset dev-environment matrices",), floor=WRITES),
    Row("log vectors 45m", after=UNDO, floor=WRITES),
    Row("undo", before=("log vectors 45m",), floor=WRITES),
)
"""Those of every evening, for other kinds of a record, in which these topics may be done."""
CARDS = (*FEW, Row("review --list"), Row("review --stats"), Row("review grade vectors-1 good", after=UNDO))
JOB = (*FEW, *HIRED)
TOPICS = (Row("status"), Row("next"), Row("status --short"), Row("list"), Row("forecast"))
"""With a roadmap of another size."""
BESIDE = (Row("next", repeated=True), Row("next"), Row("log vectors 45m", after=UNDO))
"""Beside other programs."""
ARCHIVE = "export json -o {files}/everything.json --force"


class Whole(NamedTuple):
    """A command whose answer is the history itself: linear in time, flat in memory."""

    name: str
    words: str
    fresh: bool = False
    """In a home without anything."""
    forgets: bool = False
    """What was added up counts as that of another version."""
    copied: bool = False
    """In a copy of the home, since nothing takes it back."""


WHOLE = (
    Whole("`roadmap export json`", "export json"),
    Whole("`roadmap import everything.json`, all of it new", "import {files}/everything.json", fresh=True),
    Whole("`roadmap import everything.json`, nothing new", "import {files}/everything.json"),
    Whole("`roadmap status` with all to be added up anew", "status", copied=True, forgets=True),
    Whole("`roadmap doctor`", "doctor"),
    Whole("`roadmap backup copy.db`", "backup {files}/copy.db --force"),
    Whole("`roadmap restore copy.db`, nothing new", "restore {files}/copy.db"),
    Whole("`roadmap user rename ada lovelace`", "user rename ada lovelace", copied=True),
    Whole("`roadmap fork --as my-path`", "fork --as my-path", copied=True),
)
KIT = (
    "done vectors",
    "start eigenvectors",
    "log eigenvectors 45m the dot product",
    "card add vectors -q Which? -a This.",
    "link vectors https://example.org/notebook --proves",
    "portfolio add Churn",
    "story new Churners --part task=Find",
    "apply add Acme Engineer",
    "interview log coding --score 4",
    "plan --hours-per-week 6 --days mon,wed,sat --at 19:30",
    "new {files}/my.toml --force",
    "log eigenvectors 45m",
)
"""What every home holds beside its history."""
