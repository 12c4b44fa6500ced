"""What every test that starts a process keeps to: nobody waits for ever, and most is done only in the long run."""

import os
import subprocess
from threading import Timer

LONG = os.environ.get("ROADMAP_FAULTS") == "long"
PATIENCE = 60
"""So many seconds a process may take that a test waits for."""

POWERLESS = ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner", "--inh-caps=-all")
AS_NOBODY = POWERLESS if os.geteuid() == 0 else ()
"""Permissions bind an ordinary user; root has to give up the powers that they do not bind."""


def impatient(process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> None:
    """A process that is still there long after is killed, and so whatever waits for it goes on and fails.

    Long, for it may serve all tests of a module.
    """
    limit = Timer(5 * PATIENCE, process.kill)
    limit.daemon = True
    limit.start()
