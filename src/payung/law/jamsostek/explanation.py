"""Turns an assessment or a contribution into JSON, plain sentences and an HTML fragment."""

from __future__ import annotations

from typing import Any

from payung.kernel.rupiah import format_rupiah
from payung.law.engine.edition import Step
from payung.law.engine.explain import Language, as_html, as_json, sentence
from payung.law.jamsostek import load
from payung.law.jamsostek.benefits import Assessment
from payung.law.jamsostek.inputs import STAGES
from payung.law.jamsostek.iuran import Contribution

_STAGE_NAMES = {code: name for name, code in STAGES.items()}
_ASK = {
    "id": {
        "MASA_TUNGGU": "Batas syarat 3 bulan iur dan kepesertaan belum jelas; tanyakan ke BPJS.",
        "BULAN_BELUM_BAYAR": "Peristiwa pada bulan menunggak; tanyakan ke BPJS.",
        "MASA_IUR_BEASISWA": "Belum jelas apakah 36 bulan harus berturut-turut; tanyakan ke BPJS.",
        "ANAK_BEKERJA": "Anak yang bekerja mungkin tetap berhak; tanyakan ke BPJS.",
        "DUA_KEPESERTAAN": "Pemakaman dibayar sekali, dari kepesertaan yang lain.",
        "HARGA_PATOKAN": "Alat ganti dibayar sampai harga patokan rumah sakit ditambah 40 %.",
        "KEPESERTAAN_NONAKTIF": "Kepesertaan nonaktif karena iuran menunggak lebih dari 3 bulan.",
        "DI_LUAR_PROGRAM": "JKM hanya menanggung kematian.",
        "KERINGANAN_PEMBAYAR": "Belum jelas apakah pembayar ini mendapat keringanan.",
        "BELUM_DIVERIFIKASI": "Nilai {} belum diverifikasi pada naskah resmi.",
    },
    "en": {
        "MASA_TUNGGU": "The boundary of the three-month condition is open; ask BPJS.",
        "BULAN_BELUM_BAYAR": "The event fell into unpaid months; ask BPJS.",
        "MASA_IUR_BEASISWA": "It is open whether the 36 months must be consecutive; ask BPJS.",
        "ANAK_BEKERJA": "A working child may keep the right; ask BPJS.",
        "DUA_KEPESERTAAN": "The funeral is paid once, by the other membership.",
        "HARGA_PATOKAN": "A prosthesis is paid up to the hospital's reference price plus 40 %.",
        "KEPESERTAAN_NONAKTIF": "The membership is inactive after three unpaid months.",
        "DI_LUAR_PROGRAM": "JKM covers deaths only.",
        "KERINGANAN_PEMBAYAR": "It is open whether this payer has the relief.",
        "BELUM_DIVERIFIKASI": "The value {} has not been checked against the official text.",
    },
}


def reason_sentence(code: str, language: Language = "id") -> str:
    """What a reason code means, in one sentence."""
    head, _, name = code.partition(":")
    return _ASK[language].get(head, code).format(_label(name, language))


def _label(parameter: str, language: Language) -> str:
    found = load().parameters.get(parameter)
    if found is None:
        return parameter
    label = found.label if language == "id" else found.label_en
    return f"“{label}”"


def shown_steps(found: Assessment | Contribution) -> list[Step]:
    """The steps that people ask about, what is paid before what is zero.

    The zeros of the other programme, and of cover that the member doesn't have, are left out;
    JSON keeps every step.
    """
    other = "ditanggung_jkk" if isinstance(found, Assessment) else ""
    if isinstance(found, Assessment) and found.result["ditanggung_jkk"]:
        other = "jkm_penuh"
    steps = [
        step
        for step in found.steps
        if step.rule.heading.cited
        and step.rule.quantity != "ditanggung_jkk"
        and (step.value or not _beside(step, other, isinstance(found, Assessment)))
    ]
    return sorted(steps, key=lambda step: step.value == 0)


def _beside(step: Step, other: str, benefit: bool) -> bool:
    """A zero that nobody asked about."""
    if not benefit:
        return step.rule.quantity != "keringanan"
    own = {
        "anak_bekerja",
        "keaktifan",
        "masa_tunggu",
        "dua_kepesertaan",
        "di_luar_program",
        "harga_patokan",
    }
    return other in step.rule.arguments or step.rule.quantity in own


def benefit_json(found: Assessment) -> dict[str, Any]:
    """The columns of `law batch` with the steps, the chosen children and the reasons in words."""
    return {
        **found.components,
        "total_now": found.total_now,
        "total": found.total,
        "status": found.status,
        "reasons": found.reasons,
        "basis": found.basis,
        "total_low": found.total_low,
        "total_high": found.total_high,
        "law_version": found.law_version,
        "questions": [reason_sentence(code) for code in found.reasons],
        "children": [
            {
                "number": child.number,
                "stage": _STAGE_NAMES[child.stage],
                "years": child.years,
                "amount": child.amount_rp,
            }
            for child in found.family.chosen
        ],
        "steps": [as_json(step) for step in found.steps],
    }


def contribution_json(found: Contribution) -> dict[str, Any]:
    """What `law iuran --json` prints."""
    return {
        "jkk": found.jkk,
        "jkm": found.jkm,
        "jht": found.jht,
        "total": found.total,
        "status": found.status,
        "total_low": found.total_low,
        "total_high": found.total_high,
        "reasons": found.reasons,
        "basis": found.basis,
        "steps": [as_json(step) for step in found.steps],
        "law_version": found.law_version,
    }


def sentences(found: Assessment | Contribution, language: Language = "id") -> list[str]:
    """The sums first, then each step in one sentence, then what is open."""
    lines = [_sum_sentence(found, language)]
    lines += [sentence(step, language) for step in shown_steps(found)]
    return lines + [reason_sentence(code, language) for code in found.reasons]


def html(found: Assessment | Contribution, language: Language = "id") -> str:
    """The steps as a list for a page; the page itself shows sums and questions."""
    return as_html(shown_steps(found), language)


def _sum_sentence(found: Assessment | Contribution, language: Language) -> str:
    if found.total is None:
        low, high = format_rupiah(found.total_low), format_rupiah(found.total_high)
        if language == "en":
            return f"Needs a decision: {low} to {high}."
        return f"Perlu keputusan: {low} sampai {high}."
    scholarship = found.components["beasiswa"] if isinstance(found, Assessment) else 0
    now = format_rupiah(found.total - scholarship)
    if not scholarship:
        return f"Jumlah: {now}." if language == "id" else f"Sum: {now}."
    most = format_rupiah(scholarship)
    if language == "en":
        return f"Sum: {now}, and scholarship of at most {most}, paid year by year."
    return f"Jumlah: {now}, dan beasiswa paling banyak {most}, dibayar per tahun."
