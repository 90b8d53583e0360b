"""What a decree's page tells of its past: freezes with what they changed, and drafts returned."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from payung.accounts.scope import Actor
from payung.programmes.models import Decree, DecreeReturn
from payung.registry.fields import key_ring
from payung.registry.selectors import persons
from payung.ui.format import write_count, write_date
from payung.ui.parts import Happening

_NAMES_SHOWN = 40


@dataclass(frozen=True, slots=True)
class AnnexChange:
    """The persons in whom one annex differs from the one that it replaces."""

    joined: frozenset[int]
    left: frozenset[int]
    corrected: frozenset[int]

    @property
    def people(self) -> frozenset[int]:
        return self.joined | self.left | self.corrected


def annex_change(decree: Decree) -> AnnexChange | None:
    """What a decree's annex changed; nothing where it replaces none."""
    if decree.replaces is None:
        return None
    before, after = _names(decree.replaces), _names(decree)
    both = before.keys() & after.keys()
    return AnnexChange(
        joined=frozenset(after.keys() - before.keys()),
        left=frozenset(before.keys() - after.keys()),
        corrected=frozenset(person for person in both if before[person] != after[person]),
    )


def history(actor: Actor, decree: Decree) -> list[Happening]:
    """Freezes and returns in their order; nothing where the annex was frozen once and never came
    back."""
    drafts = _drafts(decree)
    back = list(
        DecreeReturn.objects.filter(decree__in=drafts).select_related("post")
    )  # fmt: skip
    if len(drafts) < 2 and not back:
        return []
    told = [(draft.frozen_at, _freeze(actor, draft)) for draft in drafts]
    told += [(returned.recorded_at, _return(returned)) for returned in back]
    return [happening for _when, happening in sorted(told, key=lambda pair: pair[0])]


def times_returned(decree: Decree) -> int:
    """How often a desk has returned the decree or a draft that it replaces."""
    back = DecreeReturn.objects.filter(decree__in=_drafts(decree), post__isnull=False)
    return back.count()


def _drafts(decree: Decree) -> list[Decree]:
    """The decree and all that it replaces, however far back."""
    draft: Decree | None = decree
    drafts = []
    while draft is not None:
        drafts.append(draft)
        draft = draft.replaces
    return drafts


def _names(decree: Decree) -> dict[int, tuple[str, ...]]:
    """Person → what the annex says of him."""
    columns = ("person_id", "nik", "name", "birth_date", "occupation", "area_id")
    rows = list(decree.members.order_by().values_list(*columns))
    niks = key_ring().open_many([row[1].raw for row in rows])
    return {
        row[0]: (nik, *(str(value or "") for value in row[2:]))
        for row, nik in zip(rows, niks, strict=True)
    }


def _freeze(actor: Actor, draft: Decree) -> Happening:
    change = annex_change(draft)
    if change is None:
        words = _("Lampiran dibekukan, %(people)s orang") % {"people": write_count(draft.people)}
        return Happening(write_date(draft.frozen_at), words)
    words = _("Dibekukan ulang: %(joined)s masuk, %(left)s keluar, %(corrected)s dibetulkan")
    words %= {
        "joined": write_count(len(change.joined)), "left": write_count(len(change.left)),
        "corrected": write_count(len(change.corrected)),
    }  # fmt: skip
    return Happening(write_date(draft.frozen_at), words, who=_whom(actor, change))


def _whom(actor: Actor, change: AnnexChange) -> str:
    """The names behind a freeze that changed few people."""
    if not 0 < len(change.people) <= _NAMES_SHOWN:
        return ""
    return ", ".join(persons(actor).filter(pk__in=change.people).values_list("name", flat=True))


def _return(returned: DecreeReturn) -> Happening:
    words = (
        _("Dikembalikan %(desk)s: %(reason)s")
        if returned.post_id
        else _("Ditarik kembali: %(reason)s")
    )
    told = {"desk": returned.title, "reason": returned.reason}
    return Happening(write_date(returned.returned_on), words % told, who=returned.name)
