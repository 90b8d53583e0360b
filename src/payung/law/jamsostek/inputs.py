"""The facts of a case and of a month's contribution: names, codes, ranges, words.

Names follow the columns of `law batch`; percentages are held in tenths and hundredths of a
percent, so that rules know whole numbers only.
"""

from __future__ import annotations

from payung.law.engine.rule import Input

JKM, JKK = 1, 2
DEATH, TOTAL_DISABILITY, PARTIAL_DISABILITY, INJURY = 1, 2, 3, 4
BPU, PU, JAKON = 1, 2, 3

UNKNOWN = -1
"""Stands for months that nobody gave; rules that need them answer that the case is open."""

MAX_RUPIAH = 10**12
MAX_INCOME = 10**9
MAX_MONTHS = 1200

PROGRAMS = {"jkm": JKM, "jkk": JKK}
EVENTS = {
    "death": DEATH,
    "total_disability": TOTAL_DISABILITY,
    "partial_disability": PARTIAL_DISABILITY,
    "injury": INJURY,
}
SEGMENTS = {"bpu": BPU, "pu": PU, "jakon": JAKON}

TRANSPORT, OTHER_SECTOR = 1, 2
APBD, APBN, RT, PROVINSI, DBH, SELF, CSR, BAZNAS, SOMEBODY = range(1, 10)
NOT_STATED = 0
"""Nobody said who paid; `SOMEBODY` is who was asked and didn't know."""

SECTORS = {"transport": TRANSPORT, "other": OTHER_SECTOR}
PAYERS = {
    "apbd": APBD, "apbn": APBN, "rt": RT, "provinsi": PROVINSI, "dbh": DBH,
    "self": SELF, "csr": CSR, "baznas": BAZNAS,
}  # fmt: skip
CASE_PAYERS = PAYERS | {"unknown": SOMEBODY}

STAGES = {
    name: number
    for number, name in enumerate(
        "PRA TK1 TK2 SD1 SD2 SD3 SD4 SD5 SD6 SMP1 SMP2 SMP3 SMA1 SMA2 SMA3 PT1 PT2 PT3 PT4 PT5"
        .split(), 1
    )
}  # fmt: skip
"""School stages by code: 0 is none, 1 below school age, then year by year."""

STAGE_NAMES = {code: name for name, code in STAGES.items()}


def _months(name: str, label: str, label_en: str, low: int = 0) -> Input:
    return Input(name, low, MAX_MONTHS, label, label_en, "bulan")


def _rupiah(name: str, label: str, label_en: str, high: int = MAX_RUPIAH) -> Input:
    return Input(name, 0, high, label, label_en, "rupiah")


_STAGE_WORDS = {0: ("tidak ada", "none")} | {n: (name, name) for name, n in STAGES.items()}

_SEGMENT = Input(
    "segment", 1, 3, "segmen", "segment", "",
    {BPU: ("BPU", "BPU"), PU: ("PU", "PU"), JAKON: ("Jakon", "construction")},
)  # fmt: skip

_PAYER_WORDS = {
    APBD: ("APBD", "city budget"), APBN: ("APBN", "state budget"), RT: ("dana RT", "RT money"),
    PROVINSI: ("provinsi", "province"), DBH: ("DBH", "revenue sharing"),
    SELF: ("peserta sendiri", "the member"), CSR: ("CSR", "companies"),
    BAZNAS: ("Baznas", "Baznas"),
}  # fmt: skip
_CASE_PAYER_WORDS = _PAYER_WORDS | {
    NOT_STATED: ("tidak disebut", "not stated"), SOMEBODY: ("tidak diketahui", "not known"),
}  # fmt: skip

CONTRIBUTION_INPUTS: dict[str, Input] = {
    field.name: field
    for field in (
        _SEGMENT,
        _rupiah("income", "penghasilan atau upah sebulan", "monthly income or wage", MAX_INCOME),
        Input("sector", 1, 2, "sektor", "sector", "", {
            TRANSPORT: ("transportasi", "transport"), OTHER_SECTOR: ("lain", "other"),
        }),
        Input("payer", 1, 8, "pembayar", "payer", "", _PAYER_WORDS),
        Input("jht", 0, 1, "ikut JHT", "with JHT"),
        _rupiah("works_value", "nilai pekerjaan", "value of the works"),
    )
}  # fmt: skip

CASE_INPUTS: dict[str, Input] = {
    field.name: field
    for field in (
        Input("program", 1, 2, "program", "programme", "",
              {JKM: ("JKM", "JKM"), JKK: ("JKK", "JKK")}),
        Input("event", 1, 4, "peristiwa", "event", "", {
            DEATH: ("meninggal", "death"),
            TOTAL_DISABILITY: ("cacat total tetap", "total permanent disability"),
            PARTIAL_DISABILITY: ("cacat sebagian", "partial disability"),
            INJURY: ("cedera", "injury"),
        }),
        _SEGMENT,
        _rupiah("income", "upah sebulan", "monthly base", MAX_INCOME),
        _months("paid_months", "bulan iur berturut-turut", "consecutive paid months", UNKNOWN),
        _months("membership_months", "bulan kepesertaan", "months of membership", UNKNOWN),
        _months("paid_months_total", "bulan iur seluruhnya", "paid months in all", UNKNOWN),
        _months("unpaid_months", "bulan menunggak", "unpaid months"),
        Input("payer", 0, 9, "pembayar iuran", "payer of the contributions", "",
              _CASE_PAYER_WORDS),
        Input("other_membership", 0, 1, "kepesertaan lain menanggung pemakaman",
              "another membership pays the funeral"),
        Input("disability_permille", 0, 1000, "persen cacat", "disability", "permil"),
        Input("function_loss_bp", 0, 10_000, "persen kurang fungsi", "loss of function",
              "perseratus persen"),
        _months("incapacity_months", "bulan tidak mampu bekerja", "months unable to work"),
        Input("incapacity_days", 0, 29, "hari tidak mampu bekerja di luar bulan penuh",
              "days unable to work beyond whole months", "hari"),
        Input("traffic", 0, 1, "kecelakaan lalu lintas", "traffic accident"),
        _rupiah("medical_cost", "biaya pengobatan", "medical cost"),
        _rupiah("home_care", "biaya perawatan di rumah", "home care cost"),
        _rupiah("prosthesis", "biaya alat ganti atau alat bantu", "prosthesis cost"),
        _rupiah("hearing", "biaya alat bantu dengar", "hearing aid cost"),
        _rupiah("glasses", "biaya kacamata", "cost of glasses"),
        _rupiah("dental", "biaya gigi tiruan", "dental prosthesis cost"),
        _rupiah("rehabilitation", "biaya rehabilitasi medis", "medical rehabilitation cost"),
        _rupiah("transport_land", "biaya angkutan darat", "land transport cost"),
        _rupiah("transport_sea", "biaya angkutan laut", "sea transport cost"),
        _rupiah("transport_air", "biaya angkutan udara", "air transport cost"),
        Input("anak", 0, 100, "anak yang berhak", "entitled children"),
        _rupiah("anak_1", "sisa beasiswa anak pertama", "first child's remaining sum"),
        _rupiah("anak_2", "sisa beasiswa anak kedua", "second child's remaining sum"),
        _rupiah("anak_ragu", "beasiswa yang bergantung pada anak yang bekerja",
                "scholarship that rests on a working child"),
        Input("jenjang_1", 0, 20, "jenjang anak pertama", "first child's stage", "", _STAGE_WORDS),
        Input("jenjang_2", 0, 20, "jenjang anak kedua", "second child's stage", "", _STAGE_WORDS),
    )
}  # fmt: skip
