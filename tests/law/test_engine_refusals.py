"""What the engine refuses at load, by file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from engine_sandbox import HEAD, MARK, PARAMETERS, build

from payung.kernel.errors import LawError

REFUSED_BODIES = {
    "return upah * 0.5": "aturan.py:4: a: 0.5 bukan bilangan bulat",
    "return upah / 2": "aturan.py:4: a: pembagian / tidak boleh",
    "for x in upah: return 1": "aturan.py:4: a: perulangan tidak boleh",
    "while upah: return 1": "aturan.py:4: a: perulangan tidak boleh",
    "x = upah": "aturan.py:4: a: Assign tidak boleh",
    "return upah + hilang": "aturan.py:4: a: nama hilang tidak dikenal",
    "return round(upah)": "aturan.py:4: a: round(upah) di luar bentuk",
    "return upah ** 2": "aturan.py:4: a: upah ** 2 di luar bentuk",
    "return upah if upah else 1": "di luar bentuk yang boleh",
    "return True + upah": "aturan.py:4: a: True bukan bilangan bulat",
    "return min(upah)": "di luar bentuk yang boleh",
    "if upah: return 1": "aturan.py:4: a: syarat upah di luar bentuk",
    "if upah > 1: return 1": "a: ada jalan tanpa return",
    "return upah - 5 // upah": "pembagian // hanya untuk bilangan positif",
    "return (upah - 9) // 2": "pembagian // hanya untuk bilangan positif",
    "return upah * upah * upah": "nilai antara dapat melewati 2^62",
}


@pytest.mark.parametrize(("body", "message"), REFUSED_BODIES.items())
def test_a_body_outside_the_subset_is_refused_with_its_line(
    body: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(LawError) as refusal:
        build(tmp_path, f"{MARK}def a(upah):\n    {body}\n")
    assert message in str(refusal.value)


def test_an_unused_argument_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LawError, match=r"aturan\.py:3: a: argumen tarif tidak dipakai"):
        build(tmp_path, f"{MARK}def a(upah, tarif):\n    return upah\n")


def test_an_unknown_argument_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LawError, match=r"aturan\.py:3: a: nama tarip tidak dikenal"):
        build(tmp_path, f"{MARK}def a(upah, tarip):\n    return upah * tarip\n")


def test_a_rule_without_basis_is_refused(tmp_path: Path) -> None:
    bare = MARK.replace('basis="UU1", ', "")
    with pytest.raises(LawError, match=r"aturan\.py:3: a: aturan tanpa dasar hukum"):
        build(tmp_path, f"{bare}def a(upah):\n    return upah\n")


def test_a_rule_on_an_unknown_regulation_is_refused(tmp_path: Path) -> None:
    other = MARK.replace("UU1", "UU9 Ps 3")
    with pytest.raises(LawError, match="peraturan UU9 tidak ada di daftar sumber"):
        build(tmp_path, f"{other}def a(upah):\n    return upah\n")


def test_a_rule_by_another_reference_date_is_refused(tmp_path: Path) -> None:
    other = MARK.replace("hari", "bulan")
    with pytest.raises(LawError, match="tanggal acuan bulan, seharusnya hari"):
        build(tmp_path, f"{other}def a(upah):\n    return upah\n")


def test_an_enumeration_may_only_be_compared(tmp_path: Path) -> None:
    with pytest.raises(LawError, match="jenis hanya boleh dibandingkan"):
        build(tmp_path, f"{MARK}def a(jenis):\n    return jenis * 2\n")


def test_a_cycle_is_refused_with_its_full_path(tmp_path: Path) -> None:
    rules = "".join(
        f"{MARK}def {name}({needs}):\n    return {needs} + 1\n"
        for name, needs in (("a", "b"), ("b", "c"), ("c", "a"))
    )
    with pytest.raises(LawError, match="aturan berputar: a → b → c → a"):
        build(tmp_path, rules)


def versions(first: str, second: str) -> str:
    return "".join(
        MARK.replace("label=", f'quantity="a", {dates}, label=', 1)
        + f"def a_{number}(upah):\n    return upah\n"
        for number, dates in enumerate((first, second))
    )


def test_two_versions_of_one_quantity_may_stand_side_by_side(tmp_path: Path) -> None:
    law = build(tmp_path, versions('until="2019-12-31"', 'since="2020-01-01"'))
    assert len(law.editions) == 2


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ('until="2019-12-30"', 'since="2020-01-01"', "celah masa berlaku pada 2019-12-31"),
        ('until="2020-01-01"', 'since="2020-01-01"', "tumpang tindih masa berlaku"),
        ('since="2016-01-01", until="2019-12-31"', 'since="2020-01-01"', "celah masa berlaku"),
        (
            'until="2019-12-31"',
            'since="2020-01-01", until="2021-12-31"',
            "celah masa berlaku mulai",
        ),
    ],
)
def test_a_gap_or_an_overlap_in_validity_is_refused(
    first: str, second: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(LawError, match=message):
        build(tmp_path, versions(first, second))


def test_a_parameter_without_a_value_when_its_rule_begins_is_refused(tmp_path: Path) -> None:
    late = PARAMETERS.replace("from: 2015-07-01, value: 10", "from: 2016-07-01, value: 10")
    with pytest.raises(LawError, match="parameter tarif belum punya nilai pada 2015-07-01"):
        build(tmp_path, f"{MARK}def a(upah, tarif):\n    return upah * tarif\n", late)


PARAMETER_FAULTS = {
    ("basis: UU1, confidence: derived, verified_by: S1", "confidence: derived, verified_by: S1"): (
        "parameters.yaml:6: nilai tanpa dasar hukum"
    ),
    ("basis: UU1 Ps 2", "basis: UU7"): "parameters.yaml:7: peraturan UU7 tidak ada",
    ("value: 20", "value: 2.5"): "parameters.yaml:7: nilai harus bilangan bulat, bukan 2.5",
    ("value: 20", "value: dua"): "parameters.yaml:7: nilai harus bilangan bulat, bukan 'dua'",
    ("value: 20", "value: true"): "parameters.yaml:7: nilai harus bilangan bulat, bukan True",
    ("from: 2020-01-01", "from: 2014-01-01"): "parameters.yaml:7: tanggal berlaku tidak urut",
    ("from: 2020-01-01", "from: kemarin"): "parameters.yaml:7: tanggal berlaku harus",
    ("from: 2020-01-01", "from: 2020-02-31"): "parameters.yaml:7: 2020-02-31 tidak terbaca",
    ("seen, verified_by: S2", "pasti, verified_by: S2"): "parameters.yaml:7: keyakinan harus",
    ("seen, verified_by: S2", "seen"): "parameters.yaml:7: nilai yang terverifikasi harus",
    ("verified_by: S2", "oleh: S2"): "parameters.yaml:7: isian oleh tidak dikenal",
    ("basis: UU1 Ps 2", "basis: UU1"): "parameters.yaml:7: nilai seen harus menyebut pasal",
    ("says: dua, ", ""): "parameters.yaml:7: nilai seen harus menyebut pasal",
    ("  label: Tarif\n", ""): "isian label tidak ada",
    ("ragu:", "tarif:"): "parameter tarif sudah ada di parameters.yaml:2",
}


@pytest.mark.parametrize(("change", "message"), PARAMETER_FAULTS.items())
def test_a_faulty_parameter_is_refused_with_its_line(
    change: tuple[str, str], message: str, tmp_path: Path
) -> None:
    with pytest.raises(LawError) as refusal:
        build(tmp_path, f"{MARK}def a(upah):\n    return upah\n", PARAMETERS.replace(*change, 1))
    assert message in str(refusal.value)


def test_broken_yaml_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(LawError, match=r"parameters\.yaml: bukan YAML yang sah"):
        build(tmp_path, f"{MARK}def a(upah):\n    return upah\n", "a: [")


def test_the_sandbox_itself_builds_a_sound_law(tmp_path: Path) -> None:
    law = build(tmp_path, f"{MARK}def a(upah, tarif):\n    return upah * tarif // 100\n")
    assert [edition.amounts["tarif"] for edition in law.editions] == [10, 20]
    assert HEAD
