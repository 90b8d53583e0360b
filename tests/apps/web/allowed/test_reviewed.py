"""What nobody can undo is read on a page of its own first, and its people are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from payung.web.allowed.declared import doors
from tests.apps.city import JUNE, City
from tests.apps.pages import sign_in
from tests.apps.payments.test_path import june_list

if TYPE_CHECKING:
    from django.test import Client

ROOMS = ("claims", "payments", "programmes")
"""Where acts change what people are paid, owed or protected by."""

WAY_BACK = {
    "before it counts": """propose_amendment refuse_amendment approve_amendment propose_terms
        approve_terms refuse_terms rank draft_note give_paraf draft_minutes create_programme
        copy_programme propose_extension update_programme set_criteria set_quotas start_papers
        list_cards _archive return_decree reopen_decree""",
    "the same act again, the older word is kept": """record_rate record_pagu record_spd appoint
        keep_post add_payer register_partnership save_wording save_layout set_fiscal_dates
        keep_care save_family set_family set_facts correct_basis classify note_evidence
        agree_to_visit change_stage choose_children note_examination answer_objection
        accept_decision decide ask_back receive_papers ask_later doctor_said
        note_sent hand_over _note make_file settle_problem decide_death_month
        ask_contributions_back give_day is_alive note_attempt _take _sweep _show_number
        family_brought_up_to_date decide_months answer_named pass_named_on match_named
        answer_complaint number_complaint receive_complaint name_official renew_own_code
        note_call note_message settle_match answer_finding recover close_finding open_findings
        _resolve""",
    "an act of its own": """record_money mend_paper void_paper confirm_death unconfirm
        confirm_change undo_confirm_change withdraw_change withdraw_report withdraw_named
        report_by_name _report take_back_deaths set_aside release_held send_again take_upload
        register_work pay_work end_child _file close_complaint pay_year record_refund""",
    "a signed paper with its people typed, or its scan beside": """sign_decree
        sign_electronically sign_amendment sign_minutes""",
}
"""The acts without a review, by what undoes or mends them; a new act finds its place here or gets
a `review` (payung.accounts.acts.Act)."""


def test_every_act_has_a_review_or_a_way_back() -> None:
    acts = [act for door in doors() if door.room in ROOMS for act in door.acts]
    known = {name for names in WAY_BACK.values() for name in names.split()}
    bare = {act.service.__name__ for act in acts if act.review is None}
    assert bare - known == set(), "give it a review, or say what undoes it"
    assert known - bare == set(), "no such act without a review"


@pytest.mark.django_db
def test_a_reviewed_act_is_led_to_and_asks_for_its_people(city: City, client: Client) -> None:
    city.started(4)
    chosen = june_list(city)
    sign_in(client, city, "operator")
    address = reverse("payment_cancel", args=[chosen.pk])
    shown = client.get(reverse("payment_list", args=[chosen.pk])).content.decode()
    assert f'href="{address}"' in shown and f'action="{address}"' not in shown
    review = client.get(address).content.decode()
    assert f'action="{address}"' in review
    assert "Orang per kelurahan" in review and "Nama di daftar ini: 4" in review
    sent = {"alasan": "Salah bulan"}
    refused = client.post(address, sent)
    assert refused.status_code == 422 and "Salah bulan" in refused.content.decode()
    assert client.post(address, sent | {"jumlah": "3"}).status_code == 422
    done = client.post(address, sent | {"jumlah": "4"})
    assert done.headers["Location"] == reverse("payment_list", args=[chosen.pk])


@pytest.mark.django_db
def test_what_is_too_late_to_do_leads_back(city: City, client: Client) -> None:
    from payung.payments.lists.cancelling import cancel_list

    city.started(4)
    chosen = june_list(city)
    cancel_list(actor=city.operator, list_id=chosen.pk, reason="Salah bulan")
    assert str(JUNE) == str(chosen.month)
    sign_in(client, city, "operator")
    answer = client.get(reverse("payment_cancel", args=[chosen.pk]))
    assert answer.headers["Location"] == reverse("payment_list", args=[chosen.pk])
