"""Which letters of Unicode stand for what in a formula."""

SIGNS = {
    "iff": "⇔",
    "land": "∧",
    "lor": "∨",
    "neg": "¬",
    "lnot": "¬",
    "gets": "←",
    "implies": "⇒",
    "impliedby": "⇐",
    "ne": "≠",
    "bot": "⊥",
    "Re": "ℜ",
    "Im": "ℑ",
    "triangle": "△",
    "coloneqq": "≔",
    "models": "⊨",
    "colon": ":",
    "degree": "°",
    "checkmark": "✓",
    "{": "{",
    "}": "}",
    "%": "%",
    "$": "$",
    "&": "&",
    "#": "#",
    "_": "_",
    "|": "‖",
    "lvert": "|",
    "rvert": "|",
    "vert": "|",
    "lVert": "‖",
    "rVert": "‖",
    "Vert": "‖",
    "lbrace": "{",
    "rbrace": "}",
    "lbrack": "[",
    "rbrack": "]",
    "backslash": "\\",
    "cdot": "·",
    "mid": "|",
    "dots": "…",
    "ldots": "…",
    "cdots": "⋯",
}
"""Those that pylatexenc lacks, or gives otherwise."""
NAMES = {
    **{
        name: name
        for name in ("arccos", "arcsin", "arctan", "arg", "argmax", "argmin", "cos", "cosh", "cot", "deg", "det")
    },
    **{name: name for name in ("dim", "exp", "gcd", "inf", "ker", "lg", "lim", "ln", "log", "max", "min", "mod", "Pr")},
    **{name: name for name in ("sec", "sin", "sinh", "sup", "tan", "tanh")},
    "limsup": "lim sup",
    "liminf": "lim inf",
    "bmod": "mod",
}
"""Functions, which need room beside letters."""
_SILENT = ("displaystyle", "textstyle", "limits", "nolimits", "nonumber", "!", "big", "Big", "bigg", "Bigg")
_LARGE = ("bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr")
_ROOM = (",", ";", ":", ">", " ", "\n", "quad", "qquad", "enspace", "thinspace")
SILENT = dict.fromkeys((*_SILENT, *_LARGE), "") | dict.fromkeys(_ROOM, " ")
"""What only makes room, or takes it."""
STYLES = {
    "mathbb": "DOUBLE-STRUCK",
    "mathbbm": "DOUBLE-STRUCK",
    "mathcal": "SCRIPT",
    "mathscr": "SCRIPT",
    "mathfrak": "FRAKTUR",
    "mathbf": "BOLD",
    "boldsymbol": "BOLD",
    "bm": "BOLD",
    "textbf": "BOLD",
}
PLAIN_STYLES = ("mathrm", "mathit", "mathsf", "mathtt", "textit", "texttt", "mathop")
ACCENTS = {
    "hat": ("\u0302", 1),
    "widehat": ("\u0302", 1),
    "bar": ("\u0304", 1),
    "overline": ("\u0305", 4),
    "underline": ("\u0332", 4),
    "tilde": ("\u0303", 1),
    "widetilde": ("\u0303", 1),
    "vec": ("\u20d7", 1),
    "dot": ("\u0307", 1),
    "ddot": ("\u0308", 1),
    "check": ("\u030c", 1),
    "mathring": ("\u030a", 1),
}
"""A mark, and over how many letters it can stand."""
DELIMITERS = {
    "{": "{",
    "}": "}",
    "lbrace": "{",
    "rbrace": "}",
    "|": "‖",
    "vert": "|",
    "Vert": "‖",
    "lvert": "|",
    "rvert": "|",
    "lVert": "‖",
    "rVert": "‖",
    "langle": "⟨",
    "rangle": "⟩",
    "lfloor": "⌊",
    "rfloor": "⌋",
    "lceil": "⌈",
    "rceil": "⌉",
}
ROWS = {
    "matrix": ("[", "; ", "]"),
    "smallmatrix": ("[", "; ", "]"),
    "array": ("[", "; ", "]"),
    "bmatrix": ("[", "; ", "]"),
    "pmatrix": ("(", "; ", ")"),
    "vmatrix": ("|", "; ", "|"),
    "Vmatrix": ("‖", "; ", "‖"),
    "Bmatrix": ("{", "; ", "}"),
    "cases": ("{", "; ", "}"),
    "align": ("", "\n", ""),
    "align*": ("", "\n", ""),
    "aligned": ("", "\n", ""),
    "gather": ("", "\n", ""),
    "gather*": ("", "\n", ""),
    "equation": ("", "\n", ""),
    "equation*": ("", "\n", ""),
    "split": ("", "\n", ""),
}
"""Before the first row, between two, and behind the last."""
ROOTS = {"": "√", "2": "√", "3": "∛", "4": "∜"}
RAISED = dict(
    zip(
        "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφϕχ",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵠᵡ",
        strict=True,
    )
)
LOWERED = dict(zip("0123456789+-−=()aehijklmnoprstuvxβγρφϕχ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵩᵪ", strict=True))
RAISED_SIGNS = {"⊤": "ᵀ", "∘": "°", "′": "′", "′′": "″", "†": "†"}
