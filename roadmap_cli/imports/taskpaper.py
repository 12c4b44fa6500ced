"""A list as TaskPaper writes it, as the Markdown that it could be: projects end with a colon, tasks begin with a dash, tabs
say what stands in what, and all else is a note. Lines keep their numbers.
"""

import re

SIGN = re.compile(r"^(?![-*+#>|\[])\S[^\n]*:[ \t]*\n(?:\t+[^\s-][^\n]*:[ \t]*\n)*\t+- \S", re.MULTILINE)
_TASK = re.compile(r"(\t*)- (.*)")
_BOXED = re.compile(r"\[[ xX]\] ")
_DONE = re.compile(r"(?:^|\s)@done(?:\([^()]*\))?(?=\s|$)")


def as_markdown(text: str) -> str:
    return "\n".join(map(_as_markdown, text.split("\n")))


def _as_markdown(line: str) -> str:
    said = line.strip()
    task = _TASK.fullmatch(line)
    if task is not None and not _BOXED.match(task[2]):
        return f"{task[1]}- [{'x' if _DONE.search(task[2]) else ' '}] {task[2]}"
    if task is not None:
        return line
    indent = line[: len(line) - len(line.lstrip())]
    return f"{indent}- {said.rstrip(':')}" if said else ""
