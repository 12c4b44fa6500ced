"""The program, with all that it asks of its environment and of the file system on the way to an answer told on stderr.

Files are seen where Python opens them (by its audit event) and where it asks what they are (by functions that stand in the
place of those of `os`, since no event tells of them); names of the environment by a mapping that stands in its place.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

ASKING = ("stat", "lstat", "listdir", "scandir", "readlink", "access")
names: set[str] = set()
paths: set[str] = set()
place = os.path.realpath


class Recording(type(os.environ)):  # type: ignore[misc]  # it has no public name
    """Every name that is asked for; whoever wants them all is told by a star."""

    def __getitem__(self, key: str) -> str:
        names.add(key)
        return super().__getitem__(key)  # type: ignore[no-any-return]

    def __contains__(self, key: object) -> bool:
        names.add(str(key))
        return super().__contains__(key)  # type: ignore[no-any-return]

    def __iter__(self) -> Iterator[str]:
        if sys._getframe(1).f_globals["__name__"] != "roadmap_cli.memo":
            names.add("*")
        return super().__iter__()  # type: ignore[no-any-return]


def recorded(function: Callable[..., Any]) -> Callable[..., Any]:
    def asked(path: Any = ".", *arguments: Any, **options: Any) -> Any:
        if not isinstance(path, int):
            paths.add(os.path.abspath(os.fsdecode(path)))  # noqa: PTH100 - Path asks more
        return function(path, *arguments, **options)

    return asked


def opened(event: str, arguments: tuple[Any, ...]) -> None:
    if event in {"open", "sqlite3.connect"} and isinstance(arguments[0], str | bytes | os.PathLike):
        said = os.fsdecode(arguments[0])
        path = unquote(urlsplit(said).path) if said.startswith("file:") else said
        paths.add(os.path.abspath(path))  # noqa: PTH100 - as above


def main() -> None:
    environment = os.environ
    os.environ = Recording(  # noqa: B003 - it is the same one, looked upon
        environment._data,
        environment.encodekey,
        environment.decodekey,
        environment.encodevalue,
        environment.decodevalue,
    )
    sys.addaudithook(opened)
    for name in ASKING:
        setattr(os, name, recorded(getattr(os, name)))
    leave = os._exit

    def left(code: int) -> None:
        print(json.dumps([sorted(names), sorted(paths)]), file=sys.stderr, flush=True)  # noqa: T201 - the answer
        leave(code)

    os._exit = left  # type: ignore[assignment]
    from roadmap_cli import __main__ as program  # noqa: PLC0415 - after everything stands in its place
    from roadmap_cli import memo  # noqa: PLC0415 - as above

    memo.YOUNG = -1e12
    program.main()


if __name__ == "__main__":
    main()
