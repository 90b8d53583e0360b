"""The fields of a worker as contract.md names them, and the codes of its findings."""

from __future__ import annotations

from payung.kernel.finding import RowStatus, Severity

PERSON_FIELDS = (
    "nik",
    "nkk",
    "nama",
    "tempat_lahir",
    "tanggal_lahir",
    "jenis_kelamin",
    "alamat",
    "rt",
    "rw",
    "kelurahan",
    "pekerjaan",
    "penghasilan",
    "no_hp",
    "nama_ibu",
)
"""What the layouts are read into, as text."""

ROW_COLUMNS = (
    "file",
    "sheet",
    "row",
    "nik",
    "nkk",
    "nama",
    "tempat_lahir",
    "tanggal_lahir",
    "jenis_kelamin",
    "alamat",
    "rt",
    "rw",
    "kode_kelurahan",
    "pekerjaan",
    "penghasilan",
    "no_hp",
    "nama_ibu",
    "status",
)
"""The columns of rows.csv, in their order."""

FINDING_COLUMNS = ("file", "sheet", "row", "column", "code", "severity", "message", "suggestion")
"""The columns of findings.csv, in their order."""

ADULT_AGES = (18, 64)
"""The programme's age window in completed years, both included."""

MAPPABLE = {
    **{name: name for name in PERSON_FIELDS},
    "kode_kelurahan": "kelurahan",
    "kecamatan": "-",
    "rt_rw": "rt_rw",
    "ttl": "tempat_tanggal_lahir",
    "-": "-",
}
"""What a header may be mapped to by hand, and the field that it then names."""

DATE_ORDER = "tanggal lahir: urutan"
"""Under this name a sender's memory holds which comes first in his dates: `hari` or `bulan`."""

NEEDED = ("nik", "nama", "tanggal_lahir")

WARNINGS = frozenset(
    {
        "NIK_WILAYAH",
        "ORANG_MIRIP",
        "HP_TIDAK_SAH",
        "PENGHASILAN_TIDAK_SAH",
        "BARIS_TERSEMBUNYI",
        "KOLOM_TAK_DIKENAL",
        "TANGGAL_TERTUKAR",
        "TANGGAL_1904",
    }
)
_HARMLESS = frozenset({"HP_TIDAK_SAH", "PENGHASILAN_TIDAK_SAH"})
_NEEDED_TO_ENROL = frozenset({"nik", "nama"})
_REFUSED = frozenset(
    {
        "NIK_KOSONG",
        "NIK_PANJANG",
        "NIK_BUKAN_ANGKA",
        "NIK_TANGGAL",
        "NIK_SERI_NOL",
        "NIK_RUSAK_EXCEL",
        "NAMA_KOSONG",
        "USIA_DI_LUAR",
        "KOLOM_NIK_BERISI_KK",
    }
)


def severity_of(code: str) -> Severity:
    """How grave a finding is."""
    return Severity.WARNING if code in WARNINGS else Severity.ERROR


def status_of(code: str, column: str = "nik") -> RowStatus:
    """The best status that a row with this finding about `column` can still have.

    An odd telephone or income holds nobody back; a NIK or a name that can't be used, and an age
    outside the window, can't be enrolled as it stands; a person must look at all else, so at a
    family-card number that can't be read.
    """
    if code == "SEL_GALAT":
        return RowStatus.REFUSED if column in _NEEDED_TO_ENROL else RowStatus.REVIEW
    if code in _REFUSED and column != "nkk":
        return RowStatus.REFUSED
    return RowStatus.OK if code in _HARMLESS else RowStatus.REVIEW
