"""Coverage-guided fuzzing: `python tests/faults/fuzz.py TARGET SECONDS [FOLDER]`; `all` for each target in turn.

It needs Atheris, which is no dependency of the tests: pip install atheris. What makes a target stumble is printed and kept
in FOLDER (a temporary one unless given), beside the inputs that found new ways through the program.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

FAULTS = Path(__file__).parent
for each in (FAULTS, FAULTS.parent, FAULTS.parent / "helpers", FAULTS.parents[1]):
    sys.path.insert(0, str(each))
MOST_BYTES, MOST_MEGABYTES, MOST_SECONDS = 20_000, 1500, 60
"""Of an input, and of what it may cost: of memory with Atheris and all that it counts."""
TARGETS = ("definition", "kept-definition", "outlines", "progress", "cards", "answers", "config", "words", "scraps")


def main(words: list[str]) -> int:
    try:
        import atheris  # noqa: F401
    except ImportError:
        sys.stderr.write("Atheris is not installed: .venv/bin/pip install atheris\n")
        return 2
    match words:
        case ["all", seconds, *folder] if seconds.isdecimal():
            return max(subprocess.call([sys.executable, __file__, each, seconds, *folder]) for each in TARGETS)
        case [name, seconds] if name in TARGETS and seconds.isdecimal():
            with tempfile.TemporaryDirectory() as folder:
                return fuzz(name, int(seconds), Path(folder))
        case [name, seconds, folder] if name in TARGETS and seconds.isdecimal():
            return fuzz(name, int(seconds), Path(folder))
    sys.stderr.write(f"usage: fuzz.py TARGET SECONDS [FOLDER], TARGET one of: {', '.join(TARGETS)}, all\n")
    return 2


def fuzz(name: str, seconds: int, folder: Path) -> int:
    """In a process of its own, since libFuzzer ends the one that it runs in."""
    corpus = folder / name
    corpus.mkdir(parents=True, exist_ok=True)
    child = os.fork()
    if child == 0:
        _run(name, seconds, corpus)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _run(name: str, seconds: int, corpus: Path) -> None:
    import atheris

    home = corpus.parent / "home"
    for variable in ("DATA", "CACHE", "CONFIG"):
        os.environ[f"XDG_{variable}_HOME"] = str(home / variable.lower())
    with atheris.instrument_imports(include=["roadmap_cli", "tomli", "tomlkit"]):
        import fuzz_targets

    target, seeds = fuzz_targets.TARGETS[name]
    for number, seed in enumerate(seeds()):
        (corpus / f"seed-{number}").write_bytes(seed)
    place = Path(tempfile.mkdtemp()) / "given.txt"
    limits = (f"-max_len={MOST_BYTES}", f"-rss_limit_mb={MOST_MEGABYTES}", f"-timeout={MOST_SECONDS}")
    length = (f"-max_total_time={seconds}", "-print_final_stats=1", f"-artifact_prefix={corpus}/fault-")
    atheris.Setup([sys.argv[0], *limits, *length, str(corpus)], lambda data: fuzz_targets.attempt(target, data, place))
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
