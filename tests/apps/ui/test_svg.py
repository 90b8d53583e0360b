"""Pictures: a shade is never alone, and nothing in them breaks the browser rules."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.kernel.month import Month
from payung.ui import svg

JUNE = Month.of(2025, 6)
HALF_YEAR = list(JUNE.through(JUNE + 6))
GROUPS = [svg.TileGroup("07", "Kota Baru", 0.4), svg.TileGroup("99", "Tanpa petak")]


def _tile(share: float | None, label: str = "Kenali Asam Bawah") -> svg.Tile:
    return svg.Tile(label, share, "/cakupan/x?a=1&b=2", "07", "412 orang")


def _lit(drawn: str) -> int:
    return drawn.count('class="lamp lit"')


@pytest.mark.parametrize(
    ("share", "level"), [(0.0, 0), (0.199, 0), (0.2, 1), (0.4, 2), (0.6, 3), (0.8, 4), (1.0, 4)]
)
def test_each_step_lights_one_lamp_more(share: float, level: int) -> None:
    drawn = svg.tile_map([_tile(share)], GROUPS)
    assert f'class="tile t{level}"' in drawn
    assert _lit(drawn) == level


def test_an_unknown_share_is_dashed_and_dark() -> None:
    drawn = svg.tile_map([_tile(None)], GROUPS)
    assert 'class="tile tx"' in drawn
    assert "lamp" not in drawn


def test_a_tile_is_a_link_that_says_its_figure() -> None:
    drawn = svg.tile_map([_tile(0.189)], GROUPS)
    assert "<title>Kenali Asam Bawah · 18,9 % · 412 orang</title>" in drawn
    assert 'href="/cakupan/x?a=1&amp;b=2"' in drawn


def test_a_group_without_tiles_is_left_out() -> None:
    assert "Tanpa petak" not in svg.tile_map([_tile(0.1)], GROUPS)


def test_names_are_escaped() -> None:
    assert "<b>" not in svg.tile_map([_tile(0.1, "<b>x</b>")], GROUPS)


@given(st.lists(st.one_of(st.none(), st.floats(0, 1)), min_size=1, max_size=40), st.booleans())
def test_a_map_is_well_formed_and_has_no_inline_style(
    shares: list[float | None], compact: bool
) -> None:
    tiles = [_tile(share, f"RT {n:03d}") for n, share in enumerate(shares)]
    drawn = svg.tile_map(tiles, GROUPS, compact=compact)
    root = ElementTree.fromstring(drawn)
    assert len(root.findall(".//a")) == len(shares)
    assert not re.search(r"style=|<script|on\w+=", drawn)


@given(st.floats(0.0001, 1))
def test_the_steps_are_even_and_reach_the_highest_share(highest: float) -> None:
    steps = svg.steps_up_to(highest)
    assert steps[3] + steps[0] >= highest - 1e-9
    assert all(abs(b - a - steps[0]) < 1e-9 for a, b in pairwise(steps))


def test_the_legend_names_every_shade() -> None:
    legend = svg.map_legend()
    assert legend.count("<li>") == 6
    assert "20 % sampai di bawah 40 %" in legend
    assert "80 % ke atas" in legend


def test_a_bar_chart_says_in_words_what_it_shows() -> None:
    drawn = svg.bar_series(HALF_YEAR, [4316, 4310, 0, 0, 0, 0, 4270], title="Orang-bulan")
    assert 'role="img"' in drawn
    assert "Orang-bulan. Jun 2025 4.316, Des 2025 4.270." in drawn
    assert drawn.count('class="bar"') == 7
    ElementTree.fromstring(drawn)


def test_lines_differ_by_pattern_and_name() -> None:
    lines = [svg.ChartLine("Rencana", [1] * 7), svg.ChartLine("Diterima", [None] * 5 + [3, 4])]
    drawn = svg.line_series(HALF_YEAR, lines, title="Dua garis")
    assert "line s0" in drawn
    assert "line s1" in drawn
    assert "Diterima: Nov 2025 3, Des 2025 4." in drawn


def test_a_chart_without_data_says_so() -> None:
    drawn = svg.line_series(HALF_YEAR, [svg.ChartLine("Rencana", [None] * 7)], title="Kosong")
    assert "Belum ada data." in drawn
