from conftest import Cli


def test_first_evening(cli: Cli) -> None:
    assert cli("done vectors").code == 0
    assert "1 of 100 topics" in cli("status").out
