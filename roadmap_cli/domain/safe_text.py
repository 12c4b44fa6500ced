"""Letters that act: whatever shows or keeps the text of files and people has a door that takes them away."""

_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_LINE_ENDS = (0x2028, 0x2029)
_DIRECTIONS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
ACTING = (*_CONTROLS, *_LINE_ENDS, *_DIRECTIONS)
"""C0 and C1 controls, line ends, and the marks that reverse the direction of text."""
NOT_XML = (0xFFFE, 0xFFFF)
SURROGATES = range(0xD800, 0xE000)
"""Halves of pairs, which are no text."""
SPACES = (0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, *_LINE_ENDS)
"""Those of them that part words."""
_TITLE = dict.fromkeys((*_CONTROLS, *_LINE_ENDS), " ") | dict.fromkeys((*_DIRECTIONS, *SURROGATES), None)


def title_line(text: str) -> str:
    """One line that any file can hold, without gaps."""
    return " ".join(text.translate(_TITLE).split())
