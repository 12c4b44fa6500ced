"""Whether a database lies where SQLite cannot keep it whole: on a network, or in a folder that another program copies."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

NETWORKS = {
    "9p",
    "afs",
    "ceph",
    "cifs",
    "davfs",
    "glusterfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "smb2",
    "smb3",
    "smbfs",
}
OVER_FUSE = ("sshfs", "rclone", "davfs", "s3fs", "glusterfs", "gvfs", "onedriver", "curlftpfs", "smbnetfs", "google")
MARKERS = {
    ".stfolder": "Syncthing",
    ".stversions": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".owncloudsync.log": "Nextcloud",
    ".nextcloudsync.log": "Nextcloud",
}
"""What such a program leaves in the folder that it keeps."""
FOLDERS = (
    (re.compile(r"Dropbox( \(.*\))?"), "Dropbox"),
    (re.compile(r"OneDrive( - .*)?"), "OneDrive"),
    (re.compile(r"Mobile Documents|com~apple~CloudDocs|iCloud ?Drive"), "iCloud"),
    (re.compile(r"Google ?Drive(-.*)?|GoogleDrive-.*"), "Google Drive"),
    (re.compile(r"Nextcloud|ownCloud"), "Nextcloud"),
)
"""What it calls that folder."""
MOUNTS = Path("/proc/self/mountinfo")


def shared_by(path: Path, mounts: Path = MOUNTS) -> str:
    """What shares the folder of a file with other machines, as far as a glance tells; empty where nothing does."""
    folder = Path(os.path.realpath(path)).parent
    return next(_signs(folder, mounts), "")


def _signs(folder: Path, mounts: Path) -> Iterator[str]:
    kind = _kind_of(folder, mounts)
    if kind in NETWORKS or (kind.startswith("fuse") and any(each in kind for each in OVER_FUSE)):
        yield f"a network ({kind})"
    for each in (folder, *folder.parents):
        yield from (program for name, program in FOLDERS if name.fullmatch(each.name))
        with suppress(OSError):
            yield from (program for marker, program in MARKERS.items() if (each / marker).exists())


def _kind_of(folder: Path, mounts: Path) -> str:
    """The sort of file system that it is on; of several mounted there the last."""
    best, kind = 2, ""  # where the whole system is on a network, nobody chose that
    with suppress(OSError, ValueError, IndexError):
        for line in mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
            before, _, behind = line.partition(" - ")
            place = re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), before.split(" ")[4])
            if folder.is_relative_to(place) and len(place) >= best:
                best, kind = len(place), behind.split(" ")[0]
    return kind
