"""The examples in the help of a command, each a whole line that a test runs."""


def examples(*lines: str) -> str:
    return "\n".join(("Examples:", *(f"  {line}" for line in lines)))
