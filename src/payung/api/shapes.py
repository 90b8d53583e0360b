"""The shapes of requests and answers, as `openapi.json` describes them.

Requests are read generously: a number may be a text as in a CSV, unknown fields are kept.
"""

from __future__ import annotations

from typing import Any

from ninja import Schema
from pydantic import ConfigDict, Field

Value = str | int | float | bool | None


class Refusal(Schema):
    """Why the request was refused: one sentence."""

    detail: str


class Child(Schema):
    """A child at the event."""

    model_config = ConfigDict(extra="allow")

    stage: Value = Field(None, description="PRA, TK1–TK2, SD1–SD6, SMP1–SMP3, SMA1–SMA3, PT1–PT5")
    birth_date: Value = Field(None, description="TTTT-BB-HH")
    married: bool | None = None
    working: bool | str | None = Field(None, description="true, false, bpu, magang, pu_6_bulan")


class Case(Schema):
    """One case: the columns of `law batch`; empty or missing means not applicable."""

    model_config = ConfigDict(
        extra="allow", json_schema_extra={"required": ["program", "event", "event_date"]}
    )

    program: Value = Field(None, description="jkk atau jkm")
    event: Value = Field(
        None, description="death, total_disability, partial_disability, atau injury"
    )
    event_date: Value = Field(None, description="TTTT-BB-HH, sejak 2015-07-01")
    segment: Value = Field(None, description="bpu, pu, atau jakon; kosong berarti bpu")
    income: Value = Field(None, description="upah sebulan yang tercatat di BPJS, rupiah")
    paid_months: Value = Field(None, description="bulan iur berturut-turut sebelum peristiwa")
    membership_months: Value = Field(None, description="bulan penuh kepesertaan yang tak terputus")
    paid_months_total: Value = Field(None, description="semua bulan iur")
    unpaid_months: Value = Field(None, description="bulan menunggak tepat sebelum peristiwa")
    other_membership: Value = Field(
        None, description="1 bila kepesertaan lain menanggung pemakaman"
    )
    children: str | list[Child | str] | None = Field(None, description="TK1;SD3, atau daftar anak")
    children_birth: str | list[str | None] | None = Field(
        None, description="tanggal lahir, urut seperti children"
    )
    disability_percent: Value = Field(None, description="persen cacat menurut tabel")
    function_loss_percent: Value = Field(None, description="persen kurang fungsi")
    incapacity_months: Value = Field(None, description="bulan tidak mampu bekerja")
    medical_cost: Value = None
    transport_land: Value = None
    transport_sea: Value = None
    transport_air: Value = None
    payer: Value = Field(
        None, description="apbd, apbn, rt, provinsi, dbh, self, csr, baznas, unknown; boleh kosong"
    )
    accident_date: Value = Field(None, description="TTTT-BB-HH, bila bukan event_date")
    incapacity_days: Value = Field(None, description="hari di luar bulan penuh, 0 sampai 29")
    traffic: Value = Field(None, description="1 bila Jasa Raharja membayar lebih dulu")
    home_care: Value = None
    prosthesis: Value = None
    hearing: Value = None
    glasses: Value = None
    dental: Value = None
    rehabilitation: Value = None


class Sums(Schema):
    """The columns that the law adds, whole rupiah."""

    santunan: int | None
    berkala: int | None
    pemakaman: int | None
    beasiswa: int | None = Field(description="paling banyak; dibayar tahun demi tahun")
    stmb: int | None
    cacat: int | None
    perawatan: int | None
    transport: int | None
    total_now: int | None = Field(description="semua selain beasiswa; null bila perlu keputusan")
    cash: int | None = Field(description="uang untuk keluarga")
    care: int | None = Field(description="biaya untuk rumah sakit dan pengangkut")
    jasa_raharja: int | None = Field(description="bagian care yang dibayar Jasa Raharja dulu")
    total: int | None
    total_low: int | None
    total_high: int | None
    status: str = Field(description="payable, not_covered, needs_decision, atau invalid")
    law_version: str


class Explanation(Sums):
    """One case with its steps; a component that the law adds later comes beside the others."""

    model_config = ConfigDict(extra="allow")

    format: int
    facts_hash: str = Field(description="SHA-256 dari fakta yang dihitung")

    reasons: list[str]
    basis: list[str]
    questions: list[str]
    children: list[dict[str, Any]]
    steps: list[dict[str, Any]]


class BatchRequest(Schema):
    """Many cases; a row has the fields of `Case` as texts or numbers, children joined by `;`."""

    rows: list[dict[str, Any]] = Field(description="1 sampai 10.000 baris")


class BatchAnswer(Schema):
    """The rows as sent, each with what the law adds; `reasons` and `basis` joined by `;`."""

    rows: list[dict[str, Any]]
    counts: dict[str, int]


class ContributionRequest(Schema):
    """One month of one worker."""

    month: str = Field(description="TTTT-BB")
    income: int = Field(description="penghasilan atau upah sebulan, rupiah")
    sector: str = Field("other", description="transport atau other")
    payer: str = Field(description="apbd, apbn, rt, provinsi, dbh, self, csr, atau baznas")
    segment: str = Field("bpu", description="bpu atau pu")
    jht: bool = False


class ContributionAnswer(Schema):
    """One month's contribution; `total` is null where a person must decide first."""

    format: int
    facts_hash: str
    jkk: int
    jkm: int
    jht: int
    total: int | None
    status: str
    total_low: int
    total_high: int | None = Field(description="null bila tertinggi tidak diketahui")
    reasons: list[str]
    basis: list[str]
    steps: list[dict[str, Any]]
    law_version: str
