"""Filters of the queue and of pairs, and a decision on many proposals."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.scope import Actor
from payung.areas.forms import AreaField
from payung.kernel.digits import whole_number
from payung.ui.forms import FilterForm, PayungForm
from payung.verification.models import Category, PairState, ProposalState, Reason
from payung.verification.services import ProposalDecision

ALL = "semua"
_EVERYTHING = gettext_lazy("Semua")


class ProposalFilter(FilterForm):
    """State, area, category, name and doubt, kept in the URL; waiting ones unless said."""

    q = forms.CharField(label=gettext_lazy("Nama"), required=False)
    status = forms.ChoiceField(
        label=gettext_lazy("Keadaan"), choices=[*ProposalState.choices, (ALL, _EVERYTHING)]
    )
    wilayah = AreaField(required=False)
    jenis = forms.ChoiceField(
        label=gettext_lazy("Jenis pekerja"),
        choices=[("", _EVERYTHING), *Category.choices],
        required=False,
    )
    catatan = forms.ChoiceField(
        label=gettext_lazy("Catatan pemeriksaan"),
        choices=[
            ("", _EVERYTHING),
            ("ya", gettext_lazy("Ada catatan")),
            ("tidak", gettext_lazy("Tanpa catatan")),
        ],
        required=False,
    )
    unggahan = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, query: QueryDict, *, actor: Actor) -> None:
        super().__init__(_with_state(query, ProposalState.WAITING), actor=actor)
        self.fields["wilayah"].offer(  # type: ignore[attr-defined]
            actor.area, everything=_EVERYTHING, chosen=str(self.data.get("wilayah", ""))
        )

    def wanted(self) -> dict[str, Any]:
        """What to look for; what waits while the address is not understood."""
        if not self.is_valid():
            return {"state": ProposalState.WAITING}
        data = self.cleaned_data
        return {
            "text": data["q"],
            "state": "" if data["status"] == ALL else data["status"],
            "area": data["wilayah"],
            "category": data["jenis"],
            "doubtful": data["catatan"],
            "upload": data["unggahan"],
        }


class PairFilter(FilterForm):
    """Open pairs unless another state is asked for."""

    status = forms.ChoiceField(
        label=gettext_lazy("Keadaan"), choices=[*PairState.choices, (ALL, _EVERYTHING)]
    )

    def __init__(self, query: QueryDict, *, actor: Actor) -> None:
        super().__init__(_with_state(query, PairState.OPEN), actor=actor)

    def wanted(self) -> dict[str, Any]:
        chosen = super().wanted().get("status", PairState.OPEN)
        return {"state": "" if chosen == ALL else chosen}


def _with_state(query: QueryDict, state: str) -> QueryDict:
    """The filters of the address; `state` where it names none."""
    data = query.copy()
    data["status"] = data.get("status") or state
    return data


class PairAnswerForm(PayungForm):
    """The button that was pressed under two records."""

    MEANINGS: ClassVar = {
        "sama": (PairState.SAME, False),
        "sama_penuntut": (PairState.SAME, True),
        "beda": (PairState.DIFFERENT, False),
        "beda_penuntut": (PairState.DIFFERENT, True),
        "belum_jelas": (PairState.UNSURE, False),
    }
    """What a button sends: the answer, and whether the record that claims the NIK is right."""

    _UNKNOWN = gettext_lazy("Pilih satu dari jawaban yang ada.")
    jawaban = forms.ChoiceField(
        choices=[(button, button) for button in MEANINGS],
        widget=forms.HiddenInput,
        error_messages={"required": _UNKNOWN, "invalid_choice": _UNKNOWN},
    )


class TickedForm(PayungForm):
    """Proposals that were ticked, or all of a page, and what is to be done with them."""

    tindakan = forms.CharField(required=False, widget=forms.HiddenInput)
    kembali = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> None:
        if not self.chosen():
            raise ValidationError(_("Centang paling sedikit satu usulan."))

    def chosen(self) -> list[int]:
        """The numbers of the proposals."""
        name = "di_halaman" if self.data.get("semua") else "pilih"
        sent = self.data.getlist(name) if isinstance(self.data, QueryDict) else []
        return [number for text in sent if (number := whole_number(text)) is not None]


class ProposalDecisionForm(PayungForm):
    """One act on chosen proposals; a refusal needs its reason."""

    VERIFY, REFUSE = "verifikasi", "tolak"

    pilih = forms.TypedMultipleChoiceField(
        coerce=int,
        label=gettext_lazy("Usulan"),
        widget=forms.MultipleHiddenInput,
        error_messages={"required": gettext_lazy("Centang paling sedikit satu usulan.")},
    )
    tindakan = forms.ChoiceField(
        choices=[(VERIFY, gettext_lazy("Verifikasi")), (REFUSE, gettext_lazy("Tolak"))],
        widget=forms.HiddenInput,
    )
    alasan = forms.ChoiceField(
        label=gettext_lazy("Alasan menolak"),
        help_text=gettext_lazy("Alasan ini dibacakan kepada orangnya."),
        choices=Reason.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Setiap penolakan butuh alasan. Pilih salah satu.")
        },
    )

    kembali = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, refuses: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.data.getlist("pilih") if isinstance(self.data, QueryDict) else []
        self.fields["pilih"].choices = [(c, c) for c in chosen]  # type: ignore[attr-defined]
        self.refuses = refuses or self.data.get("tindakan") == self.REFUSE
        if not self.refuses:
            del self.fields["alasan"]

    def decisions(self) -> list[ProposalDecision]:
        """The same decision for each chosen proposal."""
        data = self.cleaned_data
        state = ProposalState.REFUSED if self.refuses else ProposalState.VERIFIED
        reason = Reason(data["alasan"]) if self.refuses else None
        return [ProposalDecision(proposal, state, reason) for proposal in data["pilih"]]
