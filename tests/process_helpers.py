"""What every test that starts a process keeps to: nobody waits for ever."""

import subprocess
from threading import Timer

PATIENCE = 60
"""So many seconds a process may take that a test waits for."""


def impatient(process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> None:
    """A process that is still there after all that time is killed, and so whatever waits for it goes on and fails."""
    limit = Timer(PATIENCE, process.kill)
    limit.daemon = True
    limit.start()
