"""What is compared, in which levels, and how a level is told to a person.

Levels are tried in order; `{…}_l` and `{…}_r` are the two rows' features. A level without
evidence words is a silent one.
"""

from __future__ import annotations

from dataclasses import dataclass

ELSE = "ELSE"
NEAR = 100
FAR = 99
WORDS = (1, 2, 3, 4)
MISTYPED = (1, 2, 3)
A_GENERATION = 14
_SAME_NAME = "(nama_urut_l = nama_urut_r OR nama_rapat_l = nama_rapat_r)"
_SAME_NIK = "nik_l = nik_r AND nik_ragu_l + nik_ragu_r = 0"


@dataclass(frozen=True)
class Level:
    """One outcome of a comparison.

    `by_frequency` weighs it by how common the value is; `by_hand` keeps its weight as set,
    because what it guards against (twins, relatives) is too rare to be counted.
    """

    name: str
    sql: str
    evidence: str = ""
    by_frequency: bool = False
    by_hand: bool = False

    @property
    def is_else(self) -> bool:
        return self.sql == ELSE


@dataclass(frozen=True)
class Comparison:
    """A field's levels, best first; `frequency` names the column of its term frequencies."""

    name: str
    levels: tuple[Level, ...]
    frequency: str | None = None

    def numbered(self) -> list[tuple[Level, int]]:
        """The levels with Splink's numbers: -1 for the first (nothing to compare), last 0."""
        last = len(self.levels) - 1
        return [(level, last - n if n else -1) for n, level in enumerate(self.levels)]


def _names(prefix: str, told: str, conflicts: tuple[Level, ...] = ()) -> Comparison:
    """The levels of a name: the same words, one left out, one mistyped, one shared, none.

    `conflicts` come before the last two levels, where the names contradict each other.
    """
    fewest = f"least({prefix}_n_l, {prefix}_n_r)"
    shared = _shared(prefix)
    slips = _slips(prefix)
    as_many = f"{prefix}_n_l = {prefix}_n_r"
    same = f"({prefix}_urut_l = {prefix}_urut_r OR {prefix}_rapat_l = {prefix}_rapat_r)"
    fits = _initials_fit(prefix)
    part = f"{shared} >= {fewest} AND {fits}"
    alike = _letters_alike(prefix)
    near = f"{alike} AND {NEAR} * {shared} + {slips} >= {NEAR} * {fewest}"
    far = f"{alike} AND {NEAR} * {shared} + {slips} >= {FAR} * {fewest}"
    return Comparison(
        name=prefix,
        frequency=f"{prefix}_urut",
        levels=(
            Level("kosong", f"{prefix}_n_l IS NULL OR {prefix}_n_r IS NULL"),
            Level("sama", same, f"{told} sama", by_frequency=True),
            Level("sebagian", part, f"{told} sama sebagian", by_frequency=True),
            Level("mirip", f"{as_many} AND {near}", f"{told} mirip", by_frequency=True),
            Level(
                "sebagian_mirip",
                f"NOT ({as_many}) AND {near} AND {fits}",
                f"{told} mirip sebagian",
                by_frequency=True,
            ),
            Level("agak_mirip", f"{far} AND {fits}", f"{told} agak mirip", by_frequency=True),
            Level(
                "huruf_mirip",
                f"{alike} AND {_letters_differ(prefix)} <= 1",
                f"{told} beda satu huruf",
                by_frequency=True,
            ),
            Level(
                "huruf_agak",
                f"{alike} AND {_letters_differ(prefix)} = 2",
                f"{told} beda dua huruf",
                by_frequency=True,
                by_hand=True,
            ),
            *conflicts,
            Level("satu_kata", f"{shared} >= 1", f"satu kata {told} sama"),
            Level("beda", ELSE, f"{told} berbeda"),
        ),
    )


def _shared(prefix: str) -> str:
    """How many words two names share; a word whose letters are swapped counts as the same."""
    right = ", ".join(f"{prefix}_s{place}_r" for place in WORDS)
    cases = (f"CASE WHEN {prefix}_s{place}_l IN ({right}) THEN 1 ELSE 0 END" for place in WORDS)
    return f"({' + '.join(cases)})"


def _initials_fit(prefix: str) -> str:
    """False where one name has an initial that no word of a longer name begins with."""
    left, right = (
        f"({prefix}_i_{a} & {prefix}_h_{b} = {prefix}_i_{a} OR {prefix}_n_{b} <= {prefix}_n_{a})"
        for a, b in (("l", "r"), ("r", "l"))
    )
    return f"{left} AND {right}"


def _letters_alike(prefix: str) -> str:
    """Whether at most two letters of one name are missing in the other: cheap, asked first."""
    both = f"bit_count({prefix}_l_l & {prefix}_l_r)"
    return f"least(bit_count({prefix}_l_l), bit_count({prefix}_l_r)) - {both} <= 2"


def _letters_differ(prefix: str) -> str:
    """How far two names are apart as written in one piece: 1 for an edit, or two in a long name;
    2 for an edit more; else 3.

    Words in the wrong place of a blank and two faults in one word are found so. Where each name
    has a word of its own that many bear, they are two names.
    """
    left, right = (
        f"concat_ws('', {prefix}_w1_{side}, {prefix}_w2_{side}, {prefix}_w3_{side})"
        for side in "lr"
    )
    shorter = f"least(length({left}), length({right}))"
    edits = f"levenshtein({left}, {right})"
    return (
        f"(CASE WHEN {shorter} < 3 OR ({_own_name(prefix, 'l', 'r')}"
        f" AND {_own_name(prefix, 'r', 'l')}) THEN 3 "
        f"WHEN {shorter} > 5 AND {prefix}_huruf_l = {prefix}_huruf_r THEN 1 "
        f"WHEN {shorter} > 5 AND left({left}, {shorter}) = left({right}, {shorter}) THEN 2 "
        f"ELSE CASE {edits} WHEN 0 THEN 1 WHEN 1 THEN 1 "
        f"WHEN 2 THEN CASE WHEN {shorter} > 7 THEN 1 WHEN {shorter} > 3 THEN 2 ELSE 3 END "
        f"WHEN 3 THEN CASE WHEN {shorter} > 8 THEN 2 ELSE 3 END ELSE 3 END END)"
    )


def _own_name(prefix: str, side: str, other: str) -> str:
    """Whether a name has a word that many bear and that the other name lacks."""
    others = ", ".join(f"{prefix}_s{place}_{other}" for place in WORDS)
    cases = (
        f"({prefix}_r_{side} & {1 << (i - 1)} > 0"
        f" AND NOT coalesce({prefix}_s{i}_{side} IN ({others}), FALSE))"
        for i in MISTYPED
    )
    return f"({' OR '.join(cases)})"


def _slips(prefix: str) -> str:
    """NEAR for each pair of words that differ by a slip of the keyboard, FAR for two slips."""
    return "(" + " + ".join(_slip(prefix, i, j) for i in MISTYPED for j in MISTYPED) + ")"


def _slip(prefix: str, i: int, j: int) -> str:
    """One edit is near; two are near in long words, else far.

    A word that the other name holds as it stands is taken. Two words that many bear ("Rina" and
    "Rini") are two names and no slip.
    """
    left, right = f"{prefix}_w{i}_l", f"{prefix}_w{j}_r"
    lefts, rights = (", ".join(f"{prefix}_s{n}_{side}" for n in WORDS) for side in "lr")
    taken = f"{prefix}_s{i}_l IN ({rights}) OR {prefix}_s{j}_r IN ({lefts})"
    both_real = f"{prefix}_r_l & {1 << (i - 1)} > 0 AND {prefix}_r_r & {1 << (j - 1)} > 0"
    shorter = f"least(length({left}), length({right}))"
    edits = f"levenshtein({left}, {right})"
    return (
        f"CASE WHEN {left} IS NULL OR {right} IS NULL OR ({both_real}) OR {taken} THEN 0 "
        f"WHEN {shorter} < 3 OR abs(length({left}) - length({right})) > 2 THEN 0 "
        f"WHEN {shorter} < 6 THEN CASE WHEN {edits} = 1 THEN {NEAR} ELSE 0 END "
        f"ELSE CASE {edits} WHEN 1 THEN {NEAR} "
        f"WHEN 2 THEN CASE WHEN {shorter} > 7 THEN {NEAR} ELSE {FAR} END ELSE 0 END END"
    )


_SWAPPED = "(tgl_y_l = tgl_y_r AND tgl_m_l = tgl_d_r AND tgl_d_l = tgl_m_r)"
_TWO_PARTS = (
    "((tgl_y_l = tgl_y_r AND (tgl_m_l = tgl_m_r OR tgl_d_l = tgl_d_r))"
    " OR (tgl_m_l = tgl_m_r AND tgl_d_l = tgl_d_r))"
)
_DATES_NEAR = f"({_SWAPPED} OR {_TWO_PARTS})"
BIRTH = Comparison(
    name="tgl",
    frequency="tgl",
    levels=(
        Level("kosong", "tgl_l IS NULL OR tgl_r IS NULL"),
        Level("sama", "tgl_l = tgl_r", "tanggal lahir sama", by_frequency=True),
        Level("tukar", _SWAPPED, "tanggal dan bulan lahir tertukar"),
        Level(
            "satu_angka",
            "levenshtein(CAST(tgl_l AS VARCHAR), CAST(tgl_r AS VARCHAR)) = 1",
            "tanggal lahir beda satu angka",
        ),
        Level("dua_bagian", _TWO_PARTS, "tanggal lahir hampir sama"),
        Level(
            "tahun_patokan",
            "tgl_y_l = tgl_y_r AND (tgl_l % 10000 IN (101, 701, 1231)"
            " OR tgl_r % 10000 IN (101, 701, 1231))",
            "tahun lahir sama",
        ),
        Level("tahun", "abs(tgl_y_l - tgl_y_r) <= 1", "tanggal lahir berbeda"),
        Level(
            "turunan",
            f"abs(tgl_y_l - tgl_y_r) >= {A_GENERATION}",
            "tahun lahir jauh berbeda",
            by_hand=True,
        ),
        Level("beda", ELSE, "tanggal lahir berbeda"),
    ),
)

_EDITS = "levenshtein(nik_teks_l, nik_teks_r)"
_FRONT = "nik_depan_l = nik_depan_r"
_SAME_SERIAL = "coalesce(nik_seri_l = nik_seri_r, TRUE)"
# Numbers of another length: a passport, or a register that is not the population's.
_OTHER_NUMBERS = "(nik_seri_l IS NULL AND nik_seri_r IS NULL)"
_TIDY = "nik_cocok_l + nik_cocok_r = 2"
_STEP = "abs(nik_seri_l - nik_seri_r)"
_ONE_DIGIT = (
    f"({_STEP} < 10 OR ({_STEP} < 100 AND {_STEP} % 10 = 0)"
    f" OR ({_STEP} < 1000 AND {_STEP} % 100 = 0) OR {_STEP} % 1000 = 0)"
)
NIK = Comparison(
    name="nik",
    levels=(
        Level("kosong", "nik_l IS NULL OR nik_r IS NULL"),
        Level("sama", f"{_SAME_NIK} AND NOT {_OTHER_NUMBERS}", "NIK sama"),
        Level(
            "lain_sama", f"nik_l = nik_r AND {_OTHER_NUMBERS}", "nomor identitas sama", by_hand=True
        ),
        Level("sama_ragu", "nik_l = nik_r", "NIK sama, tetapi tidak cocok dengan tanggal lahir"),
        Level("tak_terpakai", "nik_seri_l = 0 OR nik_seri_r = 0"),
        Level(
            "dua_nomor",
            f"{_SAME_NAME} AND {_TIDY} AND nik_seri_l <> nik_seri_r AND tgl_m_l = tgl_m_r"
            f" AND tgl_d_l = tgl_d_r AND abs(tgl_y_l - tgl_y_r) BETWEEN 1 AND {A_GENERATION - 1}",
            "NIK dan tahun lahir berbeda, hari dan bulan lahir sama",
            by_hand=True,
        ),
        Level(
            "dua_orang",
            f"{_TIDY} AND tgl_l <> tgl_r AND (nik_seri_l <> nik_seri_r OR NOT {_DATES_NEAR})",
            "NIK masing-masing cocok dengan tanggal lahirnya",
            by_hand=True,
        ),
        Level(
            "excel",
            f"{_FRONT} AND nik_l - nik_l % 10 = nik_r - nik_r % 10"
            " AND (nik_l % 10 = 0 OR nik_r % 10 = 0)",
            "NIK sama sampai angka ke-15",
        ),
        Level(
            "seri_dekat",
            f"{_FRONT} AND abs(nik_seri_l - nik_seri_r) <= 9",
            "nomor urut NIK berdekatan",
        ),
        Level("seri_satu", f"{_FRONT} AND {_EDITS} = 1", "NIK beda satu angka"),
        # Two neighbouring digits swapped change a number by a multiple of nine.
        Level("seri_tukar", f"{_FRONT} AND {_STEP} % 9 = 0 AND {_EDITS} = 2", "NIK angka tertukar"),
        Level(
            "seri_lain",
            f"{_FRONT} AND {_EDITS} > 2 AND {_TIDY}",
            "NIK berbeda, masing-masing cocok dengan tanggal lahirnya",
            by_hand=True,
        ),
        Level("seri_beda", f"{_FRONT} AND {_EDITS} > 2", "NIK berbeda"),
        Level(
            "lain_satu_angka",
            f"{_OTHER_NUMBERS} AND {_EDITS} = 1",
            "nomor identitas beda satu angka",
            by_hand=True,
        ),
        Level(
            "lain_dua_angka",
            f"{_OTHER_NUMBERS} AND {_EDITS} = 2",
            "nomor identitas beda dua angka",
            by_hand=True,
        ),
        Level("lain_beda", _OTHER_NUMBERS, "nomor identitas berbeda", by_hand=True),
        Level("satu_angka", f"{_SAME_SERIAL} AND {_EDITS} = 1", "NIK beda satu angka"),
        Level(
            "dua_angka",
            f"{_SAME_SERIAL} AND {_EDITS} = 2",
            "NIK beda dua angka",
        ),
        Level("dua_tempat", f"{_ONE_DIGIT} AND {_EDITS} = 2", "NIK beda dua angka"),
        Level("beda", ELSE, "NIK berbeda"),
    ),
)

SEX = Comparison(
    name="jk",
    levels=(
        Level("kosong", "jk_l IS NULL OR jk_r IS NULL"),
        Level("sama", "jk_l = jk_r"),
        Level("beda", ELSE, "jenis kelamin berbeda"),
    ),
)

_PHONE = "hp_l = hp_r"
_KELURAHAN = "kel_l = kel_r"
_NO_DATE = "(tgl_l IS NULL OR tgl_r IS NULL)"
_RT = f"{_KELURAHAN} AND rt_l = rt_r"
# A postcode or another short code with two digits swapped; kelurahan codes are never mistyped
# into another's, since they are resolved from names.
_MISTYPED_AREA = (
    "kec_l IS NULL AND kec_r IS NULL"
    " AND levenshtein(CAST(kel_l AS VARCHAR), CAST(kel_r AS VARCHAR)) <= 2"
)
HOUSEHOLD = Comparison(
    name="rumah",
    levels=(
        Level("kosong", "(hp_l IS NULL OR hp_r IS NULL) AND (kel_l IS NULL OR kel_r IS NULL)"),
        # Who shares a phone or a card and has no birth date is no twin who gave that date already.
        Level(
            "hp_tanpa_tgl",
            f"{_PHONE} AND hp_n_l <= 6 AND {_NO_DATE}",
            "nomor HP sama",
            by_hand=True,
        ),
        Level("kk_tanpa_tgl", f"nkk_l = nkk_r AND {_NO_DATE}", "nomor KK sama", by_hand=True),
        Level("hp_rt", f"{_PHONE} AND hp_n_l <= 6 AND {_RT}", "nomor HP sama, RT sama"),
        Level(
            "hp_kel",
            f"{_PHONE} AND hp_n_l <= 6 AND {_KELURAHAN}",
            "nomor HP sama, kelurahan sama",
        ),
        Level("hp", f"{_PHONE} AND hp_n_l <= 6", "nomor HP sama"),
        Level("kk", "nkk_l = nkk_r", "nomor KK sama"),
        Level("hp_bersama", _PHONE, "nomor HP sama, dipakai banyak orang"),
        Level("rt_jarang", f"{_RT} AND rt_jarang_l", "RT dan kelurahan sama"),
        Level("rt", _RT, "RT dan kelurahan sama"),
        Level("kel_jarang", f"{_KELURAHAN} AND kel_jarang_l", "kelurahan sama"),
        Level(
            "kel_saja",
            f"{_KELURAHAN} AND (rt_l IS NULL OR rt_r IS NULL)",
            "kelurahan sama",
            by_hand=True,
        ),
        Level("kel", _KELURAHAN, "kelurahan sama"),
        Level("salah_kode", f"rt_l = rt_r AND {_MISTYPED_AREA}", "RT sama, kode wilayah mirip"),
        Level("kec", "kec_l = kec_r", "kecamatan sama"),
        Level("hp_beda", "kel_l IS NULL OR kel_r IS NULL", "nomor HP berbeda"),
        Level("beda", ELSE, "wilayah berbeda"),
    ),
)

_ONE_NUMBER = (
    f"(nik_l = nik_r OR (nik_seri_l = nik_seri_r AND nik_depan_l <> nik_depan_r AND {_EDITS} <= 2))"
)
_ONE_FAMILY = (
    f"NOT coalesce({_ONE_NUMBER}, FALSE) AND (coalesce(ibu_k1_l = ibu_k1_r, FALSE)"
    " OR coalesce(ibu_k2_l = ibu_k2_r, FALSE) OR coalesce(ibu_rapat_l = ibu_rapat_r, FALSE)"
    " OR coalesce(hp_l = hp_r, FALSE)"
    f" OR coalesce(nkk_l = nkk_r, FALSE) OR coalesce({_FRONT}, FALSE))"
)
_FAMILY_LEVELS = (
    Level(
        "satu_kata_saudara",
        f"{_shared('nama')} >= 1 AND {_ONE_FAMILY}",
        "satu kata nama sama, mungkin saudara",
        by_hand=True,
    ),
    Level("beda_saudara", _ONE_FAMILY, "nama berbeda, mungkin saudara", by_hand=True),
)
TWINS = Comparison(
    name="kembar",
    levels=(
        Level("lain", f"nik_l = nik_r OR {_SAME_NAME}"),
        Level(
            "seri",
            f"nik_depan_l % 1000000 = nik_depan_r % 1000000 AND {_STEP} <= 3 AND {_STEP} > 0",
            "mungkin kembar: nomor urut NIK berdekatan, nama berbeda",
            by_hand=True,
        ),
        Level("bukan", ELSE, by_hand=True),
    ),
)

COMPARISONS: tuple[Comparison, ...] = (
    _names("nama", "nama", _FAMILY_LEVELS),
    BIRTH,
    NIK,
    _names("ibu", "nama ibu"),
    HOUSEHOLD,
    SEX,
    TWINS,
)
