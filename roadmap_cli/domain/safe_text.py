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


_HOLLOW = dict.fromkeys((0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0))
"""Fillers of Hangul and the empty pattern of Braille, which Unicode counts among letters and signs."""
_DRAWN = ("L", "N", "P", "S", "Co", "Cn")
"""Categories of what stands by itself: the last two are signs of one's own, and perhaps those of a newer Unicode."""


def title_line(text: str) -> str:
    """One line that any file can hold, without gaps; empty where nothing of it can be seen."""
    return " ".join(text.translate(_TITLE).split()) if is_seen(text) else ""


def is_seen(text: str) -> bool:
    """Whether anything is drawn of it."""
    drawn = text.translate(_HOLLOW)
    if any(map(str.isalnum, drawn)):
        return True
    from unicodedata import category

    return any(category(letter).startswith(_DRAWN) for letter in drawn)
