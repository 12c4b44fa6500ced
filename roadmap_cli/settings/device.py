"""The device that the program runs on: a name and an id, kept in the data folder, or given whole by ROADMAP_DEVICE."""

import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from roadmap_cli.domain.device import ThisDevice, id_of, name_of
from roadmap_cli.errors import CannotBeDone, WrongUsage
from roadmap_cli.files import read_bytes, sync_folder, written_beside
from roadmap_cli.settings.folders import device_file

VARIABLE = "ROADMAP_DEVICE"
MOST_LETTERS = 30
"""Of a name."""
MOST_BYTES = 4096
_ID_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_ID_LETTERS = 6
_MACHINE = "/etc/machine-id"
_NAMES = f"a name has up to {MOST_LETTERS} letters, digits, - and _"


class Witness(NamedTuple):
    """Where a data folder is: what a copy of it has otherwise. `machine` is empty where nothing tells it."""

    machine: str
    folder: str
    inode: int

    def sees(self, here: "Witness") -> bool:
        """Whether it is the same folder, moved perhaps, and no copy."""
        if self.machine and here.machine:
            return self.machine == here.machine and (self.folder == here.folder or self.inode == here.inode)
        return self.inode == here.inode


class KeptDevice(ThisDevice):
    """Nothing is read before somebody asks, and nothing written before something is recorded. `hint` is told why it is a new one."""

    def __init__(self, hint: Callable[[str], None], environment: Mapping[str, str] = os.environ) -> None:
        super().__init__()
        self.hint = hint
        self.given = environment.get(VARIABLE)

    def known(self) -> str | None:
        """Raises WrongUsage for one that ROADMAP_DEVICE cannot mean."""
        if self.given:
            return _checked(self.given)
        with suppress(OSError, ValueError):
            self.text = self.text or _kept_here()
        return self.text

    def begun(self) -> str | None:
        """Raises WrongUsage. A folder that cannot be written stops nobody."""
        if not self.known():
            with suppress(OSError, ValueError):
                self.text = self._new()
        return self.known()

    def rename(self, name: str) -> str:
        """What it is called from now on. Raises WrongUsage and CannotBeDone."""
        if self.given:
            sentence = f"{VARIABLE} says what this device is called"
            raise CannotBeDone(sentence, "change it there")
        if not _is_name(name):
            sentence = f"{name!r} cannot be the name of a device"
            raise WrongUsage(sentence, _NAMES)
        device = self.begun()
        try:
            self.text = f"{name}.{id_of(device) if device else _new_id()}"
            _keep(self.text, replace=True)
        except OSError as error:
            sentence = f"cannot write {device_file()}: {(error.strerror or str(error)).lower()}"
            raise CannotBeDone(sentence, f"or name the device by {VARIABLE}") from error
        return self.text

    def renew(self) -> str | None:
        """Another home records as this device, so this one takes another id, by the same name. One that ROADMAP_DEVICE gives
        stays as it is.
        """
        before = self.known()
        if not self.given and before:
            self.text = f"{name_of(before)}.{_new_id()}"
            with suppress(OSError):
                _keep(self.text, replace=True)
            why = f"what was recorded as {before} is not all from here, by a copy of this home or from before a restore"
            self.hint(f"{why}: from now on this is a device of its own, {self.text}")
        return self.known()

    def _new(self) -> str:
        """Two processes agree on the one that was first. Raises OSError and ValueError."""
        new, why = f"{_host_name()}.{_new_id()}", ""
        try:
            former, witness = _read()
            if witness.sees(_here()):  # somebody has been faster
                return former
            why = f"this home is a copy of that of {former}"
        except FileNotFoundError:
            pass
        except ValueError:
            why = f"{device_file()} cannot be used"
        try:
            _keep(new, replace=bool(why))
        except FileExistsError:
            return _read()[0]
        if why:
            self.hint(f"{why}: from now on this is a device of its own, {new}")
        return new


def _kept_here() -> str | None:
    """None in a copy of the home that it was kept in. Raises OSError, and ValueError for what is no device."""
    text, witness = _read()
    return text if witness.sees(_here()) else None


def _read() -> tuple[str, Witness]:
    data = read_bytes(device_file(), MOST_BYTES)
    try:
        kept = json.loads(data)
        text = f"{kept['name']}.{kept['id']}"
        witness = Witness(machine=kept["machine"], folder=kept["folder"], inode=kept["inode"])
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError from error
    if not _is_device(text):
        raise ValueError
    return text, witness


def _here() -> Witness:
    """Of the machine a checksum of its id, which is nobody else's to know."""
    folder, machine = device_file().parent, b""
    with suppress(OSError):
        machine = read_bytes(Path(_MACHINE), MOST_BYTES).strip()
    return Witness(
        machine=f"{crc32(machine):08x}" if machine else "",
        folder=os.path.realpath(folder),
        inode=folder.stat().st_ino,
    )


def _keep(device: str, *, replace: bool) -> None:
    """Whole or not at all. Raises OSError, FileExistsError where another process has been faster."""
    file = device_file()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = json.dumps({"name": name_of(device), "id": id_of(device), **_here()._asdict()}, ensure_ascii=False)
    with written_beside(file, [f"{content}\n".encode()]) as temporary:
        if replace:
            temporary.replace(file)
        else:
            _put_first(temporary, file)
        sync_folder(file.parent)


def _put_first(temporary: Path, file: Path) -> None:
    """Raises FileExistsError."""
    try:
        os.link(temporary, file)
    except FileExistsError:
        raise
    except (
        OSError,
        AttributeError,
    ):  # a file system or a Python that knows no links: in between another process may do the same
        if file.exists():
            raise FileExistsError from None
        temporary.replace(file)


def _checked(given: str) -> str:
    if _is_name(given) or _is_device(given):
        return given
    sentence = f"{VARIABLE} {given!r} is no device"
    raise WrongUsage(sentence, f"write NAME or NAME.ID; {_NAMES}")


def _is_device(text: str) -> bool:
    name, _, identifier = text.rpartition(".")
    return _is_name(name) and _is_name(identifier)


def _is_name(text: str) -> bool:
    return 0 < len(text) <= MOST_LETTERS and all(letter.isalnum() or letter in "-_" for letter in text)


def _host_name() -> str:
    from socket import gethostname  # only once in the life of a device

    host = "".join(letter if _is_name(letter) else "-" for letter in gethostname().partition(".")[0])
    return host[:MOST_LETTERS].strip("-") or "device"


def _new_id() -> str:
    return "".join(_ID_ALPHABET[each % len(_ID_ALPHABET)] for each in os.urandom(_ID_LETTERS))
