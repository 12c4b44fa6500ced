"""The program, with a real SIGINT at a line of its own: `interrupted_at.py LINE TIMES COMMAND...`.

Line 0 interrupts nothing, and tells on stderr how many there are from the first line of its `main` on.
"""

import os
import signal
import sys
import time
from threading import Thread
from types import FrameType
from typing import Any

PACKAGE = f"{os.sep}roadmap_cli{os.sep}"


def again(times: int) -> None:
    for _ in range(times):
        time.sleep(0.0003)
        os.kill(os.getpid(), signal.SIGINT)


def main() -> None:
    at, times, seen = int(sys.argv[1]), int(sys.argv[2]), 0
    sys.argv = ["roadmap", *sys.argv[3:]]

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal seen
        if PACKAGE not in frame.f_code.co_filename:
            return None
        if event == "line":
            seen += 1
            if seen == at:
                Thread(target=again, args=(times - 1,), daemon=True).start()
                os.kill(os.getpid(), signal.SIGINT)
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
