"""What is compared, in which levels, and how a level is told to a person.

Levels are tried in order; `{…}_l` and `{…}_r` are the two rows' features. A level without
evidence words is a silent one.
"""

from __future__ import annotations

from dataclasses import dataclass

ELSE = "ELSE"
_SAME_NIK = "nik_l = nik_r AND nik_ragu_l + nik_ragu_r = 0"


@dataclass(frozen=True)
class Level:
    """One outcome of a comparison; `by_frequency` weighs it by how common the value is."""

    name: str
    sql: str
    evidence: str = ""
    by_frequency: bool = False

    def condition(self, dialect: str) -> str:
        """The condition in the engine's dialect."""
        return self.sql


@dataclass(frozen=True)
class Comparison:
    """A field's levels, best first; `frequency` names the column of its term frequencies."""

    name: str
    levels: tuple[Level, ...]
    frequency: str | None = None


def _names(prefix: str, told: str) -> Comparison:
    """The levels of a name: the same words, one mistyped, one left out, one shared, none."""
    fewest = f"least({prefix}_n_l, {prefix}_n_r)"
    shared = (
        f"least(bit_count({prefix}_a_l & {prefix}_a_r), bit_count({prefix}_b_l & {prefix}_b_r))"
    )
    similar = f"({shared} + {_mistyped(prefix)} >= {fewest})"
    as_many = f"{prefix}_n_l = {prefix}_n_r"
    same = f"({prefix}_urut_l = {prefix}_urut_r OR {prefix}_rapat_l = {prefix}_rapat_r)"
    return Comparison(
        name=prefix,
        frequency=f"{prefix}_urut",
        levels=(
            Level("kosong", f"{prefix}_n_l IS NULL OR {prefix}_n_r IS NULL"),
            Level("sama", same, f"{told} sama", by_frequency=True),
            Level(
                "sebagian",
                f"{shared} >= {fewest} AND {_initials_fit(prefix)}",
                f"{told} sama sebagian",
                by_frequency=True,
            ),
            Level(
                "mirip",
                f"{as_many} AND {similar}",
                f"{told} mirip",
                by_frequency=True,
            ),
            Level(
                "sebagian_mirip",
                f"NOT ({as_many}) AND {similar}",
                f"{told} mirip sebagian",
                by_frequency=True,
            ),
            Level("satu_kata_nik", f"{shared} >= 1 AND {_SAME_NIK}", f"satu kata {told} sama"),
            Level("beda_nik", _SAME_NIK, f"{told} berbeda"),
            Level("satu_kata", f"{shared} >= 1", f"satu kata {told} sama"),
            Level("beda", ELSE, f"{told} berbeda"),
        ),
    )


def _initials_fit(prefix: str) -> str:
    """False where one name has an initial that no word of a longer name begins with."""
    left, right = (
        f"({prefix}_i_{a} & {prefix}_h_{b} = {prefix}_i_{a} OR {prefix}_n_{b} <= {prefix}_n_{a})"
        for a, b in (("l", "r"), ("r", "l"))
    )
    return f"{left} AND {right}"


def _mistyped(prefix: str) -> str:
    """How many words of the two names differ by a slip of the keyboard only."""
    left = [f"{prefix}_w{place}_l" for place in (1, 2, 3)]
    right = [f"{prefix}_w{place}_r" for place in (1, 2, 3)]
    taken = {
        **{word: f"{word} IN ({', '.join(right)})" for word in left},
        **{word: f"{word} IN ({', '.join(left)})" for word in right},
    }
    slips = [_slip(a, b, f"{taken[a]} OR {taken[b]}") for a in left for b in right]
    return "(" + " + ".join(slips) + ")"


def _slip(left: str, right: str, taken: str) -> str:
    """1 for two words that one slip (in long words two) or swapped letters turn into each other.

    A word that the other name holds as it stands is `taken`.
    """
    swapped = f"{left.replace('_w', '_s')} = {right.replace('_w', '_s')}"
    return (
        f"CASE WHEN {taken} THEN 0 WHEN {swapped} THEN 1 "
        f"WHEN length({left}) BETWEEN 3 AND 7 "
        f"AND length({right}) BETWEEN 3 AND 8 AND levenshtein({left}, {right}) = 1 THEN 1 "
        f"WHEN length({left}) > 7 AND length({right}) > 6 "
        f"AND levenshtein({left}, {right}) <= 2 THEN 1 ELSE 0 END"
    )


BIRTH = Comparison(
    name="tgl",
    frequency="tgl",
    levels=(
        Level("kosong", "tgl_l IS NULL OR tgl_r IS NULL"),
        Level("sama", "tgl_l = tgl_r", "tanggal lahir sama", by_frequency=True),
        Level(
            "tukar",
            "tgl_y_l = tgl_y_r AND tgl_m_l = tgl_d_r AND tgl_d_l = tgl_m_r",
            "tanggal dan bulan lahir tertukar",
        ),
        Level(
            "satu_angka",
            "levenshtein(CAST(tgl_l AS VARCHAR), CAST(tgl_r AS VARCHAR)) = 1",
            "tanggal lahir beda satu angka",
        ),
        Level(
            "dua_bagian",
            "(tgl_y_l = tgl_y_r AND (tgl_m_l = tgl_m_r OR tgl_d_l = tgl_d_r))"
            " OR (tgl_m_l = tgl_m_r AND tgl_d_l = tgl_d_r)",
            "tanggal lahir hampir sama",
        ),
        Level(
            "tahun_patokan",
            "tgl_y_l = tgl_y_r AND (tgl_l % 10000 IN (101, 701, 1231)"
            " OR tgl_r % 10000 IN (101, 701, 1231))",
            "tahun lahir sama",
        ),
        Level("tahun", "abs(tgl_y_l - tgl_y_r) <= 1", "tanggal lahir berbeda"),
        Level("turunan", "abs(tgl_y_l - tgl_y_r) >= 14", "tahun lahir jauh berbeda"),
        Level("beda", ELSE, "tanggal lahir berbeda"),
    ),
)

_FAR = "levenshtein(nik_teks_l, nik_teks_r)"
_FRONT = "nik_depan_l = nik_depan_r"
NIK = Comparison(
    name="nik",
    levels=(
        Level("kosong", "nik_l IS NULL OR nik_r IS NULL"),
        Level("sama", _SAME_NIK, "NIK sama"),
        Level("sama_ragu", "nik_l = nik_r", "NIK sama, tetapi tidak cocok dengan tanggal lahir"),
        Level("tak_terpakai", "nik_seri_l = 0 OR nik_seri_r = 0"),
        Level(
            "excel",
            f"{_FRONT} AND nik_l // 10 = nik_r // 10 AND (nik_l % 10 = 0 OR nik_r % 10 = 0)",
            "NIK sama sampai angka ke-15",
        ),
        Level("seri_dekat", f"{_FRONT} AND abs(nik_seri_l - nik_seri_r) <= 9", "NIK berurutan"),
        Level("seri_satu", f"{_FRONT} AND {_FAR} = 1", "NIK beda satu angka"),
        Level("seri_beda", f"{_FRONT} AND {_FAR} > 2", "NIK berbeda"),
        Level("satu_angka", f"{_FAR} = 1", "NIK beda satu angka"),
        Level(
            "dua_angka",
            f"coalesce(nik_seri_l = nik_seri_r, TRUE) AND {_FAR} = 2",
            "NIK beda dua angka",
        ),
        Level("dua_tempat", f"{_FAR} = 2", "NIK beda dua angka"),
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
HOUSEHOLD = Comparison(
    name="rumah",
    levels=(
        Level("kosong", "(hp_l IS NULL OR hp_r IS NULL) AND (kel_l IS NULL OR kel_r IS NULL)"),
        Level(
            "hp_kel",
            f"{_PHONE} AND hp_n_l <= 6 AND {_KELURAHAN}",
            "nomor HP sama, kelurahan sama",
        ),
        Level("hp", f"{_PHONE} AND hp_n_l <= 6", "nomor HP sama"),
        Level("kk", "nkk_l = nkk_r", "nomor KK sama"),
        Level("hp_bersama", _PHONE, "nomor HP sama, dipakai banyak orang"),
        Level("rt", f"{_KELURAHAN} AND rt_l = rt_r", "RT dan kelurahan sama"),
        Level("kel", _KELURAHAN, "kelurahan sama"),
        Level("kec", "kec_l = kec_r", "kecamatan sama"),
        Level("beda", ELSE, "wilayah berbeda"),
    ),
)

_SAME_NAME = "(nama_urut_l = nama_urut_r OR nama_rapat_l = nama_rapat_r)"
TWINS = Comparison(
    name="kembar",
    levels=(
        Level("lain", f"NOT (tgl_l = tgl_r) OR nik_l = nik_r OR {_SAME_NAME}"),
        Level(
            "seri",
            f"{_FRONT} AND abs(nik_seri_l - nik_seri_r) <= 3",
            "mungkin kembar: NIK berurutan, nama berbeda",
        ),
        Level("bukan", ELSE),
    ),
)

COMPARISONS: tuple[Comparison, ...] = (
    _names("nama", "nama"),
    BIRTH,
    NIK,
    _names("ibu", "nama ibu"),
    HOUSEHOLD,
    SEX,
    TWINS,
)
