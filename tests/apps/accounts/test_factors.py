"""The second step: no office works without one, a code is good once, and its owner can lose it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pyotp
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from payung.accounts.factors import gate, services
from payung.accounts.models import Factor, FactorKind, Role
from payung.accounts.scope import actor_of
from payung.kernel.errors import BadInput, NotAllowed
from tests.apps.accounts.test_sessions import signed_in
from tests.apps.city import KELURAHAN

if TYPE_CHECKING:
    from payung.accounts.models import User
    from tests.apps.city import City

pytestmark = pytest.mark.django_db
SPARE = re.compile(r"<code>([0-9A-Z-]{14})</code>")
PASSWORD = {"password": "kata sandi uji"}


@pytest.fixture(autouse=True)
def _not_the_demonstration(settings: Any) -> None:
    settings.SECOND_FACTOR = True


@pytest.fixture
def operator(city: City) -> User:
    user: User = city.user(Role.OPERATOR)
    return user


def secret_on(client: Client) -> str:
    page = client.get(reverse("factors")).content.decode()
    found = re.search(r"<code>([A-Z2-7]{32})</code>", page)
    assert found
    return found[1]


def add_app(client: Client) -> tuple[str, list[str]]:
    """Adds an app as its owner does; gives its secret and the spare codes."""
    page = client.get(reverse("factors")).content.decode()
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page)
    sealed = re.search(r'name="rahasia" value="([0-9a-f]+)"', page)
    assert secret and sealed
    typed = {"rahasia": sealed[1], "kode": pyotp.TOTP(secret[1]).now()}
    answer = client.post(reverse("factor_app"), typed)
    return secret[1], SPARE.findall(answer.content.decode())


def begin(user: User) -> Client:
    """A new browser after the right password."""
    client = Client()
    answer = client.post("/masuk/", {"username": user.username, **PASSWORD})
    assert answer["Location"] == reverse("second_step")
    return client


def later(monkeypatch: pytest.MonkeyPatch, **span: float) -> None:
    moment = timezone.now() + timedelta(**span)
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_an_office_opens_nothing_before_it_has_a_second_step(operator: User) -> None:
    client = signed_in(operator)
    for address in ("/", reverse("claims"), reverse("profile")):
        assert client.get(address)["Location"] == reverse("factors")
    _secret, spare = add_app(client)
    assert len(spare) == services.SPARE_CODES
    assert client.get("/").status_code == 200


def test_the_control_with_the_gate_off_works_with_a_password_alone(
    operator: User, settings: Any
) -> None:
    settings.SECOND_FACTOR = False
    assert signed_in(operator).get("/").status_code == 200


def test_the_demonstration_alone_goes_without(settings: Any) -> None:
    from payung.config import settings as real

    assert real.SECOND_FACTOR is not real.PAYUNG_DEMO


def test_the_head_of_an_rt_is_known_by_his_phone(city: City) -> None:
    assert signed_in(city.user(Role.RT, area=KELURAHAN[0])).get("/rt/").status_code == 200


def test_password_and_code_sign_in_and_the_password_alone_does_not(operator: User) -> None:
    secret, _spare = add_app(signed_in(operator))
    Factor.objects.update(last_step=0)
    client = begin(operator)
    assert client.get("/siapa-boleh-apa/")["Location"].startswith("/masuk/")
    wrong = client.post(reverse("second_step"), {"kode": "000000"})
    assert wrong.status_code == 422 and "Kode ini salah" in wrong.content.decode()
    client.post(reverse("second_step"), {"kode": pyotp.TOTP(secret).now()})
    assert client.get("/").status_code == 200


def test_a_code_is_good_once(operator: User) -> None:
    secret, spare = add_app(signed_in(operator))
    Factor.objects.update(last_step=0)
    shown = pyotp.TOTP(secret).now()
    first, second = begin(operator), begin(operator)
    assert first.post(reverse("second_step"), {"kode": shown}).status_code == 302
    assert second.post(reverse("second_step"), {"kode": shown}).status_code == 422
    assert second.post(reverse("second_step"), {"kode": spare[0].lower()}).status_code == 302
    third = begin(operator)
    assert third.post(reverse("second_step"), {"kode": spare[0]}).status_code == 422


def test_five_wrong_codes_ask_for_the_password_again(operator: User) -> None:
    add_app(signed_in(operator))
    client = begin(operator)
    answers = [client.post(reverse("second_step"), {"kode": f"00000{n}"}) for n in range(5)]
    assert [one.status_code for one in answers] == [422] * 4 + [302]
    assert answers[-1]["Location"] == reverse("login")
    assert client.get(reverse("second_step"))["Location"] == reverse("login")


def test_the_step_between_runs_out(operator: User, monkeypatch: pytest.MonkeyPatch) -> None:
    add_app(signed_in(operator))
    client = begin(operator)
    later(monkeypatch, minutes=11)
    assert client.get(reverse("second_step"))["Location"] == reverse("login")


def test_a_wrong_first_code_keeps_the_secret_that_was_scanned(operator: User) -> None:
    client = signed_in(operator)
    page = client.get(reverse("factors")).content.decode()
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page)
    sealed = re.search(r'name="rahasia" value="([0-9a-f]+)"', page)
    assert secret and sealed
    answer = client.post(reverse("factor_app"), {"rahasia": sealed[1], "kode": "000000"})
    assert answer.status_code == 422 and secret[1] in answer.content.decode()


def test_a_secret_that_somebody_made_up_is_refused(operator: User) -> None:
    client = signed_in(operator)
    for made_up in ("zz", "00ff", "ab" * 40):
        typed = {"rahasia": made_up, "kode": "123456"}
        assert client.post(reverse("factor_app"), typed).status_code == 422
    assert not Factor.objects.exists()


def test_nothing_of_a_factor_lies_in_the_clear(operator: User) -> None:
    secret, spare = add_app(signed_in(operator))
    kept = b"".join(bytes(one.secret) for one in Factor.objects.all())
    assert secret.encode() not in kept
    assert not any(code.replace("-", "").encode() in kept for code in spare)


def test_the_last_one_stays_and_another_may_go(operator: User) -> None:
    client = signed_in(operator)
    add_app(client)
    app = Factor.objects.get(kind=FactorKind.TOTP)
    with pytest.raises(BadInput, match="yang terakhir"):
        services.end_factor(actor=actor_of(operator), user=operator, number=app.pk)
    services._add(operator, FactorKind.PASSKEY, b"x", handle=b"y")
    services.end_factor(actor=actor_of(operator), user=operator, number=app.pk)
    assert [one.kind for one in services.live(operator)][-1] == FactorKind.PASSKEY


def test_a_second_person_takes_away_what_was_lost(city: City, operator: User) -> None:
    add_app(signed_in(operator))
    with pytest.raises(NotAllowed):
        services.reset_factors(actor=actor_of(operator), user_id=operator.pk, reason="HP hilang")
    admin = city.actor(Role.ADMIN)
    services.reset_factors(actor=admin, user_id=operator.pk, reason="HP hilang")
    assert signed_in(operator).get("/")["Location"] == reverse("factors")


def test_who_signed_in_a_while_ago_is_asked_again_before_what_counts(
    operator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(operator)
    secret, _spare = add_app(client)
    app = Factor.objects.get(kind=FactorKind.TOTP)
    renew = reverse("factor_codes")
    assert "sandi_lagi" not in client.get(reverse("factors")).content.decode()
    later(monkeypatch, minutes=16)
    assert "sandi_lagi" in client.get(reverse("factors")).content.decode()
    refused = client.post(renew, {})
    assert refused.status_code == 422 and "Ketik kata sandi Anda" in refused.content.decode()
    assert client.post(renew, {"sandi_lagi": "salah"}).status_code == 422
    assert client.post(renew, {"sandi_lagi": PASSWORD["password"]}).status_code == 200
    assert client.post(renew, {}).status_code == 200  # he has just shown it
    assert app.ended_at is None and secret


def test_the_question_leads_back_to_where_he_was_going_and_nowhere_else(operator: User) -> None:
    client = signed_in(operator)
    add_app(client)
    for wanted, leads in (("/klaim/", "/klaim/"), ("//jahat.example/", "/"), ("x:y", "/")):
        typed = {"sandi": PASSWORD["password"], "next": wanted}
        assert client.post(reverse("again"), typed)["Location"] == leads


def test_a_page_behind_the_question_asks_first(
    operator: User, rf: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.http import HttpResponse

    view = gate.asks_again(lambda request: HttpResponse("isi"))
    request = rf.get("/berkas/?unduh=xlsx")
    request.user, request.session = operator, {}
    assert view(request)["Location"] == "/masuk/lagi/?next=%2Fberkas%2F%3Funduh%3Dxlsx"
    gate.note_asked(request)
    assert view(request).content == b"isi"


@pytest.mark.parametrize("answer", ["", "{}", "[]", '{"rawId": 5}', '{"rawId": "AAAA"}', "\x00"])
def test_an_answer_that_no_passkey_gave_signs_nobody_in(client: Client, answer: str) -> None:
    refused = client.post(reverse("passkey_sign_in"), {"jawaban": answer})
    assert refused.status_code == 422 and 'role="alert"' in refused.content.decode()
    assert "_auth_user_id" not in client.session


COUNTS = {
    "person_nik", "nik", "approve_selection", "freeze_decree", "decree", "decree_electronic",
    "decree_paraf", "amendment", "payment_money", "new_payment_list", "minutes_sign",
    "account_reset",
}  # fmt: skip
"""What approves, signs, pays or shows a whole NIK."""


def test_what_approves_signs_pays_or_reveals_asks_who_it_is() -> None:
    from payung.web.allowed.declared import doors

    acts = [act for door in doors() for act in door.acts]
    assert {act.name for act in acts} >= COUNTS
    assert {act.name for act in acts if act.name in COUNTS and not act.again} == set()
