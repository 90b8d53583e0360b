"""What a browser would send back from a page: the forms with what stands in them now."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

KEPT_BACK = ("file", "password", "submit", "button", "image", "reset")
"""Inputs whose content no page may hand back, and those that hold none."""


@dataclass(slots=True)
class Field:
    """A control of a form; `values` are what would be sent, `offered` what can be chosen."""

    name: str
    kind: str
    most: int = 60
    is_nik: bool = False
    values: list[str] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)


@dataclass(slots=True)
class TypedForm:
    """A form that is posted: where to, and its fields by name."""

    action: str
    fields: dict[str, Field] = field(default_factory=dict)

    @property
    def data(self) -> dict[str, list[str]]:
        return {name: one.values for name, one in self.fields.items() if one.values}


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.forms, self.text = address, list[TypedForm](), list[str]()
        self.form: TypedForm | None = None
        self.open: Field | None = None  # a select or a textarea

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = TypedForm((own.get("action") or self.address).partition("?")[0])
            if own.get("method", "").lower() == "post":
                self.forms.append(self.form)
        elif self.form is not None and tag in ("input", "select", "textarea") and own.get("name"):
            self._control(self.form, tag, own)
        elif tag == "option" and self.open is not None:
            value = own.get("value", "")
            self.open.offered.append(value)
            if "selected" in own:
                self.open.values.append(value)

    def _control(self, form: TypedForm, tag: str, own: dict[str, str]) -> None:
        kind = own.get("type", "text") if tag == "input" else tag
        if (
            "disabled" in own
            or own["name"] == "csrfmiddlewaretoken"
            or kind in ("submit", "button", "image", "reset")
        ):
            return
        one = form.fields.setdefault(own["name"], Field(own["name"], kind))
        one.most = int(own.get("maxlength") or 60)
        one.is_nik = "data-nik" in own
        if kind in ("radio", "checkbox"):
            value = own.get("value", "on")
            one.offered.append(value)
            one.values += [value] if "checked" in own else []
        elif tag == "input":
            one.values.append(own.get("value", ""))
        else:
            self.open = one
            one.values += [""] if tag == "textarea" else []

    def handle_endtag(self, tag: str) -> None:
        if tag in ("select", "textarea"):
            if self.open and self.open.kind == "textarea":  # HTML drops the first line break
                self.open.values[-1] = self.open.values[-1].removeprefix("\n")
            self.open = None
        if tag == "form":
            self.form = None

    def handle_data(self, data: str) -> None:
        if self.open is not None and self.open.kind == "textarea":
            self.open.values[-1] += data
        self.text.append(data)


def forms_in(html: str, address: str) -> list[TypedForm]:
    """The posted forms of the page at an address."""
    reader = _Reader(address)
    reader.feed(html)
    return reader.forms


def filled(form: TypedForm) -> dict[str, list[str]]:
    """Something to recognise in every field; a choice is made wherever there is one."""
    return {
        name: value for n, (name, one) in enumerate(form.fields.items()) if (value := _fill(one, n))
    }


def _fill(one: Field, number: int) -> list[str]:
    if one.kind in KEPT_BACK:
        return []
    if one.kind == "hidden":
        return one.values
    if one.kind in ("select", "radio", "checkbox"):
        return [value for value in one.offered if value][-1:]
    for end, part in (("_hari", "27"), ("_bulan", "11"), ("_tahun", "1981")):
        if one.name.endswith(end):
            return [part]
    if one.kind == "number" or one.most < 8:
        return [str(31 + number)[: one.most]]
    return [f"KETIKAN{number:02d}"]


def lost(sent: dict[str, list[str]], html: str, address: str) -> dict[str, list[str]]:
    """What was typed and doesn't stand in the answer, in its own field or as words."""
    known = [form.data for form in forms_in(html, address)]
    reader = _Reader(address)
    reader.feed(html)
    words = "\n".join(" ".join(part.split()) for part in reader.text)
    return {
        name: values
        for name, values in sent.items()
        if not any(_bare(data.get(name, [])) == _bare(values) for data in known)
        and not all(len(value) > 6 and value in words for value in _bare(values))
    }


def _bare(values: list[str]) -> list[str]:
    return [value.replace("\x00", "") for value in values]
