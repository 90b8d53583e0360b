"""What is true of every page, for everybody: judges over the one walk."""

from __future__ import annotations

import ast
import gzip
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from payung.accounts.models import Role
from tests.apps.city import CITY, City
from tests.apps.pages import INSIDE, sign_in
from tests.apps.test_links import furnish
from tests.repository import ROOT
from tests.walk import Answer, Told, bare, made_up_language, read, walk

if TYPE_CHECKING:
    from django.test import Client

MOST_BYTES = 60 * 1024
ANSWERED = {200, 403, 409, 422}
"""What an act may be answered that was sent empty: done, not yours, too late, not filled in."""


@pytest.mark.django_db
def test_every_page_and_every_act_for_everybody(city: City, client: Client) -> None:
    """One walk in the made-up language, read by every judge; what they say names page and fault."""
    answers = told(city, client)
    assert {answer.role for answer in answers} == {role.value for role in Role} - {"sistem"}
    assert len({answer.name for answer in answers}) > 100
    said = {judge.__name__: sorted(set(judge(answers))) for judge in JUDGES}
    assert {name: faults for name, faults in said.items() if faults} == {}


def test_the_judges_see_what_they_are_there_for() -> None:
    page = (
        '<html lang="id"><body style="color:red"><p>⟦Sisa tempat⟧ 3 orang lagi</p>'
        "<script>alert(1)</script></body></html>"
    )
    answer = Answer("operator", "/x/", "x", "/", False, 500, {"Cache-Control": ""}, page)
    found = {judge.__name__: list(judge([answer])) for judge in JUDGES}
    assert found["english"] == ["x: orang lagi"]
    assert found["nothing_in_line"] == ["x: body style", "x: <script>"]
    assert [found[name] != [] for name in ("doors", "not_kept", "language")] == [True] * 3


def test_the_judges_of_figures_see_what_does_not_add_up() -> None:
    def page(*cells: tuple[str, str, int]) -> Answer:
        spans = "".join(
            f'<td data-figure="{name}" data-area="{area}" data-month="2025-12" data-of="">{n}</td>'
            for name, area, n in cells
        )
        return Answer("operator", "/x/", "x", "/", False, 200, {}, f"<html>{spans}</html>")

    whole, part = ("listed", "15.71", 14), ("listed", "15.71.01", 9)
    assert list(one_figure([page(whole), page(("listed", "15.71", 13))]))
    assert not list(one_figure([page(whole), page(whole)]))
    assert list(adding_up([page(whole, part, ("listed", "15.71.02", 6))]))
    assert not list(adding_up([page(whole, part, ("listed", "15.71.02", 5))]))


def told(city: City, client: Client) -> list[Answer]:
    furnish(city)
    client.raise_request_exception = False
    client.cookies["django_language"] = "en"
    answers: list[Answer] = []
    with made_up_language():
        for role in Role:
            if role != Role.SYSTEM:
                sign_in(client, city, role, INSIDE if role in (Role.VERIFIER, Role.RT) else CITY)
                answers += walk(client, role.value)
    return answers


def doors(answers: list[Answer]) -> Iterator[str]:
    """Whatever a page offers opens; no act breaks."""
    for answer in answers:
        if answer.status not in (ANSWERED if answer.act else {200}):
            yield f"{answer}: {answer.status}, offered by {answer.offered_by}"


def nothing_in_line(answers: list[Answer]) -> Iterator[str]:
    """No script and no style stands in a page: the policy would not run them."""
    for answer in answers:
        for found in read(answer.html).styled:
            yield f"{answer.name}: {found}"


def not_kept(answers: list[Answer]) -> Iterator[str]:
    """No page of a signed-in person stays in a browser that somebody else uses next."""
    for answer in answers:
        kept = answer.headers.get("Cache-Control", "")
        if answer.html and "no-store" not in kept and not kept.startswith("public"):
            yield f"{answer.name}: {kept}"


def language(answers: list[Answer]) -> Iterator[str]:
    """A page says which language it is in."""
    for answer in answers:
        if answer.html and read(answer.html).lang != "en":
            yield f"{answer.name}: {read(answer.html).lang}"


def weight(answers: list[Answer]) -> Iterator[str]:
    """A page stays light on the line of a village."""
    for answer in answers:
        if (size := len(gzip.compress(answer.html.encode()))) > MOST_BYTES:
            yield f"{answer.name}: {size} bytes"


def english(answers: list[Answer]) -> Iterator[str]:
    """No word stands outside the catalogue but data, names and the law's own terms."""
    for answer in answers:
        for words in read(answer.html).words:
            if left := _unknown(bare(words)):
                yield f"{answer.name}: {left}"


def one_figure(answers: list[Answer]) -> Iterator[str]:
    """A named figure is the same wherever it is told of the same area, period and thing."""
    told: dict[tuple[str, ...], dict[int, str]] = {}
    for answer, figure in _told(answers):
        key = (figure.figure, figure.area, figure.period, figure.of)
        if figure.number is not None:
            told.setdefault(key, {}).setdefault(figure.number, str(answer))
    for key, found in told.items():
        if len(found) > 1:
            yield f"{key}: {found}"


def adding_up(answers: list[Answer]) -> Iterator[str]:
    """The parts of a table sum to the whole that stands beside them, level by level."""
    for answer in answers:
        numbers: dict[tuple[str, str], dict[str, int | None]] = {}
        for _page, figure in _told([answer]):
            if figure.figure in ADDED:
                numbers.setdefault((figure.figure, figure.period), {})[figure.area] = figure.number
        for (name, _period), cells in numbers.items():
            for whole, parts in _parts(cells):
                known = [cells[part] for part in parts]
                if cells[whole] is not None and None not in known and cells[whole] != sum(known):  # type: ignore[arg-type]
                    yield f"{answer}: {name} of {whole} is {cells[whole]}, its parts {known}"


ADDED = ("listed", "verified", "protected", "unlisted", "lapsing", "died")
"""Figures of which each level of areas holds everybody, with a line for who is in none."""


def _parts(cells: dict[str, int | None]) -> Iterator[tuple[str, list[str]]]:
    """The highest area of a page, with each level below it that the page tells in full."""
    [top, *_others] = sorted(cells, key=len)
    for kind, points in (("kecamatan", 2), ("kelurahan", 3), ("rt", 5)):
        level = [area for area in cells if area.count(".") == points and area.startswith(f"{top}.")]
        if level := [area for area in level if "/" not in area]:
            yield top, [*level, *(area for area in cells if area == f"{top}/{kind}")]


def _told(answers: list[Answer]) -> Iterator[tuple[Answer, Told]]:
    for answer in answers:
        if answer.html and not answer.act:
            for figure in read(answer.html).figures:
                yield answer, figure


JUDGES = (doors, nothing_in_line, not_kept, language, weight, english, one_figure, adding_up)


def _unknown(words: str) -> str:
    """What is left of words outside the brackets without data and without what may stand."""
    for pattern in (*DATA, *_own_english()):
        words = pattern.sub(" ", words)
    left = [word for word in re.findall(r"[^\W\d_]{2,}", words) if word not in TERMS]
    return " ".join(left)


@cache
def _own_english() -> tuple[re.Pattern[str], ...]:
    """Texts that carry their English beside them, in YAML and on the rules of the law; sources."""
    import yaml

    from payung.audit.actions import actions
    from payung.ui.terms import terms

    found = {text for pair in actions().values() for text in pair[1:]}
    found |= {term[key] for term in terms().values() for key in ("word", "meaning")}
    for path in (ROOT / "src").rglob("*.yaml"):
        found |= set(_english_of(yaml.safe_load(path.read_text(encoding="utf-8"))))
        found |= set(_cited(yaml.safe_load(path.read_text(encoding="utf-8"))))
    for path in (ROOT / "src/payung/law").rglob("*.py"):
        found |= set(_second_of_two(ast.parse(path.read_text(encoding="utf-8"))))
    texts = [text for text in found if re.search(r"[^\W\d]{3}", text)]
    longest = map(re.escape, sorted(texts, key=len, reverse=True))
    return (re.compile(rf"(?<![^\W\d])(?:{'|'.join(longest)})(?![^\W\d])", re.IGNORECASE),)


def _second_of_two(module: ast.AST) -> Iterator[str]:
    """The English of a pair of texts, and of a keyword that ends in `_en`."""
    for node in ast.walk(module):
        if isinstance(node, ast.Tuple) and len(node.elts) == 2:
            pair = [e.value for e in node.elts if isinstance(e, ast.Constant)]
            if len(pair) == 2 and all(isinstance(text, str) for text in pair):
                yield str(pair[1]).rstrip(".")
        elif isinstance(node, ast.keyword) and str(node.arg).endswith(("_en", "basis")):
            yield str(getattr(node.value, "value", "."))


def _cited(told: Any, key: str = "") -> Iterator[str]:
    """Regulations, letters and newspapers, as they are cited: whole, and each of several."""
    if isinstance(told, dict):
        for name, value in told.items():
            yield from _cited(value, str(name))
    elif isinstance(told, list):
        for one in told:
            yield from _cited(one, key)
    elif isinstance(told, str) and key in ("basis", "number", "source", "title", "verified_by"):
        yield told
        yield from told.split("; ")


def _english_of(told: Any, key: str = "") -> Iterator[str]:
    """The texts under keys that end in `_en`, however deep."""
    if isinstance(told, dict):
        for name, value in told.items():
            yield from _english_of(value, str(name))
    elif isinstance(told, list):
        for one in told:
            yield from _english_of(one, key)
    elif isinstance(told, str) and key.endswith("_en"):
        yield told


DATA = tuple(
    re.compile(pattern)
    for pattern in (
        r"WARGA \w+( UJI)?", r"(Kelurahan |Cabang )?[Uu]ji\b( [\d.]+)?",
        r"\w*/?UJI\b",
        r"Dana ?\w+", r"\bRp\b",
        r"Perwal uji", r"\w+-15[\d.]+", r"\buser:\w+", r"tukang ojek", r"daftar\.csv",
        r"Kota Jambi|KOTA JAMBI", r"\b(daftar|kasus):? ?\d+", r"\bWD\d+", r"\b[0-9A-Z]{12}\b",
        r"\b[A-Z2-7]{32}\b",
        r"\b[0-9a-f]{12,}\b", r"Rp[\d.,]+", r"https?://\S+", r"\b\w+_\w+\b",
        r"Pekerja potensial menurut|Penduduk bekerja menurut",
        r"cabang Jambi, disebut pada peluncuran program",
        r"National development plan \(RPJMN, RKP\)|UCJ of the Ministry of Home Affairs",
        r"Ministry of Home Affairs, quoted in the press on 15 May", r"Bagian Kesra|Data contoh",
        r"(DINAS TENAGA KERJA|SEKRETARIAT DAERAH) \(CONTOH\)|Jalan Contoh",
        r"pns, asn.*negeri", r"ojek, ojol.*parkir", r"satu orang, satu bulan, satu pembayar",
        r"pendaftaran: title: .*", r"unverified sample", r"akan_terputus|di_luar_daftar",
    )
)  # fmt: skip
"""The told city's own names, the words that its offices chose, the columns of the open data."""

TERMS = frozenset(
    # institutions, and who signs in them
    "Payung BPJS Ketenagakerjaan BPS Sakernas Kemendagri Disnaker BPKAD RKUD BUD SKPD PPK PLKK Wali"
    " Kota Bendahara Pengeluaran Pengguna Anggaran Kuasa Bank Inspektorat Dukcapil NIP di"
    # regulations and sources, as they call themselves
    " PP UU Ps Pasal Perpres Permenaker Perwal Inpres Perdir PERDIR Keterangan Penyelenggaraan"
    " Program Jaminan Kecelakaan Kerja dan Kematian Perubahan atas tentang contoh penyusun hukum"
    " reportasepapua harianjogja com mengutip setkab go id Jadwal Kampung Bahagia kelompok"
    " mediajambi untuk APBD minggu Agustus II satu bulan sebelum tahun anggaran Desember"
    # papers, as they are called where they are handed in
    " Surat keterangan kematian ahli waris kuasa RT Formulir permohonan JKM Akta Kartu Keluarga KTP"
    " Lembar keluarga dari kelurahan atau rumah sakit Buku tabungan Pendaftaran peserta baru"
    " Perubahan data Peserta berhenti Daftar bayar iuran Jawaban daftar nol rupiah SK PKS NPP"
    # the law's own terms, and codes
    " JKK JKM JHT BPU SPD dB meninggal terdaftar terlindungi terverifikasi DBH SD SMP SMA TK"
    " CSV XLSX CC BY"
    # names of pages, which the trail of looks shows as they stand in the addresses
    " person claim claims family results selection proposal gap audit".split()
)
"""Words that stay as they are in English, too. This list only gets shorter."""
