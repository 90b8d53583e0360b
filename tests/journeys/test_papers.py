"""The pages of papers, matching, evidence, deciles, headers and families in a browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from tests.apps.city import City
from tests.apps.pages import INSIDE, checked_upload
from tests.journeys.checks import (
    assert_axe_clean,
    assert_focus_is_visible,
    assert_no_sideways_scroll,
    assert_targets_are_large,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from payung.accounts.models import User

PHONE = {"width": 360, "height": 640}
ON = date(2025, 5, 20)


def furnished(city: City) -> list[str]:
    """A city in which each of these pages has something to show; their addresses."""
    from payung.accounts.scope import acting_as
    from payung.intake.models import Upload
    from payung.registry.evidence import Seen, note_evidence
    from payung.registry.models import EvidenceKind
    from payung.verification.dukcapil import request_match
    from payung.verification.models import PaperKind, Proposal
    from payung.verification.papers.services import draft_papers, mark_printed

    members = city.started(6)
    upload = checked_upload(city)
    with acting_as(city.operator):
        Upload.objects.filter(pk=upload.pk).update(unknown_headers=["Kode Xyz"])
        proposal = Proposal.objects.get(person=members[0])
    (paper,) = draft_papers(
        actor=city.operator, kind=PaperKind.VERIFICATION, category="rentan", areas=[INSIDE], on=ON
    )
    mark_printed(actor=city.operator, paper_ids=[paper.pk])
    request = request_match(actor=city.operator, area=INSIDE, purpose="uji halaman")
    answered(city, request.pk)
    seen = Seen(
        kind=EvidenceKind.WORK, what="Menarik ojek", source="RT", dated=ON, scan=b"%PDF-uji"
    )
    noted = note_evidence(actor=city.operator, person_id=members[0], seen=seen, on=ON)
    plain = ("paper_list", "paper_new", "match_list", "decile_import", "family_board")
    return [
        *(reverse(name) for name in plain),
        reverse("paper", args=[paper.pk]),
        reverse("match", args=[request.pk]),
        reverse("evidence_new", args=[members[0]]),
        reverse("evidence", args=[noted.pk]),
        reverse("person", args=[members[0]]),
        reverse("proposal", args=[proposal.pk]),
        reverse("family", args=[members[0]]),
        f"{reverse('family_board')}?wilayah={INSIDE}",
        reverse("upload_headers", args=[upload.pk]),
        reverse("upload", args=[upload.pk]),
    ]


def answered(city: City, request_id: int) -> None:
    from payung.verification.dukcapil import take_answers

    class Everyone:
        source = "Uji"

        def answers(self, people: Any) -> Any:
            import polars as pl

            said = people.select("row_id", "nik")
            return said.with_columns(hasil=pl.lit("beda_nama"), tanggal=pl.lit(ON))

    take_answers(actor=city.operator, request_id=request_id, matcher=Everyone())


def test_every_page_is_open_to_all_with_data(
    page: Page, live: str, sign_in: Callable[[Page, User], None], transactional_db: None
) -> None:
    from payung.accounts.models import Role

    city = City()
    addresses = furnished(city)
    sign_in(page, city.user(Role.OPERATOR))
    for address in addresses:
        answer = page.goto(live + address)
        assert answer is not None and answer.status == 200, address
        assert_open_to_all(page)


def test_the_forms_with_errors_are_open_to_all(
    browser: Browser, live: str, sign_in: Callable[[Page, User], None], transactional_db: None
) -> None:
    """A page of its own: the browser's console calls every 422 an error."""
    from payung.accounts.models import Role

    city, context = City(), browser.new_context(viewport=PHONE, locale="id-ID")
    page = context.new_page()
    members = city.started(3)
    sign_in(page, city.user(Role.OPERATOR))
    for address, button in (
        (reverse("match_list"), "Siapkan permintaan"),
        (reverse("evidence_new", args=[members[0]]), "Simpan bukti"),
        (reverse("decile_import"), "Baca berkas"),
        (reverse("family", args=[members[0]]), "Simpan"),
    ):
        page.goto(live + address)
        page.get_by_role("button", name=button, exact=True).click()
        page.locator(".summary-error").first.wait_for()
        assert_open_to_all(page)
    context.close()


def assert_open_to_all(page: Page) -> None:
    assert_axe_clean(page)
    assert_targets_are_large(page)
    assert_focus_is_visible(page)
    assert_no_sideways_scroll(page)
