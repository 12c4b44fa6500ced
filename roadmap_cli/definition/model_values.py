"""What a single value of a roadmap file may be, each with the words for what it must be."""

from typing import Annotated, Required, get_args

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, WrapValidator
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import ValidatorFunctionWrapHandler
from typing_extensions import TypedDict

from roadmap_cli.domain.job import Moment, Part, StageMeaning
from roadmap_cli.domain.lesson import CardKind, SnippetLanguage
from roadmap_cli.domain.roadmap import ID, MOST_HOURS, TopicKind
from roadmap_cli.domain.safe_text import is_seen
from roadmap_cli.domain.web import acts


def told(words: str) -> WrapValidator:
    """What a value must be, in words. A fault of a part is one of the whole."""

    def check(value: object, inner: ValidatorFunctionWrapHandler) -> object:
        try:
            return inner(value)
        except ValidationError:
            raise PydanticCustomError("form", words) from None

    return WrapValidator(check)


def _check_tables(value: object) -> object:
    if isinstance(value, list) and all(isinstance(each, dict) for each in value):
        return value
    raise PydanticCustomError("form", "a list of tables")


def _check_seen(value: str) -> str:
    if not is_seen(value):
        raise PydanticCustomError("form", "a line that can be seen")
    return value


def _check_place(value: str) -> str:
    if acts(value):
        raise PydanticCustomError("form", "a place")
    return value


def about(text: str) -> object:
    return Field(description=text)


MOST_YEARS, MOST_COUNTED, MOST_MOCK_MINUTES, MOST_MONEY = 100, 1000, 480, 1_000_000_000
KINDS: tuple[TopicKind, ...] = get_args(TopicKind)

_Id = Annotated[str, Field(pattern=f"^{ID}$")]
Id = Annotated[_Id, told("an id: lower-case letters, digits and hyphens")]
Line = Annotated[
    Annotated[str, Field(pattern=r"^[^\n]*[^\s\x1c-\x1f][^\n]*$"), AfterValidator(_check_seen)],
    told("one line of text"),
]
Text = Annotated[str, told("text")]
Hours = Annotated[float, Field(gt=0, le=MOST_HOURS), told(f"a number of hours above 0 and at most {MOST_HOURS:,}")]
Flag = Annotated[bool, told("true or false")]
Kind = Annotated[TopicKind, told(f"one of {', '.join(KINDS)}")]
Ids = Annotated[list[_Id], told("a list of ids")]
Texts = Annotated[list[str], told("a list of texts")]
IdsByOption = Annotated[dict[str, list[_Id]], told("a table from option to a list of ids")]
Free = Annotated[dict[str, object], told("a table")]
TABLES = BeforeValidator(_check_tables)
SOME = Field(min_length=1)
Years = Annotated[float, Field(ge=0, le=MOST_YEARS), told(f"a number of years up to {MOST_YEARS}")]
Year = Annotated[int, Field(ge=1900, le=2200), told("a year, as 2026")]
Money = Annotated[float, Field(gt=0, le=MOST_MONEY), told(f"a number above 0 and at most {MOST_MONEY:,}")]
Count = Annotated[int, Field(ge=1, le=MOST_COUNTED), told(f"a whole number from 1 to {MOST_COUNTED:,}")]
Lines = Annotated[list[Line], told("a list of lines of text")]
LineById = Annotated[dict[str, Line], told("a table from id to one line of text")]
Minutes = Annotated[
    int, Field(ge=1, le=MOST_MOCK_MINUTES), told(f"a whole number of minutes up to {MOST_MOCK_MINUTES}")
]
Score = Annotated[int, Field(ge=1, le=5), told("a whole number from 1 to 5")]
Means = Annotated[StageMeaning, told(f"one of {', '.join(get_args(StageMeaning))}")]
When = Annotated[Moment, told(f"one of {', '.join(get_args(Moment))}")]
Language = Annotated[
    Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")], told("a language tag, as en or pt-BR")
]
Address = Annotated[
    Annotated[str, Field(pattern=r"^https?://[^\s\x00-\x1f\x7f]+$")], told("an address that begins with https://")
]
_ACTS = {"not": {"pattern": r"^\s*(?:(?:[Jj]ava|[Vv][Bb])[Ss]cript:|[Dd]ata:\S)"}}
"""What `acts` says, as far as a pattern can."""
Place = Annotated[
    Annotated[Line, AfterValidator(_check_place), Field(json_schema_extra=_ACTS)],
    told("an address or words that say where it is found, and no program"),
]
PartName = Annotated[Part, told(f"one of {', '.join(get_args(Part))}")]
CARD_KINDS: tuple[CardKind, ...] = get_args(CardKind)
CardSort = Annotated[CardKind, told(f"one of {', '.join(CARD_KINDS)}")]
CodeLanguage = Annotated[SnippetLanguage, told(f"one of {', '.join(get_args(SnippetLanguage))}")]
Ordinal = Annotated[int, Field(ge=1, le=MOST_COUNTED), told(f"a whole number from 1 to {MOST_COUNTED:,}")]
Share = Annotated[float, Field(ge=0, le=1), told("a number from 0 to 1")]
Some = Annotated[Annotated[str, Field(pattern=r"\S")], told("text")]
MOST_DRAWN = 1e12
_Drawn = Annotated[float, Field(ge=-MOST_DRAWN, le=MOST_DRAWN)]
RangeTable = TypedDict(
    "RangeTable",
    {
        "from": Required[Annotated[_Drawn, about("The least.")]],
        "to": Required[Annotated[_Drawn, about("The most.")]],
        "step": Annotated[float, Field(gt=0, le=MOST_DRAWN), about("From one to the next; 1 unless said.")],
    },
    total=False,
)
_Numbers = Annotated[list[_Drawn], SOME]
Parameters = dict[str, Annotated[RangeTable | _Numbers, told("numbers, as {from = 1, to = 10} or [2, 4, 8]")]]
LineByName = dict[str, Line]
