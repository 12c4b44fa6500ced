"""Text of files and people, made fit for formats in which a line end or a control character would act."""

_ACTING = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A)), " ")
"""C0 and C1 controls, line ends, and the marks that reverse the direction of text."""


def one_line(text: str) -> str:
    return text.translate(_ACTING)
