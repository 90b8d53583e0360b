"""Maps and charts made on the server: SVG with classes and attributes only, no script, no style.

Each picture names itself (`role="img"` with title and description); the page puts a table beneath.
Shades are never alone: each tile also says its figure and lights one lamp per step.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from payung.kernel.month import Month
from payung.ui.format import short_month, write_count, write_percent

DEFAULT_STEPS = (0.2, 0.4, 0.6, 0.8)
"""Shares at which the next darker shade begins: five shades, 0 to 4."""

_NICE_STEPS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2)
_CHART_WIDTH, _CHART_HEIGHT = 360, 190
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 8, 14, 24


@dataclass(frozen=True, slots=True)
class Tile:
    """One area of a tile map; `share` of 1 or None where nothing is known."""

    label: str
    share: float | None
    href: str
    group: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TileGroup:
    """A heading over tiles: a kecamatan over its kelurahan, a kelurahan over its RT."""

    code: str
    label: str
    share: float | None = None


class _Box(NamedTuple):
    """A place in a picture, in its own units."""

    x: int
    y: int
    width: int
    height: int

    def inset(self, by: int) -> tuple[str, str, str, str]:
        """x, y, width and height of the box made smaller on each side, as attributes."""
        sides = (self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)
        x, y, width, height = map(str, sides)  # text: numbers would get thousands points
        return x, y, width, height


@dataclass(frozen=True, slots=True)
class ChartLine:
    """One line of a chart: as many values as the chart has months, None where there is none."""

    label: str
    values: Sequence[float | None]


def steps_up_to(highest: float) -> tuple[float, float, float, float]:
    """Four even, round steps that reach the highest share, so that low coverage is told apart."""
    step = next((s for s in _NICE_STEPS if s * 5 >= highest), _NICE_STEPS[-1])
    return (step, step * 2, step * 3, step * 4)


def shade(share: float | None, steps: Sequence[float] = DEFAULT_STEPS) -> int | None:
    """0 to 4, how many steps the share has reached; None where nothing is known."""
    return None if share is None else sum(share >= step for step in steps)


def tile_map(
    tiles: Sequence[Tile],
    groups: Sequence[TileGroup],
    *,
    steps: Sequence[float] = DEFAULT_STEPS,
    compact: bool = False,
) -> SafeString:
    """A block of tiles per group, each tile a link, shaded in five steps by its share.

    Three tiles a row for kelurahan; `compact` gives four smaller ones, for RT. Groups without
    tiles are left out.
    """
    blocks = [
        _group_block(group, [t for t in tiles if t.group == group.code], steps, compact)
        for group in groups
    ]
    return format_html('<div class="map">{}</div>', _joined([b for b in blocks if b]))


def map_legend(steps: Sequence[float] = DEFAULT_STEPS) -> SafeString:
    """The five shades with the shares that they stand for, and the one for no data."""
    edges = [0.0, *steps]
    words = [
        _("%(low)s sampai di bawah %(high)s") % {"low": _pct(low), "high": _pct(high)}
        for low, high in pairwise(edges)
    ]
    words.append(_("%(low)s ke atas") % {"low": _pct(edges[-1])})
    rows: list[tuple[SafeString, str]] = [(_swatch(n), word) for n, word in enumerate(words)]
    rows.append((_swatch(None), _("Belum ada data")))
    return format_html('<ul class="legend">{}</ul>', format_html_join("", "<li>{}{}</li>", rows))


def bar_series(
    months: Sequence[Month],
    values: Sequence[int],
    *,
    title: str,
    write: Callable[[int], str] = write_count,
) -> SafeString:
    """One bar a month, its figure above it where there is room."""
    top = max([*values, 1])
    step = (_CHART_WIDTH - _LEFT - _RIGHT) / max(len(months), 1)
    bars = []
    for n, value in enumerate(values):
        y = _height_of(value, top)
        x = _LEFT + n * step + step * 0.15
        bars.append(
            format_html(
                '<rect class="bar" x="{}" y="{}" width="{}" height="{}"><title>{}</title></rect>',
                *(f"{v:.1f}" for v in (x, y, step * 0.7, _CHART_HEIGHT - _BOTTOM - y)),
                f"{short_month(months[n])} {months[n].year}: {write(value)}",
            )
        )
    desc = _description(months, [ChartLine("", values)], write)
    return _chart(months, top, title, desc, _joined(bars), write)


def line_series(
    months: Sequence[Month],
    lines: Sequence[ChartLine],
    *,
    title: str,
    write: Callable[[int], str] = write_count,
) -> SafeString:
    """Up to three lines over months, each with its own stroke pattern and a legend in words."""
    known = [v for line in lines for v in line.values if v is not None]
    top = max([*known, 1])
    drawn = [_line(n, line, len(months), top) for n, line in enumerate(lines[:3])]
    chart = _chart(months, top, title, _description(months, lines, write), _joined(drawn), write)
    legend = format_html_join(
        "",
        '<li><svg viewBox="0 0 40 10" aria-hidden="true">'
        '<path class="line s{}" d="M0 5H40"></path></svg>{}</li>',
        ((str(n), line.label) for n, line in enumerate(lines[:3])),
    )
    return format_html('{}<ul class="legend chart">{}</ul>', chart, legend)


def _group_block(
    group: TileGroup, tiles: Sequence[Tile], steps: Sequence[float], compact: bool
) -> SafeString:
    if not tiles:
        return SafeString("")
    columns = 4 if compact else 3
    width, height = 324 // columns, 52 if compact else 66
    rows = -(-len(tiles) // columns)
    drawn = [
        _tile(t, _Box(n % columns * width, n // columns * height, width, height), steps)
        for n, t in enumerate(tiles)
    ]
    return format_html(
        '<section><h3><span>{}</span><span class="num">{}</span></h3>'
        '<svg viewBox="0 0 324 {}" role="group" aria-label="{}">{}</svg></section>',
        group.label,
        write_percent(group.share),
        str(rows * height),
        group.label,
        _joined(drawn),
    )


def _tile(tile: Tile, box: _Box, steps: Sequence[float]) -> SafeString:
    level = shade(tile.share, steps)
    figure = write_percent(tile.share)
    said = " · ".join(part for part in (tile.label, figure, tile.note) if part)
    foot = box.y + box.height - 9
    lamps = (box.y + 8, 4) if box.width < 100 else (foot - 9, 6)  # where, and how far apart
    return format_html(
        '<a class="tile t{}" href="{}"><title>{}</title>'
        '<rect class="bg" x="{}" y="{}" width="{}" height="{}" rx="2"></rect>'
        '<rect class="ring" x="{}" y="{}" width="{}" height="{}"></rect>{}{}{}</a>',
        "x" if level is None else str(level),
        tile.href,
        said,
        *box.inset(2),
        *box.inset(5),
        _tile_text(_wrapped(tile.label, box.width // 7 - 1), box.x + 8, box.y + 17),
        format_html('<text class="pct" x="{}" y="{}">{}</text>', str(box.x + 8), str(foot), figure),
        _lamps(level, box.x + box.width - 8, *lamps),
    )


def _tile_text(lines: Sequence[str], x: int, y: int) -> SafeString:
    return format_html_join(
        "",
        '<text x="{}" y="{}">{}</text>',
        ((str(x), str(y + n * 14), line) for n, line in enumerate(lines)),
    )


def _lamps(level: int | None, right: int, y: int, apart: int) -> SafeString:
    """Four small lamps, as many lit as steps are reached; none where nothing is known."""
    if level is None:
        return SafeString("")
    return format_html_join(
        "",
        '<rect class="lamp{}" x="{}" y="{}" width="{}" height="9"></rect>',
        (
            (" lit" if n < level else "", str(right - (4 - n) * apart), str(y), str(apart - 2))
            for n in range(4)
        ),
    )


def _wrapped(label: str, room: int) -> list[str]:
    """The label on at most two lines; what does not fit is in the tile's title."""
    first, second = "", ""
    for word in label.split():
        if not second and len(f"{first} {word}".strip()) <= room:
            first = f"{first} {word}".strip()
        else:
            second = f"{second} {word}".strip()
    cut = [line if len(line) <= room else f"{line[: room - 1]}…" for line in (first, second)]
    return [line for line in cut if line]


def _swatch(level: int | None) -> SafeString:
    return format_html(
        '<svg viewBox="0 0 40 22" aria-hidden="true"><g class="tile t{}">'
        '<rect class="bg" x="1" y="1" width="38" height="20" rx="2"></rect>{}</g></svg>',
        "x" if level is None else str(level),
        _lamps(level, 32, 7, 6),
    )


def _chart(
    months: Sequence[Month],
    top: float,
    title: str,
    desc: str,
    inner: SafeString,
    write: Callable[[int], str],
) -> SafeString:
    return format_html(
        '<figure class="chart"><figcaption>{}</figcaption>'
        '<svg viewBox="0 0 {} {}" role="img" aria-label="{}">'
        "<title>{}</title><desc>{}</desc>{}{}{}</svg></figure>",
        title,
        str(_CHART_WIDTH),
        str(_CHART_HEIGHT),
        f"{title}. {desc}",
        title,
        desc,
        _scale(top, write),
        inner,
        _month_marks(months),
    )


def _scale(top: float, write: Callable[[int], str]) -> SafeString:
    return format_html_join(
        "",
        '<path class="grid" d="M{} {}H{}"></path><text x="{}" y="{}" text-anchor="end">{}</text>',
        (
            (
                str(_LEFT),
                f"{_height_of(value, top):.1f}",
                str(_CHART_WIDTH - _RIGHT),
                str(_LEFT - 5),
                f"{_height_of(value, top) + 4:.1f}",
                write(round(value)),
            )
            for value in (0, top / 2, top)
        ),
    )


def _month_marks(months: Sequence[Month]) -> SafeString:
    """The months' names under the axis; every second one where they are too many to read."""
    step = (_CHART_WIDTH - _LEFT - _RIGHT) / max(len(months), 1)
    every = 1 if len(months) <= 12 else -(-len(months) // 12)
    return format_html_join(
        "",
        '<text x="{}" y="{}" text-anchor="middle">{}</text>',
        (
            (f"{_LEFT + (n + 0.5) * step:.1f}", str(_CHART_HEIGHT - 8), short_month(month))
            for n, month in enumerate(months)
            if n % every == 0
        ),
    )


def _line(n: int, line: ChartLine, count: int, top: float) -> SafeString:
    step = (_CHART_WIDTH - _LEFT - _RIGHT) / max(count, 1)
    points = [
        (f"{_LEFT + (i + 0.5) * step:.1f}", f"{_height_of(v, top):.1f}")
        for i, v in enumerate(line.values)
        if v is not None
    ]
    path = "M" + "L".join(f"{x} {y}" for x, y in points) if points else ""
    dots = format_html_join(
        "",
        '<circle class="dot s{}" cx="{}" cy="{}" r="3"></circle>',
        ((n, x, y) for x, y in points),
    )
    return format_html('<path class="line s{}" d="{}"></path>{}', str(n), path, dots)


def _description(
    months: Sequence[Month], lines: Sequence[ChartLine], write: Callable[[int], str]
) -> str:
    """The picture in words: each line's first and last figure."""
    said = []
    for line in lines:
        known = [(m, v) for m, v in zip(months, line.values, strict=True) if v is not None]
        if known:
            (first, start), (last, end) = known[0], known[-1]
            name = f"{line.label}: " if line.label else ""
            said.append(
                f"{name}{short_month(first)} {first.year} {write(round(start))}, "
                f"{short_month(last)} {last.year} {write(round(end))}."
            )
    return " ".join(said) or _("Belum ada data.")


def _height_of(value: float, top: float) -> float:
    usable = _CHART_HEIGHT - _TOP - _BOTTOM
    return _CHART_HEIGHT - _BOTTOM - usable * value / top


def _pct(share: float) -> str:
    text = write_percent(share)
    return text.replace(",0 ", " ").replace(".0%", "%")


def _joined(pieces: Sequence[SafeString]) -> SafeString:
    return mark_safe("".join(pieces))  # each piece is already escaped by format_html
