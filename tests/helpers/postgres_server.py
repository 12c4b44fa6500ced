"""A PostgreSQL cluster in a folder of its own, for as long as whoever started this holds its standard input open.

That ends with a process however it ends, so that nothing is left of a run that was killed. With each line of it the server
is stopped at once, as a power cut would, and started again.
"""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

OWNER = "roadmap"
LOCKED = "locked"
"""The one who has to give a password."""
SORTED_AS_PEOPLE_DO = ("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US")
"""So that a test shows where an order was left to the server."""


def main(folder: Path, bin_folder: Path, *settings: str) -> None:
    """PostgreSQL refuses root."""
    whose = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
    if whose:
        shutil.chown(folder, "nobody", "nogroup")
    data = folder / "data"
    words = ("-D", data, "-U", OWNER, "--auth=trust", "--no-sync", "--no-instructions", "-E", "UTF8")
    made = (bin_folder / "initdb", *words, *SORTED_AS_PEOPLE_DO)
    subprocess.run(made, check=True, stdout=subprocess.DEVNULL, cwd=folder, **whose)
    hosts = data / "pg_hba.conf"
    hosts.write_text(f"local all {LOCKED} scram-sha-256\n{hosts.read_text(encoding='utf-8')}", encoding="utf-8")
    given = (each for setting in settings for each in ("-c", setting))
    command = (bin_folder / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses=", *given)
    is_wanted = True
    while is_wanted:
        with (folder / "log").open("ab") as log, subprocess.Popen(command, stderr=log, cwd=folder, **whose) as server:
            print(server.pid, flush=True)  # noqa: T201 - how it speaks to the test
            is_wanted = bool(sys.stdin.readline())
            server.send_signal(signal.SIGQUIT)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
    finally:
        shutil.rmtree(sys.argv[1], ignore_errors=True)
