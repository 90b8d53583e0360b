"""Promise 15, short form: no address of the calculator breaks it."""

from __future__ import annotations

from django.test import Client
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from payung.web.calculator.forms import CaseForm, ContributionForm

SHORT = settings(
    max_examples=12,
    phases=(Phase.explicit, Phase.generate),
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
ODD = (
    "",
    "0",
    "-1",
    "1",
    "3",
    "36",
    "9" * 30,
    "1e9",
    "4,5",
    "²",
    "٤",
    "\x00",
    "<b>",
    "2025",
    "belum",
)


def _known(form: type[CaseForm] | type[ContributionForm]) -> dict[str, list[str]]:
    """Every name that the form reads, with the values that it offers."""
    names: dict[str, list[str]] = {}
    for name, field in form().fields.items():
        offered = [str(value) for value, _label in getattr(field, "choices", [])]
        parts = [f"{name}_{part}" for part in ("hari", "bulan", "tahun")]
        for key in parts if type(field).__name__ == "TanggalField" else [name]:
            names[key] = offered
    return names


def _addresses(form: type[CaseForm] | type[ContributionForm]) -> st.SearchStrategy[dict[str, str]]:
    values = {
        name: st.sampled_from(offered * 3 + list(ODD)) | st.text(max_size=6)
        for name, offered in _known(form).items()
    }
    switches = {name: st.just("1") for name in ("ubah", "cetak")}
    return st.fixed_dictionaries({}, optional=values | switches)


@seed(20261122)
@SHORT
@given(
    answers=_addresses(CaseForm), event=st.sampled_from(["death", "injury", "partial_disability"])
)
def test_no_case_breaks_the_page(client: Client, answers: dict[str, str], event: str) -> None:
    day = {"tanggal_hari": "31", "tanggal_bulan": "10", "tanggal_tahun": "2025"}
    for asked in (answers, {"peristiwa": event} | day | answers):
        assert client.get("/hitung/", asked).status_code == 200


@seed(20261122)
@SHORT
@given(answers=_addresses(ContributionForm))
def test_no_month_breaks_the_page(client: Client, answers: dict[str, str]) -> None:
    assert client.get("/hitung/iuran/", answers).status_code == 200
