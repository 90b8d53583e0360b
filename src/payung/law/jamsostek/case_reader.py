"""Reads one case as text or JSON into the rules' facts; says by code what can't be read.

The columns' reader sends what its fast path doesn't know through the same functions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from payung.kernel.errors import BadInput
from payung.kernel.sentence import Sentence, say
from payung.law.engine.rule import FIRST_DAY
from payung.law.jamsostek.children import KEPT_WORK, Child, fits_age
from payung.law.jamsostek.inputs import (
    CASE_INPUTS,
    CASE_PAYERS,
    EVENTS,
    INJURY,
    JKK,
    NOT_STATED,
    PARTIAL_DISABILITY,
    PROGRAMS,
    SEGMENTS,
    STAGE_NAMES,
    STAGES,
    UNKNOWN,
)

_WHOLE = re.compile(r"[+-]?\d{1,18}(\.0+)?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PERCENT = re.compile(r"\d{1,3}([.,]\d{1,4})?", re.ASCII)


MONTHS_DIFFER, IN_FUTURE = "BULAN_TIDAK_COCOK", "TANGGAL_DI_DEPAN"
ACCIDENT_LATER = "TANGGAL_KECELAKAAN_SESUDAH_PERISTIWA"

_PLAIN = {code: Child(code) for code in STAGES.values()}
"""A child of whom nothing but the stage is known."""


class InvalidCase(BadInput):
    """One case can't be read; `code` says why in a form for machines."""

    def __init__(self, code: str, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A column of fixed words; empty is `default`, or refused where there is none."""

    column: str
    codes: Mapping[str, int]
    refusal: str
    default: int | None = None

    def read(self, value: object) -> int:
        word = _text(value).lower()
        code = self.codes.get(word) if word else self.default
        if code is None:
            words = ", ".join(self.codes)
            raise InvalidCase(
                self.refusal,
                say(
                    "{column} harus salah satu dari {words}. Yang diisi {word!r}.",
                    column=self.column,
                    words=words,
                    word=word,
                ),
            )
        return code


ENUMERATIONS = (
    Enumeration("program", PROGRAMS, "PROGRAM_TIDAK_DIKENAL"),
    Enumeration("event", EVENTS, "PERISTIWA_TIDAK_DIKENAL"),
    Enumeration("segment", SEGMENTS, "SEGMEN_TIDAK_DIKENAL", SEGMENTS["bpu"]),
    Enumeration("payer", CASE_PAYERS, "PEMBAYAR_TIDAK_DIKENAL", NOT_STATED),
)
PERCENTAGES = {
    "disability_percent": ("disability_permille", 10),
    "function_loss_percent": ("function_loss_bp", 100),
}
"""Column, the fact that it becomes, and the fact's units in one percent."""

NUMBERS = tuple(
    name
    for name, field in CASE_INPUTS.items()
    if not field.choices
    and not name.startswith("anak")
    and name not in {fact for fact, _ in PERCENTAGES.values()}
)
"""Columns of whole numbers, of the same name as their fact."""

EMPTY_FACTS = dict.fromkeys(CASE_INPUTS, 0) | {
    name: UNKNOWN for name, field in CASE_INPUTS.items() if field.low == UNKNOWN
}


@dataclass(frozen=True, slots=True)
class ReadCase:
    """A case that could be read: its day, its facts, its children.

    `accident` is the day of the accident where that is another than the event's.
    """

    day: date
    facts: dict[str, int]
    children: tuple[Child, ...]
    accident: date | None


def read_case(case: Mapping[str, object], today: date | None = None) -> ReadCase:
    """The facts of a case; columns that the law doesn't know are left alone.

    An event after `today` is refused; without it pages may ask about later months.
    """
    facts = dict(EMPTY_FACTS)
    for enumeration in ENUMERATIONS:
        facts[enumeration.column] = enumeration.read(case.get(enumeration.column))
    day = read_event_date(case.get("event_date"), today)
    accident = read_accident_date(case.get("accident_date"), day)
    for name in NUMBERS:
        if name in case and not is_missing(case[name]):
            facts[name] = read_number(name, case[name])
    for column, (fact, units) in PERCENTAGES.items():
        if column in case and not is_missing(case[column]):
            facts[fact] = read_percent(column, case[column], units)
    if facts["paid_months_total"] == UNKNOWN:
        facts["paid_months_total"] = facts["paid_months"]
    if facts["paid_months_total"] < facts["paid_months"]:
        raise InvalidCase(
            MONTHS_DIFFER, say("paid_months_total tidak boleh lebih sedikit dari paid_months.")
        )
    _check_needed(case, facts)
    children = read_children(case.get("children"), case.get("children_birth"), day)
    return ReadCase(day, facts, children, accident)


def _check_needed(case: Mapping[str, object], facts: Mapping[str, int]) -> None:
    """A component that rests on a missing amount can't be computed, and isn't guessed."""
    if facts["program"] != JKK:
        return
    unable = facts["incapacity_months"] > 0 or facts["incapacity_days"] > 0
    cash = facts["event"] != INJURY or unable
    if cash and is_missing(case.get("income")):
        raise missing("income")
    if facts["event"] == PARTIAL_DISABILITY and is_missing(case.get("disability_percent")):
        raise missing("disability_percent")


def missing(column: str) -> InvalidCase:
    return InvalidCase(
        f"DATA_KOSONG:{column}", say("{column} harus diisi untuk peristiwa ini.", column=column)
    )


def is_missing(value: object) -> bool:
    """Empty, absent, and what tables write for "no number"."""
    return (
        value is None
        or value == ""
        or (isinstance(value, str) and not value.strip())
        or (isinstance(value, float) and value != value)
    )


def read_number(column: str, value: object) -> int:
    """A whole number within the column's range."""
    text = str(int(value)) if isinstance(value, bool) else _text(value)
    field = CASE_INPUTS[column]
    if _WHOLE.fullmatch(text):
        number = int(text.partition(".")[0])
        if 0 <= number <= field.high:
            return number
    raise InvalidCase(
        f"ANGKA_TIDAK_SAH:{column}",
        say(
            "{column} harus angka bulat 0 sampai {high}. Yang diisi {text!r}.",
            column=column,
            high=field.high,
            text=text,
        ),
    )


def read_percent(column: str, value: object, units: int) -> int:
    """A percentage up to 100 in whole `units` of a percent; finer ones are refused.

    A loss of function of nothing is no loss of function, and isn't taken for none given.
    """
    text = _text(value)
    if _PERCENT.fullmatch(text):
        scaled = Decimal(text.replace(",", ".")) * units
        nothing = scaled == 0 and column == "function_loss_percent"
        if scaled == int(scaled) and scaled <= 100 * units and not nothing:
            return int(scaled)
    raise InvalidCase(
        f"ANGKA_TIDAK_SAH:{column}",
        say(
            "{column} harus persen 0 sampai 100, misalnya 4.5. Yang diisi {text!r}.",
            column=column,
            text=text,
        ),
    )


def read_accident_date(value: object, event: date) -> date | None:
    """The day of the accident before the event; None where it is the same or wasn't given."""
    if is_missing(value):
        return None
    day = read_event_date(value)
    if day > event:
        raise InvalidCase(
            ACCIDENT_LATER,
            say(
                "accident_date {day} tidak boleh sesudah event_date {event}.", day=day, event=event
            ),
        )
    return day if day < event else None


def read_event_date(value: object, today: date | None = None) -> date:
    """The day of the event, not before the law begins and not after `today`."""
    day = read_day(value)
    if day is None:
        raise InvalidCase(
            "TANGGAL_TIDAK_SAH",
            say(
                "event_date harus TTTT-BB-HH, misalnya 2025-10-31. Yang diisi {value!r}.",
                value=_text(value),
            ),
        )
    if day < FIRST_DAY:
        raise InvalidCase(
            "TANGGAL_SEBELUM_2015",
            say(
                "Peraturan dihitung sejak {first}. Yang diisi {day}.",
                first=FIRST_DAY.isoformat(),
                day=day.isoformat(),
            ),
        )
    if today is not None and day > today:
        raise InvalidCase(
            IN_FUTURE,
            say(
                "event_date {day} sesudah hari ini, {today}. Periksa tahunnya.",
                day=day,
                today=today,
            ),
        )
    return day


def read_day(value: object) -> date | None:
    """An ISO day; None for anything else."""
    text = value.isoformat()[:10] if isinstance(value, date) else _text(value)
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_children(stages: object, births: object, day: date) -> tuple[Child, ...]:
    """Children as `TK1;SD3` with their birth dates beside, or as JSON objects."""
    if is_missing(stages):
        if not is_missing(births):
            raise InvalidCase("ANAK_TIDAK_COCOK", say("children_birth diisi tanpa children."))
        return ()
    if isinstance(stages, Sequence) and not isinstance(stages, str):
        given = [child if isinstance(child, Mapping) else {"stage": child} for child in stages]
    elif is_missing(births):
        return tuple(_PLAIN[read_stage(stage)] for stage in _text(stages).split(";"))
    else:
        given = [{"stage": stage} for stage in _text(stages).split(";")]
    dates = _birth_list(births)
    if dates and len(dates) != len(given):
        raise InvalidCase(
            "ANAK_TIDAK_COCOK",
            say(
                "children berisi {number} anak, children_birth {dates} tanggal.",
                number=len(given),
                dates=len(dates),
            ),
        )
    rows = zip(given, dates or [None] * len(given), strict=True)
    return tuple(_child(child, birth, day) for child, birth in rows)


def _birth_list(births: object) -> Sequence[object]:
    if is_missing(births):
        return []
    if isinstance(births, Sequence) and not isinstance(births, str):
        return births
    return _text(births).split(";")


def _child(given: Mapping[str, object], birth: object, day: date) -> Child:
    stage = read_stage(given.get("stage"))
    value = given.get("birth_date") if is_missing(birth) else birth
    birth_date = None if is_missing(value) else read_day(value)
    if not is_missing(value) and (birth_date is None or birth_date > day):
        raise InvalidCase(
            "TGL_LAHIR_TIDAK_SAH",
            say("Tanggal lahir anak tidak sah: {value!r}.", value=_text(value)),
        )
    if birth_date is not None and not fits_age(stage, birth_date, day):
        raise InvalidCase(
            "JENJANG_TIDAK_SESUAI_USIA",
            say(
                "Anak yang lahir {birth} tidak mungkin di {stage} pada {day}.",
                birth=birth_date,
                stage=STAGE_NAMES[stage],
                day=day,
            ),
        )
    married, working = given.get("married"), given.get("working")
    if not isinstance(married, bool | None) or not isinstance(working, bool | str | None):
        raise InvalidCase("ANAK_TIDAK_SAH", say("married dan working diisi true atau false."))
    if isinstance(working, str) and working not in ("", *KEPT_WORK):
        kinds = ", ".join(KEPT_WORK)
        raise InvalidCase(
            "ANAK_TIDAK_SAH", say("working harus true, false atau {kinds}.", kinds=kinds)
        )
    kind = working if isinstance(working, str) else "ya" if working else ""
    return Child(stage, birth_date, bool(married), kind)


def read_stage(value: object) -> int:
    """The code of a school stage such as `SD3`."""
    word = _text(value).upper()
    if word not in STAGES:
        raise InvalidCase(
            "JENJANG_TIDAK_DIKENAL",
            say("Jenjang {word!r} tidak dikenal. Contoh: PRA, TK1, SD3.", word=word),
        )
    return STAGES[word]


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()
