"""The published colours of the terminals and themes that most people have: what a colour of ours has to be read on.

Ground, letters, and the sixteen colours from black to bright white. Facts, from the pages and files that are named.
"""

from typing import NamedTuple

SHADES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
NAMES = (*SHADES, *(f"bright_{each}" for each in SHADES))
_SOLARIZED = (
    "073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5 002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3"
)
_NORD = (
    "3b4252 bf616a a3be8c ebcb8b 81a1c1 b48ead 88c0d0 e5e9f0 4c566a bf616a a3be8c ebcb8b 81a1c1 b48ead 8fbcbb eceff4"
)
_TANGO = (
    "2e3436 cc0000 4e9a06 c4a000 3465a4 75507b 06989a d3d7cf 555753 ef2929 8ae234 fce94f 729fcf ad7fa8 34e2e2 eeeeec"
)
_XTERM = (
    "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
)
_MACOS = (
    "000000 c23621 25bc24 adad27 492ee1 d338d3 33bbc8 cbcccd 818383 fc391f 31e722 eaec23 5833ff f935f8 14f0f0 e9ebeb"
)


class Palette(NamedTuple):
    ground: str
    letters: str
    sixteen: str
    source: str


PALETTES = {
    "solarized dark": Palette("002b36", "839496", _SOLARIZED, "ethanschoonover.com/solarized"),
    "solarized light": Palette("fdf6e3", "657b83", _SOLARIZED, "ethanschoonover.com/solarized"),
    "gruvbox dark": Palette(
        "282828",
        "ebdbb2",
        "282828 cc241d 98971a d79921 458588 b16286 689d6a a89984 928374 fb4934 b8bb26 fabd2f 83a598 d3869b 8ec07c ebdbb2",
        "github.com/morhetz/gruvbox",
    ),
    "gruvbox light": Palette(
        "fbf1c7",
        "3c3836",
        "fbf1c7 cc241d 98971a d79921 458588 b16286 689d6a 7c6f64 928374 9d0006 79740e b57614 076678 8f3f71 427b58 3c3836",
        "github.com/morhetz/gruvbox",
    ),
    "dracula": Palette(
        "282a36",
        "f8f8f2",
        "21222c ff5555 50fa7b f1fa8c bd93f9 ff79c6 8be9fd f8f8f2 6272a4 ff6e6e 69ff94 ffffa5 d6acff ff92df a4ffff ffffff",
        "draculatheme.com/spec",
    ),
    "alucard, the light dracula": Palette(
        "fffbeb",
        "1f1f1f",
        "fffbeb cb3a2a 14710a 846e15 644ac9 a3144d 036a96 1f1f1f 6c664b d74c3d 198d0c 9e841a 7862d0 bf185a 047fb4 2c2b31",
        "draculatheme.com/spec",
    ),
    "nord": Palette("2e3440", "d8dee9", _NORD, "nordtheme.com/docs/colors-and-palettes"),
    "nord light": Palette("e5e9f0", "414858", _NORD, "github.com/mbadolato/iTerm2-Color-Schemes, Nord Light"),
    "tango dark": Palette("2e3436", "d3d7cf", _TANGO, "tango.freedesktop.org, as VTE and GNOME Terminal have it"),
    "tango light": Palette("ffffff", "2e3436", _TANGO, "tango.freedesktop.org, as VTE and GNOME Terminal have it"),
    "monokai": Palette(
        "272822",
        "fdfff1",
        "272822 f92672 a6e22e e6db74 fd971f ae81ff 66d9ef fdfff1 6e7066 f92672 a6e22e e6db74 fd971f ae81ff 66d9ef fdfff1",
        "github.com/mbadolato/iTerm2-Color-Schemes, Monokai Classic",
    ),
    "monokai light": Palette(
        "faf4f2",
        "29242a",
        "faf4f2 e14775 269d69 cc7a0a e16032 7058be 1c8ca8 29242a a59fa0 e14775 269d69 cc7a0a e16032 7058be 1c8ca8 29242a",
        "github.com/mbadolato/iTerm2-Color-Schemes, Monokai Pro Light",
    ),
    "one dark": Palette(
        "282c34",
        "dcdfe4",
        "282c34 e06c75 98c379 e5c07b 61afef c678dd 56b6c2 dcdfe4 5d677a e06c75 98c379 e5c07b 61afef c678dd 56b6c2 dcdfe4",
        "github.com/sonph/onehalf",
    ),
    "one light": Palette(
        "fafafa",
        "383a42",
        "383a42 e45649 50a14f c18401 0184bc a626a4 0997b3 fafafa 4f525e e06c75 98c379 e5c07b 61afef c678dd 56b6c2 ffffff",
        "github.com/sonph/onehalf",
    ),
    "catppuccin mocha": Palette(
        "1e1e2e",
        "cdd6f4",
        "45475a f38ba8 a6e3a1 f9e2af 89b4fa f5c2e7 94e2d5 a6adc8 585b70 f37799 89d88b ebd391 74a8fc f2aede 6bd7ca bac2de",
        "catppuccin.com/palette",
    ),
    "catppuccin latte": Palette(
        "eff1f5",
        "4c4f69",
        "5c5f77 d20f39 40a02b df8e1d 1e66f5 ea76cb 179299 acb0be 6c6f85 de293e 49af3d eea02d 456eff fe85d8 2d9fa8 bcc0cc",
        "catppuccin.com/palette",
    ),
    "xterm": Palette("ffffff", "000000", _XTERM, "XTerm-col.ad of xterm"),
    "xterm reversed": Palette("000000", "ffffff", _XTERM, "XTerm-col.ad of xterm"),
    "macOS basic": Palette("ffffff", "000000", _MACOS, "the profile Basic of Terminal.app"),
    "macOS pro": Palette("000000", "f2f2f2", _MACOS, "the profile Pro of Terminal.app"),
}


def contrast(one: str, other: str) -> float:
    """As WCAG 2 has it, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    parts = (int(color[place : place + 2], 16) / 255 for place in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
