"""Filters of the queue and of pairs, and a decision on many proposals."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from payung.accounts.scope import Actor
from payung.areas.forms import AreaField
from payung.ui.forms import PayungForm
from payung.verification.models import Category, PairState, ProposalState, Reason
from payung.verification.services import ProposalDecision

ALL = "semua"
_EVERYTHING = gettext_lazy("Semua")


class ProposalFilter(forms.Form):
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
        data = query.copy()
        if not data.get("status"):
            data["status"] = ProposalState.WAITING
        super().__init__(data)
        self.fields["wilayah"].offer(  # type: ignore[attr-defined]
            actor.area, everything=_EVERYTHING, chosen=str(data.get("wilayah", ""))
        )

    def wanted(self) -> dict[str, Any]:
        """What to look for; what waits while the address is not understood."""
        if not self.is_valid():
            return {"state": ProposalState.WAITING}
        data = self.cleaned_data
        return {
            "text": data["q"].strip(),
            "state": "" if data["status"] == ALL else data["status"],
            "area": data["wilayah"],
            "category": data["jenis"],
            "doubtful": data["catatan"],
            "upload": data["unggahan"],
        }


class PairFilter(forms.Form):
    """Open pairs unless another state is asked for."""

    status = forms.ChoiceField(
        label=gettext_lazy("Keadaan"), choices=[*PairState.choices, (ALL, _EVERYTHING)]
    )

    def __init__(self, query: QueryDict) -> None:
        data = query.copy()
        if not data.get("status"):
            data["status"] = PairState.OPEN
        super().__init__(data)

    def state(self) -> str:
        chosen = self.cleaned_data["status"] if self.is_valid() else PairState.OPEN
        return "" if chosen == ALL else str(chosen)


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
