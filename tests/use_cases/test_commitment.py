"""Ctrl-C waits for what is decided, and then it is heard, whichever thread the system gives it to."""

import signal
import threading
from collections.abc import Callable

import pytest

from roadmap_cli.use_cases.commitment import interrupted_later


def press() -> None:
    signal.raise_signal(signal.SIGINT)


def press_elsewhere() -> None:
    """The system may give it to any thread."""
    another = threading.Thread(target=lambda: signal.pthread_kill(threading.get_ident(), signal.SIGINT))
    another.start()
    another.join()


@pytest.mark.parametrize("pressed", [press, press_elsewhere])
@pytest.mark.parametrize(("held", "kept"), [(0, []), (1, ["kept"]), (2, ["kept"])])
def test_it_is_heard_at_once_until_it_is_held_off_and_then_at_the_end(
    pressed: Callable[[], None], held: int, kept: list[str]
) -> None:
    came: list[str] = []

    def decide() -> None:
        with interrupted_later() as hold_off:
            for _ in range(held):
                hold_off()
            pressed()
            came.append("kept")

    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            decide()
    assert came == kept * 2


def test_what_goes_wrong_meanwhile_is_told_if_nobody_pressed_it() -> None:
    before = signal.getsignal(signal.SIGINT)

    def go_wrong() -> None:
        with interrupted_later() as hold_off:
            hold_off()
            int("wrong")

    with pytest.raises(ValueError, match="wrong"):
        go_wrong()
    assert signal.getsignal(signal.SIGINT) is before


def test_who_ignores_it_goes_on_doing_so() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with interrupted_later() as hold_off:
            hold_off()
            signal.raise_signal(signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
