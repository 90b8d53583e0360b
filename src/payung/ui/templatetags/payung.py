"""The components of a page as template tags: `{% load payung %}`.

Formatting filters first, then parts that draw one thing each from plain values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField, CheckboxSelectMultiple, MultiWidget, RadioSelect
from django.forms.widgets import CheckboxInput
from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from payung.ui import format as written
from payung.ui import terms
from payung.ui.doors import opens
from payung.ui.figures import mark_of
from payung.ui.parts import (
    Column,
    Difference,
    Fact,
    Happening,
    MonthCalendar,
    Progress,
    TodoItem,
    read_path,
)
from payung.ui.states import StateTag, Tone, state_of
from payung.ui.words import shown

register = template.Library()

register.filter("told", shown)
register.filter("rupiah", written.write_rupiah)
register.filter("count", written.write_count)
register.filter("percent", written.write_percent)
register.filter("tanggal", written.write_date)
register.filter("waktu", written.write_moment)
register.filter("month", written.write_month)
register.filter("masked_nik", written.write_masked_nik)


@register.simple_tag
def rupiah(amount: int | None) -> str:
    """The amount as a tag, for use inside `{% blocktranslate %}` and `as`."""
    return written.write_rupiah(amount)


@register.simple_tag
def status_tag(state: str | StateTag, label: str = "") -> SafeString:
    """The word of a state with its mark; `label` replaces the word and keeps tone and mark.

    Hand over the model's own words where it has some: `{% status_tag claim.state
    claim.get_state_display %}`.
    """
    tag = state_of(state)
    return format_html(
        '<span class="tag tag-{}"><span aria-hidden="true">{}</span>{}</span>',
        tag.tone.value,
        tag.sign,
        label or tag.label,
    )


@register.simple_tag
def page_title(title: str, caption: str = "") -> SafeString:
    """The page's one main heading, with the thing it belongs to above it."""
    above = format_html('<span class="caption">{}</span>', caption) if caption else ""
    return format_html("<h1>{}{}</h1>", above, title)


@register.inclusion_tag("ui/parts/letterhead.html", takes_context=True)
def letterhead(context: Mapping[str, Any], office: str = "") -> dict[str, Any]:
    """The head of a paper to sign: the government, and the office if one is named."""
    return {"shell": context.get("shell"), "office": office}


@register.inclusion_tag("ui/parts/signatures.html")
def signatures(*signers: str) -> dict[str, Any]:
    """Room for each signer: what he signs as, his signature and stamp, name and NIP."""
    return {"signers": signers}


@register.simple_tag
def term(word: str) -> SafeString:
    """A legal word with its explanation one tap away; not inside a paragraph."""
    name, meaning = terms.explain(word)
    return format_html(
        '<details class="term"><summary>{}</summary><p>{}</p></details>',
        _("Apa arti %(word)s?") % {"word": name},
        meaning,
    )


@register.simple_tag
def empty_state(why: str, what_to_do: str) -> SafeString:
    """Nothing to show: why, and what to do about it."""
    return format_html('<div class="empty"><p>{}</p><p>{}</p></div>', why, what_to_do)


@register.inclusion_tag("ui/parts/figure.html")
def figure(label: str, value: Any, definition: str, href: str = "") -> dict[str, Any]:
    """One named figure with its definition beneath; `href` opens the list behind it."""
    return {"label": label, "value": value, "definition": definition, "href": href}


@register.inclusion_tag("ui/parts/notice.html")
def notice(text: str, tone: str = "info", title: str = "") -> dict[str, Any]:
    """A message in a frame; `tone` is one of `states.Tone`."""
    return {"text": shown(text), "tone": Tone(tone).value, "title": title}


@register.inclusion_tag("ui/parts/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """All errors of the forms on top, each a link to its field; draws nothing without errors."""
    return {"errors": [found for form in forms for found in _errors_of(form)]}


@register.inclusion_tag("ui/parts/error_summary.html", takes_context=True)
def refusal(context: Mapping[str, Any]) -> dict[str, Any]:
    """The refusal of the act that was just tried, on top of its page; else nothing."""
    request: Any = context.get("request")
    refused, sent = getattr(request, "refusal", None), getattr(request, "sent", None)
    form = sent.form if sent else None
    errors = [("", shown(refused))] if refused and refused.sentence else []
    if isinstance(form, BaseForm):
        errors += _errors_of(form)
    elif form is not None:
        errors += [found for one in form for found in _errors_of(one)]
    return {"errors": errors if refused else [], "files_again": bool(refused and request.FILES)}


@register.inclusion_tag("ui/parts/act.html", takes_context=True)
def act(
    context: Mapping[str, Any],
    offer: Any,
    tone: str = "",
    folded: bool = False,
    open: bool = False,
) -> dict[str, Any]:
    """An act that the page offers: its form and its button; draws nothing where it offers none.

    `folded` hides the form behind the act's words until it is wanted or was refused; `open` shows
    it all the same.
    """
    second = "second" if folded and not open else tone
    shown = bool(offer) and (open or offer.refused)
    token = context.get("csrf_token", "")
    return {"offer": offer, "tone": second, "folded": folded, "open": shown, "csrf_token": token}


@register.simple_tag
def form_field(field: BoundField) -> SafeString:
    """A field with label, hint, error and control, tied together for those who listen."""
    setattr(field.form, "drawn", True)  # noqa: B010 - a page that loses a form is found out
    errors = [str(e) for e in field.errors]
    parts = (("hint", field.help_text), ("error", errors))
    described = [f"{field.auto_id}_{part}" for part, present in parts if present]
    attrs: dict[str, str | bool] = {}
    grouped = _is_group(field)
    if described and not grouped:
        attrs["aria-describedby"] = " ".join(described)
    if errors and not grouped:
        attrs["aria-invalid"] = "true"
    context = {
        "field": field,
        "errors": errors,
        "grouped": grouped,
        "checkbox": isinstance(field.field.widget, CheckboxInput),
        "choices": isinstance(field.field.widget, (RadioSelect, CheckboxSelectMultiple)),
        "described": " ".join(described),
        "control": field.as_widget(attrs=attrs),
        "has_echo": "data-nik" in field.field.widget.attrs,
    }
    return render_to_string("ui/parts/field.html", context)


@register.inclusion_tag("ui/parts/form_fields.html")
def form_fields(form: BaseForm) -> dict[str, Any]:
    """All fields of a form, hidden ones first."""
    return {"form": form}


@register.inclusion_tag("ui/parts/filters.html", takes_context=True)
def filters(context: template.Context, form: BaseForm, found: int, noun: str) -> dict[str, Any]:
    """Filters that live in the URL, and how many they found: `312 orang ditemukan`."""
    return {"form": form, "found": found, "noun": noun, "path": _path(context)}


@register.inclusion_tag("ui/parts/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any]) -> dict[str, Any]:
    """Links to the other pages that keep the filters of the URL; nothing for a single page."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [
        (str(n), _url_with(context, page=n), n == page.number)
        if isinstance(n, int)
        else ("…", "", False)
        for n in numbers
    ]
    before = _url_with(context, page=page.number - 1) if page.has_previous() else ""
    after = _url_with(context, page=page.number + 1) if page.has_next() else ""
    return {"page": page, "links": links, "before": before, "after": after}


@register.simple_tag(takes_context=True)
def door(context: Mapping[str, Any], view: str, *args: object) -> str:
    """The address of a page as `{% url %}` gives it, empty where the reader may not open it."""
    address = reverse(view, args=args)
    return address if opens(address, context.get("request")) else ""


def _open_or_nothing(href: str, request: HttpRequest | None) -> str:
    return href if href and opens(href, request) else ""


@register.simple_tag(takes_context=True)
def reachable(context: Mapping[str, Any], address: str) -> str:
    """A known address as it is, empty where the reader may not open it."""
    return _open_or_nothing(address, context.get("request"))


@register.inclusion_tag("ui/parts/data_table.html", takes_context=True)
def data_table(
    context: Mapping[str, Any],
    columns: Sequence[Column],
    rows: Iterable[Any],
    caption: str,
    link: str | Callable[[Any], str] = "href",
    why_empty: str = "",
    what_to_do: str = "",
) -> dict[str, Any]:
    """Rows as a table that stacks on a phone; the first cell links to the row's `link`, if the
    reader may open it.

    Rows are objects or mappings; an empty table shows `why_empty` and `what_to_do` instead.
    """
    request = context.get("request")
    drawn = [
        {
            "href": _open_or_nothing(_link_of(row, link), request),
            "cells": [(c, _cell(c, c.read(row)), mark_of(c, row)) for c in columns],
        }
        for row in rows
    ]
    return {
        "columns": columns,
        "rows": drawn,
        "caption": caption,
        "why_empty": why_empty or _("Belum ada data di sini."),
        "what_to_do": what_to_do or _("Ubah saringan atau tambahkan data lebih dulu."),
    }


@register.inclusion_tag("ui/parts/summary_list.html", takes_context=True)
def summary_list(context: Mapping[str, Any], facts: Sequence[Fact]) -> dict[str, Any]:
    """Names and values of one thing, each with at most one act that the reader may do."""
    return {"facts": facts, "request": context.get("request")}


@register.inclusion_tag("ui/parts/task_list.html")
def task_list(items: Sequence[TodoItem]) -> dict[str, Any]:
    """What waits for this person: count and oldest age, each a link to its list."""
    return {"items": items}


@register.inclusion_tag("ui/parts/timeline.html")
def timeline(happenings: Sequence[Happening]) -> dict[str, Any]:
    """What happened, in order, and what is still to come."""
    return {"happenings": happenings}


@register.inclusion_tag("ui/parts/comparison.html")
def comparison(
    differences: Sequence[Difference], left: str, right: str, caption: str = ""
) -> dict[str, Any]:
    """Two records side by side, with the word *Beda* where they differ."""
    return {
        "differences": differences,
        "left": left,
        "right": right,
        "caption": caption or _("Dua catatan berdampingan"),
    }


@register.inclusion_tag("ui/parts/month_calendar.html")
def month_calendar(calendar: MonthCalendar, caption: str = "") -> dict[str, Any]:
    """Months × payers of one person; each cell has its word, its mark and its month."""
    rows = [
        {
            "payer": row.payer,
            "cells": [
                (written.short_month(m), m, state_of(row.states.get(m, "none")))
                for m in calendar.months
            ],
        }
        for row in calendar.rows
    ]
    heads = [(written.short_month(m), m.year) for m in calendar.months]
    return {
        "heads": heads,
        "rows": rows,
        "caption": caption or _("Bulan menurut pembayar"),
        "none": state_of("none").label,
    }


@register.inclusion_tag("ui/parts/progress.html", takes_context=True)
def progress(
    context: template.Context, job: Progress, label: str = "", result_url: str = "", note: str = ""
) -> dict[str, Any]:
    """How far a background job is; asks anew by HTMX, or by a link where there is no script.

    `note` is what there is to say of it now: its result, or why it stands still.
    """
    running = job.state in ("menunggu", "berjalan")
    return {
        "job": job,
        "state": state_of(job.state),
        "label": label,
        "result_url": result_url,
        "note": note,
        "running": running,
        "url": _path(context, whole=True),
        "share": written.write_percent(job.done / job.total) if job.total else "",
    }


_WRITERS: Mapping[str, Callable[[Any], Any]] = {
    "count": written.write_count,
    "rupiah": written.write_rupiah,
    "percent": written.write_percent,
    "month": written.write_month,
    "date": written.write_date,
    "moment": written.write_moment,
    "nik": written.write_masked_nik,
    "state": status_tag,
}


def _cell(column: Column, value: Any) -> Any:
    writer = _WRITERS.get(column.kind)
    if writer is None:
        return written.DASH if value in (None, "") else value
    return written.DASH if value in (None, "") else writer(value)


def _link_of(row: Any, link: str | Callable[[Any], str]) -> str:
    return link(row) if callable(link) else read_path(row, link) or ""


def _is_group(field: BoundField) -> bool:
    return isinstance(field.field.widget, (RadioSelect, CheckboxSelectMultiple, MultiWidget))


def _errors_of(form: BaseForm) -> list[tuple[str, str]]:
    """Target id and words of each error; what belongs to no field goes to the first one."""
    found = [("", str(e)) for e in form.non_field_errors()]
    found += [(_target(field), str(e)) for field in form for e in field.errors]
    first = next((_target(field) for field in form.visible_fields()), "")
    return [(target or first, words) for target, words in found]


def _target(field: BoundField) -> str:
    """The id of the control that takes the focus: of a group, its first one."""
    if isinstance(field.field.widget, (RadioSelect, CheckboxSelectMultiple)):
        return f"{field.auto_id}_0"
    return field.id_for_label


def _path(context: template.Context, *, whole: bool = False) -> str:
    request = context.get("request")
    if request is None:
        return ""
    return str(request.get_full_path() if whole else request.path)


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """This page's address with some parameters replaced, so that filters stay."""
    return _url_with(context, **changes)


def _url_with(context: template.Context, **changes: Any) -> str:
    """This page's query with some parameters replaced, so that filters stay."""
    request = context.get("request")
    query = QueryDict(mutable=True) if request is None else request.GET.copy()
    for name, value in changes.items():
        query[name] = str(value)
    path = getattr(request, "path", "") if hasattr(request, "refusal") else ""  # not the act's
    return f"{path}?{query.urlencode()}"
