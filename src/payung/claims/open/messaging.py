"""Messages to a family: what was sent by which way and what was said, kept once for each stage."""

from __future__ import annotations

import re

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _

from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.claims.ground.selectors import get_case
from payung.claims.ground.stages import HELPERS
from payung.claims.models import Case, MessageWay, SentMessage
from payung.claims.papers.messages import for_family
from payung.kernel.errors import BadInput
from payung.kernel.sentence import say
from payung.registry.fields import Sealed
from payung.ui.format import write_moment
from payung.ui.parts import Happening

_NIK = re.compile(r"(?:\d[ .-]?){16}")


@business_action("claims.note_message", *HELPERS)
def note_message(
    *, actor: Actor, case_id: int, way: MessageWay, to: str = "", said: str = ""
) -> bool:
    """Keeps that the family was told where its case stands; mail goes out with it.

    One stage is told once by each way: the same again changes nothing and sends nothing, and False
    says so.
    """
    case = get_case(actor, case_id)
    words = for_family(case).words
    if any(_NIK.search(text) for text in (words, said)):
        raise BadInput(say("Pesan dan jawaban tidak boleh memuat NIK. Hapus angkanya."))
    if way == MessageWay.MAIL and ("@" not in to or not settings.EMAIL_HOST):
        raise BadInput(say("Surel belum bisa dikirim dari sini. Isi alamatnya, atau pilih lain."))
    _kept, made = SentMessage.objects.get_or_create(
        case=case, key=case.state, way=way,
        defaults={
            "to": Sealed.of(to.strip()[:120]), "words": Sealed.of(words),
            "said": said.strip()[:200], "sent_at": clock.now(), "sent_by": actor.id,
            "area_id": case.area_id,
        },
    )  # fmt: skip
    if made and way == MessageWay.MAIL:
        subject = _("Kabar tentang klaim Anda")
        transaction.on_commit(lambda: send_mail(subject, words, None, [to.strip()]))
    note(f"case:{case.pk}", way=way.value, repeat=not made)
    return made


def sent_messages(case: Case) -> list[Happening]:
    """What the family was told, the newest first, with what it said."""
    return [
        Happening(
            write_moment(one.sent_at), str(MessageWay(one.way).label), one.to.reveal(), one.said
        )
        for one in SentMessage.objects.filter(case=case)
    ]
