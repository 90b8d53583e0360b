"""JKK: what is due after a work accident or an occupational disease; there is no waiting."""

from __future__ import annotations

from payung.law.engine.rule import Code, rule
from payung.law.engine.table import Table, baris, pas
from payung.law.jamsostek.inputs import BPU, DEATH, INJURY, PARTIAL_DISABILITY, TOTAL_DISABILITY
from payung.law.jamsostek.rules.kepesertaan import YES_NO


@rule(
    basis="PP44 Lampiran III",
    by="event_date",
    label="Dihitung dari upah",
    label_en="Reckoned from the base",
    unit="",
    words=YES_NO,
    cited=False,
)
def perlu_upah(
    ditanggung_jkk: int, event: int, incapacity_months: int, incapacity_days: int
) -> int:
    """Treatment and transport are paid whatever the base."""
    if ditanggung_jkk == 0:
        return 0
    if event == INJURY and incapacity_months == 0 and incapacity_days == 0:
        return 0
    return 1


@rule(
    basis="PP44 Lampiran II",
    says="Manfaat uang peserta BPU dihitung dari dasar lapisan penghasilan yang dipilihnya.",
    by="event_date",
    label="Dasar upah sebulan",
    label_en="Monthly base",
)
def dasar(perlu_upah: int, segment: int, income: int, iuran_bpu_lapisan: Table) -> int:
    """A base that BPJS holds is used as it is; any other income of BPU by the row of its tier."""
    if perlu_upah == 0:
        return 0
    if segment != BPU:
        return income
    if pas(iuran_bpu_lapisan, income) == 1:
        return income
    return baris(iuran_bpu_lapisan, income)


@rule(
    basis="PP44 Lampiran II",
    by="event_date",
    label="Dasar upah disesuaikan ke lapisan BPU",
    label_en="Base brought to its BPU tier",
    unit="",
    words=YES_NO,
    cited=False,
    codes={
        1: Code(
            "DASAR_DISESUAIKAN",
            (
                "Penghasilan BPU dibawa ke dasar lapisannya dalam tabel iuran. Periksa dasar yang "
                "tercatat di BPJS.",
                "A BPU income is brought to the base of its tier in the table of contributions. "
                "Check the base that BPJS holds.",
            ),
        )
    },
)
def dasar_disesuaikan(perlu_upah: int, dasar: int, income: int) -> int:
    if perlu_upah == 1 and dasar != income:
        return 1
    return 0


@rule(
    basis="PP44 Lampiran III",
    says="Santunan kematian JKK 60 % × 80 × upah sebulan, paling sedikit sebesar santunan "
    "kematian JKM.",
    by="event_date",
    label="Santunan kematian JKK",
    label_en="JKK death benefit",
    meaning=(
        "Dihitung dari upah sebulan, tidak pernah kurang dari santunan JKM. Dibayar sekaligus.",
        "Reckoned from the monthly base, never less than the JKM lump sum. Paid at once.",
    ),
)
def santunan_kematian_jkk(
    ditanggung_jkk: int,
    event: int,
    dasar: int,
    jkk_kematian_persen: int,
    jkk_upah_kali: int,
    jkm_santunan: int,
) -> int:
    """60 % of 80 months of the base, never less than the JKM death benefit."""
    if ditanggung_jkk == 0 or event != DEATH:
        return 0
    return max(dasar * jkk_upah_kali * jkk_kematian_persen // 100, jkm_santunan)


@rule(
    basis="PP44 Lampiran III",
    says="Santunan cacat total tetap 70 % × 80 × upah sebulan.",
    by="event_date",
    label="Santunan cacat total tetap",
    label_en="Total permanent disability benefit",
    meaning=(
        "Dihitung dari upah sebulan. Dibayar sekaligus kepada pekerja.",
        "Reckoned from the monthly base. Paid at once to the worker.",
    ),
)
def santunan_cacat_total(
    ditanggung_jkk: int,
    event: int,
    dasar: int,
    jkk_cacat_total_persen: int,
    jkk_upah_kali: int,
) -> int:
    if ditanggung_jkk == 0 or event != TOTAL_DISABILITY:
        return 0
    return dasar * jkk_upah_kali * jkk_cacat_total_persen // 100


@rule(
    basis="PP44 Lampiran III",
    says="Bila peserta meninggal atau cacat total tetap, santunan berkala 24 bulan dibayar "
    "sekaligus.",
    by="event_date",
    label="Santunan berkala JKK",
    label_en="JKK periodic benefit",
    meaning=(
        "Santunan bulanan yang dibayar sekaligus di depan.",
        "A monthly benefit, paid at once and in advance.",
    ),
)
def berkala_jkk(
    ditanggung_jkk: int, event: int, jkk_berkala_kematian: int, jkk_berkala_cacat_total: int
) -> int:
    if ditanggung_jkk == 0:
        return 0
    if event == DEATH:
        return jkk_berkala_kematian
    if event == TOTAL_DISABILITY:
        return jkk_berkala_cacat_total
    return 0


@rule(
    basis="PP44 Lampiran III",
    by="event_date",
    label="Santunan cacat sebagian menurut persen yang diisi",
    label_en="Partial disability benefit by the percentage given",
    cited=False,
)
def cacat_menurut_persen(
    ditanggung_jkk: int,
    event: int,
    dasar: int,
    disability_permille: int,
    function_loss_bp: int,
    jkk_upah_kali: int,
) -> int:
    """Schedule percentage × 80 × base; for a loss of function times the loss as well."""
    if ditanggung_jkk == 0 or event != PARTIAL_DISABILITY:
        return 0
    if function_loss_bp > 0:
        return dasar * jkk_upah_kali * disability_permille * function_loss_bp // 10_000_000
    return dasar * jkk_upah_kali * disability_permille // 1000


@rule(
    basis="PP44 Lampiran III",
    by="event_date",
    label="Persen cacat di atas cacat total tetap",
    label_en="A percentage above that of total disability",
    unit="",
    words=YES_NO,
    cited=False,
    codes={
        1: Code(
            "CACAT_DI_ATAS_TABEL",
            (
                "Persen cacat ini di atas 70 %, yang tertinggi dalam tabel dan untuk cacat total "
                "tetap. Minta penetapan tertulis dokter penasihat dan BPJS.",
                "This percentage is above 70 %, the highest of the schedule and that of total "
                "disability. Ask BPJS and its advising doctor for a written ruling.",
            ),
            open="now",
        )
    },
)
def cacat_di_atas_tabel(
    ditanggung_jkk: int, event: int, disability_permille: int, jkk_cacat_total_persen: int
) -> int:
    if ditanggung_jkk == 0 or event != PARTIAL_DISABILITY:
        return 0
    if disability_permille > jkk_cacat_total_persen * 10:
        return 1
    return 0


@rule(
    basis="PP44 Lampiran III",
    says="Cacat sebagian: persen menurut tabel × 80 × upah sebulan; kurang fungsi: persen kurang "
    "fungsi × persen tabel × 80 × upah sebulan.",
    by="event_date",
    label="Santunan cacat sebagian",
    label_en="Partial disability benefit",
    part="cash",
    meaning=(
        "Persen cacat menurut tabel, dari kelipatan upah sebulan.",
        "The percentage of the schedule, of a multiple of the monthly base.",
    ),
)
def cacat(
    cacat_di_atas_tabel: int,
    cacat_menurut_persen: int,
    dasar: int,
    jkk_cacat_total_persen: int,
    jkk_upah_kali: int,
) -> int:
    """Above what the schedule and total disability allow, the higher of the two readings."""
    if cacat_di_atas_tabel == 1:
        return max(cacat_menurut_persen, dasar * jkk_upah_kali * jkk_cacat_total_persen // 100)
    return cacat_menurut_persen


@rule(
    basis="PP44 Lampiran III",
    by="event_date",
    label="Santunan cacat yang masih terbuka",
    label_en="Disability benefit that is open",
    cited=False,
    opens="cacat",
)
def cacat_terbuka(
    cacat_di_atas_tabel: int,
    cacat: int,
    cacat_menurut_persen: int,
    dasar: int,
    jkk_cacat_total_persen: int,
    jkk_upah_kali: int,
) -> int:
    if cacat_di_atas_tabel == 1:
        return cacat - min(
            cacat_menurut_persen, dasar * jkk_upah_kali * jkk_cacat_total_persen // 100
        )
    return 0
