"""What every test that starts a process keeps to: nobody waits for ever."""

import subprocess
from threading import Timer

PATIENCE = 60
"""So many seconds a process may take that a test waits for."""


def impatient(process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> None:
    """A process that is still there long after is killed, and so whatever waits for it goes on and fails.

    Long, for it may serve all tests of a module.
    """
    limit = Timer(5 * PATIENCE, process.kill)
    limit.daemon = True
    limit.start()
