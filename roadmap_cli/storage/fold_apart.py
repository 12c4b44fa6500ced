"""A learner of a server, folded apart from it out of their events: where what is derived there is of another version."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager

from roadmap_cli.domain.later_event import AnyEvent
from roadmap_cli.storage.renames import RENAMES
from roadmap_cli.storage.rows import Row, Values
from roadmap_cli.storage.seal import NO_VALUES, Unsound
from roadmap_cli.storage.server import WHOSE, ServerStore, of_other_version
from roadmap_cli.storage.sqlite import SqliteStore, apart
from roadmap_cli.storage.statements import Statement


class FoldedStore(SqliteStore):
    """Whoever is asked about is fetched first. Events go to the server as well, and names; what is derived stays here."""

    def __init__(self, here: SqliteStore, server: ServerStore) -> None:
        super().__init__(here.connection, here.place)
        self.server = server
        self.fetched: set[str] = set()

    def select(self, statement: Statement, parameters: Values) -> list[Row]:
        if self._fetch(parameters):
            return super().select(statement, parameters)
        with self._as_it_is():
            return self.server.select(statement, parameters)

    def stream(self, statement: Statement, parameters: Values = NO_VALUES) -> Generator[Row, None, None]:
        if self._fetch(parameters):
            yield from super().stream(statement, parameters)
        else:
            with self._as_it_is():
                yield from self.server.stream(statement, parameters)

    def run(self, statement: Statement, parameters: Sequence[Values]) -> None:
        self._fetch(*parameters)
        super().run(statement, parameters)
        if statement in RENAMES:
            self.server.run(statement, parameters)

    def stored(self, events: list[AnyEvent]) -> list[AnyEvent]:
        self._fetch(*({"user": event.user} for event in events))
        return super().stored(self.server.stored(events))

    def others(self, user: str) -> Iterator[str]:
        return self.server.others(user)

    def present_name(self, user: str) -> str:
        return self.server.present_name(user)

    def settle_names(self) -> None:
        self.server.settle_names()

    @contextmanager
    def _as_it_is(self) -> Iterator[None]:
        """Raises DatabaseUnusable for what only this version knows, and the server lacks as yet."""
        try:
            yield
        except Unsound as error:
            raise of_other_version(self.server) from error

    def _fetch(self, *parameters: Values) -> bool:
        """Whether a learner is named."""
        users = {str(each[key]) for each in parameters for key in WHOSE if key in each}
        for user in sorted(users - self.fetched):
            self.fetched.add(user)
            self.server.hold({"user": user})
            scopes = [(user, roadmap) for roadmap in self.server.roadmaps_of(user)]
            for _, roadmap in scopes:
                self.take(self.server.stream("events", {"user": user, "roadmap": roadmap}))
            for scope in scopes:
                self.fold_anew(*scope)
        return bool(users)


@contextmanager
def folded_apart(server: ServerStore) -> Iterator[FoldedStore]:
    with apart() as here, here.transaction():
        yield FoldedStore(here, server)
