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

NEEDED = ("nik", "nama", "tanggal_lahir")

WARNINGS = frozenset({"NIK_WILAYAH", "ORANG_MIRIP", "HP_TIDAK_SAH", "PENGHASILAN_TIDAK_SAH"})
_HARMLESS = frozenset({"HP_TIDAK_SAH", "PENGHASILAN_TIDAK_SAH"})
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
    }
)


def severity_of(code: str) -> Severity:
    """How grave a finding is; four codes are warnings."""
    return Severity.WARNING if code in WARNINGS else Severity.ERROR


def status_of(code: str) -> RowStatus:
    """The best status that a row with this finding can still have.

    An odd telephone or income holds nobody back; a NIK or a name that can't be used, and an age
    outside the window, can't be enrolled as it stands; a person must look at all else.
    """
    if code in _REFUSED:
        return RowStatus.REFUSED
    return RowStatus.OK if code in _HARMLESS else RowStatus.REVIEW
