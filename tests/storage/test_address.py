"""What the address of a server means, and that nobody is told the password in it."""

import socket
from pathlib import Path
from threading import Thread

import pytest
from postgres_helpers import asked, cluster, postgres
from postgres_server import LOCKED
from storage_helpers import events_of, fact, write

from roadmap_cli.errors import DatabaseUnusable
from roadmap_cli.storage.address import url_of, without_password

SAFE = "verify-full"


@pytest.mark.parametrize(
    ("address", "sslmode"),
    [
        ("postgresql://ada@host/d", SAFE),
        ("postgres://ada@10.0.0.7:5432/d", SAFE),
        ("postgresql://ada@localhost.example.org/d", SAFE),
        ("postgresql://ada@/d?host=far&host=localhost", SAFE),
        ("postgresql://ada@/d?host=localhost:1,far:2", SAFE),
        ("postgresql://ada@/d?hostaddr=10.0.0.7", SAFE),
        ("postgresql://ada@host/d?sslmode=require", "require"),
        ("postgresql://ada@host/d?service=work", None),
        ("postgresql://ada@localhost:5432/d", None),
        ("postgresql://ada@127.0.0.1/d", None),
        ("postgresql://ada@[::1]/d", None),
        ("postgresql://ada@/d?host=/run/postgresql", None),
        ("postgresql:///d", None),
    ],
)
def test_who_is_far_has_to_show_who_it_is_unless_the_address_says_otherwise(address: str, sslmode: str | None) -> None:
    url = url_of(address)
    assert url.query.get("sslmode") == sslmode
    assert (url.drivername, url.query["connect_timeout"]) == ("postgresql+psycopg", "5")


def test_a_host_may_be_said_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGHOST", "far")
    assert url_of("postgresql:///d").query["sslmode"] == SAFE


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("postgresql://ada:secret@host/d", "postgresql://ada:***@host/d"),
        ("postgresql://ada:sec@ret@host/d", "postgresql://...@host/d"),
        ("postgresql://ada@host/d?password=secret", "postgresql://ada@host/d?password=..."),
        (
            "postgresql://ada@host/d?sslmode=require&sslpassword=secret",
            "postgresql://ada@host/d?sslmode=require&sslpassword=...",
        ),
        ("postgresql://ada:secret@host:port/d", "postgresql://..."),
    ],
)
def test_a_password_is_hidden_wherever_it_stands(address: str, told: str) -> None:
    assert without_password(address) == told


def test_what_is_no_address_is_told_without_the_password() -> None:
    with pytest.raises(DatabaseUnusable, match="is no address of a database") as refused:
        url_of("postgresql://ada:secret@one:5,two:6/d")
    assert refused.value.sentence == "postgresql://... is no address of a database"  # and nothing of Python's
    assert "secret" not in f"{refused.value.__cause__}"


def test_who_cannot_be_shown_who_it_is_is_told_how_to_go_on() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def refuse_encryption() -> None:
            with server.accept()[0] as client:
                client.recv(8)
                client.sendall(b"N")

        thread = Thread(target=refuse_encryption)
        thread.start()
        with pytest.raises(DatabaseUnusable, match="does not support SSL") as refused:
            events_of(f"postgresql://ada@127.0.0.1:{server.getsockname()[1]}/d?sslmode=verify-full&sslrootcert=system")
        thread.join()
    assert "?sslmode=prefer" in refused.value.hint


@pytest.fixture
def locked(tmp_path: Path) -> str:
    """The address of a database whose user has the password `so secret`."""
    path = tmp_path / "progress.db"
    write(postgres(path), fact("started", "a"))
    if not asked(path, f"SELECT 1 FROM pg_roles WHERE rolname = '{LOCKED}'"):  # noqa: S608 - a constant
        cluster().connection("postgres").execute(f"CREATE ROLE {LOCKED} LOGIN SUPERUSER PASSWORD 'so secret'")
    return cluster().address(cluster().of(path), LOCKED)


def test_a_password_may_stand_in_the_address(locked: str) -> None:
    assert len(events_of(locked.replace(f"{LOCKED}@", f"{LOCKED}:so%20secret@"))) == 1
    for wrong in (locked.replace(f"{LOCKED}@", f"{LOCKED}:so%20wrong@"), f"{locked}&password=so%20wrong"):
        with pytest.raises(DatabaseUnusable, match="password authentication failed") as refused:
            events_of(wrong)
        assert "so wrong" not in f"{refused.value.sentence}{refused.value.hint}".replace("%20", " ").replace("+", " ")


def test_a_password_may_stand_in_a_file(locked: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DatabaseUnusable, match="no password supplied"):
        events_of(locked)
    passwords = tmp_path / "passwords"
    passwords.write_text(f"*:*:*:{LOCKED}:so secret\n")
    passwords.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(passwords))
    assert len(events_of(locked)) == 1


def test_a_service_may_say_everything(locked: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name, services = cluster().of(tmp_path / "progress.db"), tmp_path / "services"
    said = {"host": cluster().folder, "user": LOCKED, "password": "so secret", "dbname": name}
    services.write_text("[learning]\n" + "".join(f"{key}={value}\n" for key, value in said.items()))
    monkeypatch.setenv("PGSERVICEFILE", str(services))
    assert len(events_of("postgresql://?service=learning")) == 1
