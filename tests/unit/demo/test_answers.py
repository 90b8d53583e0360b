"""The invented answers of BPJS, Dukcapil and Dinas Sosial, and the other payers' lists."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from payung.demo.synthetic.answers import draw_answer
from payung.demo.synthetic.city import Areas
from payung.demo.synthetic.payers import named_again, province_grant, rt_heads, rt_money
from payung.demo.synthetic.registers import dukcapil_answer, welfare_deciles


def test_the_same_person_gets_the_same_answer_every_month(people: pl.DataFrame) -> None:
    june = draw_answer(people, 7, 0.03)
    december = draw_answer(people.reverse().head(1_000), 7, 0.03)
    assert december.join(june, on=june.columns, nulls_equal=True).height == 1_000


def test_rejections_come_at_the_rate_and_carry_a_reason(people: pl.DataFrame) -> None:
    answer = draw_answer(people, 7, 0.05)
    rejected = answer.filter(pl.col("hasil") == "ditolak")
    assert 0.035 <= rejected.height / answer.height <= 0.065
    assert (rejected["alasan"] != "").all()
    assert (rejected["kpj"] == "").all()
    accepted = answer.filter(pl.col("hasil") == "diterima")
    assert accepted["kpj"].str.contains(r"^000\d{8}$").all()
    assert accepted["kpj"].is_unique().mean() > 0.99


def test_no_rate_rejects_nobody(people: pl.DataFrame) -> None:
    assert (draw_answer(people, 7, 0.0)["hasil"] == "diterima").all()


def test_dukcapil_knows_who_is_dead_moved_or_otherwise_written(people: pl.DataFrame) -> None:
    known = people.filter(pl.col("nasib") == "aktif").head(4)
    request = known.with_columns(row_id=pl.int_range(pl.len())).with_columns(
        nama=pl.when(pl.col("row_id") == 1).then(pl.lit("ORANG LAIN")).otherwise("nama"),
        tanggal_lahir=pl.when(pl.col("row_id") == 2)
        .then(pl.col("tanggal_lahir") + timedelta(days=1))
        .otherwise("tanggal_lahir"),
        nik=pl.when(pl.col("row_id") == 3).then(pl.lit("1571010101809999")).otherwise("nik"),
    )
    assert dukcapil_answer(request, people)["hasil"].to_list() == [
        "cocok",
        "beda_nama",
        "beda_tanggal_lahir",
        "tidak_ditemukan",
    ]
    fates = people.filter(pl.col("nasib") != "aktif").with_columns(row_id=pl.col("person_id"))
    assert dukcapil_answer(fates, people)["hasil"].equals(fates["nasib"].rename("hasil"))


def test_deciles_are_one_to_ten_and_some_people_are_unknown(people: pl.DataFrame) -> None:
    deciles = welfare_deciles(people, 3)
    assert set(deciles["desil"]) == set(range(1, 11))
    assert 0.7 <= deciles.height / people.height <= 0.85
    assert (deciles["desil"] <= 5).mean() > 0.6


def test_other_payers_overlap_with_the_listed_as_planted(
    people: pl.DataFrame, areas: Areas
) -> None:
    by_payer = {
        "rt": rt_money(areas, people, 11),
        "provinsi": province_grant(areas, people, 11),
    }
    for payer, cover in by_payer.items():
        planted = people.filter(pl.col("pembayar_lain") == payer)["person_id"]
        assert set(cover["person_id"]) & set(people["person_id"]) == set(planted)
        assert cover["nik"].is_unique().all()
        assert (cover["payer"] == payer).all()
    assert by_payer["rt"]["rt_code"].n_unique() >= 67


def test_whom_a_payer_names_again_is_listed_in_its_own_rt(
    people: pl.DataFrame, areas: Areas
) -> None:
    cover = rt_money(areas, people, 11)
    again = named_again(people, cover, 11, 50)
    assert again.columns == cover.columns
    assert set(again["nik"]) <= set(people["nik"]) - set(cover["nik"])
    assert set(again["rt_code"]) <= set(cover["rt_code"])
    assert again.equals(named_again(people, cover, 11, 50))


def test_each_rt_has_one_head_under_the_wage_segment(people: pl.DataFrame, areas: Areas) -> None:
    heads = rt_heads(areas, people, 11)
    assert heads.height == 1_650
    assert heads["rt_code"].is_unique().all()
    assert (heads["segment"] == "pu").all()
    listed = set(heads["nik"]) & set(people["nik"])
    assert 5 <= len(listed) <= 80


def test_groups_never_share_an_invented_nik(people: pl.DataFrame, areas: Areas) -> None:
    covers = [f(areas, people, 11) for f in (rt_money, province_grant, rt_heads)]
    strangers = [set(c["nik"]) - set(people["nik"]) for c in covers]
    assert len(set.union(*strangers)) == sum(map(len, strangers))
