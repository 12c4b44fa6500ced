"""The program, with a real signal at a line of its own: `interrupted_at.py SIGNAL LINE TIMES PLACES COMMAND...`.

Line 0 interrupts nothing, and tells on stderr how many there are from the first line of its `main` on. PLACES are the
modules whose lines count, with commas, `all` for every one.
"""

import os
import signal
import sys
import time
from threading import Thread
from types import FrameType
from typing import Any

PACKAGE = f"{os.sep}roadmap_cli{os.sep}"


def again(number: int, times: int) -> None:
    for _ in range(times):
        time.sleep(0.0003)
        os.kill(os.getpid(), number)


def main() -> None:
    number, at, times, seen = signal.Signals[sys.argv[1]], int(sys.argv[2]), int(sys.argv[3]), 0
    places = (PACKAGE,) if sys.argv[4] == "all" else tuple(f"{PACKAGE}{each}.py" for each in sys.argv[4].split(","))
    sys.argv = ["roadmap", *sys.argv[5:]]

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal seen
        if not any(each in frame.f_code.co_filename for each in places):
            return None
        if event == "line":
            seen += 1
            if seen == at:
                Thread(target=again, args=(number, times - 1), daemon=True).start()
                os.kill(os.getpid(), number)
        return trace

    from roadmap_cli import __main__ as program  # noqa: PLC0415 - what is counted begins with its `main`

    leave = os._exit

    def tell(code: int) -> None:
        sys.settrace(None)
        os.write(2, b"lines: %d\n" % seen if at == 0 else b"")
        leave(code)

    os._exit = tell  # type: ignore[assignment]
    sys.settrace(trace)
    program.main()


if __name__ == "__main__":
    main()
