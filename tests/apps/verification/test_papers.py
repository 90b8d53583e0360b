"""Papers of verification: frozen, numbered, printed, signed by hand, scanned back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from payung.kernel.errors import BadInput, Conflict, NotAllowed, OutOfArea
from tests.apps.city import CITY, KELURAHAN, City, statements

if TYPE_CHECKING:
    from payung.accounts.scope import Actor
    from payung.verification.models import Paper

pytestmark = pytest.mark.django_db
ON = date(2025, 5, 17)
HERE, NEXT_DOOR, FAR = KELURAHAN
SCAN = b"%PDF-1.7 surat yang sudah ditandatangani"


def lurah(city: City, area: str = HERE) -> Actor:
    from payung.accounts.models import Role

    return city.actor(Role.VERIFIER, f"lurah {area}", area)


def drafted(city: City, kind: str = "ba_verifikasi", area: str = HERE) -> Paper:
    from payung.verification.models import PaperKind
    from payung.verification.papers.services import draft_papers

    return draft_papers(
        actor=city.operator, kind=PaperKind(kind), category="rentan", areas=[area], on=ON
    )[0]


def printed(city: City, **changes: Any) -> Paper:
    from payung.verification.papers.services import mark_printed

    paper = drafted(city, **changes)
    mark_printed(actor=city.operator, paper_ids=[paper.pk])
    return paper


def signed(city: City, paper: Paper, **changes: Any) -> Paper:
    from payung.verification.papers.services import Signed, record_signed

    facts: dict[str, Any] = {
        "paper_id": paper.pk,
        "code": paper.code,
        "scan": SCAN,
        "signed_by": "Lurah Uji",
        "signed_on": ON,
    }
    return record_signed(actor=city.operator, signed=[Signed(**(facts | changes))])[0]


def seen(actor: Actor, paper_id: UUID) -> Any:
    from payung.accounts.scope import acting_as
    from payung.verification.papers.selectors import get_paper

    with acting_as(actor):
        return get_paper(actor, paper_id)


def refuse(city: City, person: int, reason: str = "pindah") -> None:
    from payung.accounts.scope import acting_as
    from payung.verification.models import Proposal

    with acting_as(city.operator):
        proposal = Proposal.objects.get(person=person)
        decided = Proposal.objects.filter(pk=proposal.pk)
        decided.update(decided_by="")
        decided.update(state="ditolak", reason=reason, decided_by=proposal.decided_by)


def test_a_paper_freezes_the_names_of_its_area_with_their_outcome(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.verification.papers.document import refused_by_reason
    from payung.verification.papers.selectors import lines_of

    people = city.people(9)
    refuse(city, people[3], "meninggal")
    paper = drafted(city)
    with acting_as(city.operator):
        lines = lines_of(paper)
    assert [line.name for line in lines] == ["WARGA 00000", "WARGA 00003", "WARGA 00006"]
    assert [line.outcome for line in lines] == ["terverifikasi", "ditolak", "terverifikasi"]
    assert refused_by_reason(lines) == [("Sudah meninggal", 1)]
    assert paper.number == f"001/BA-VER/{HERE}/V/2025"
    assert paper.people == 3


def test_the_hash_tells_one_snapshot_from_another(city: City) -> None:
    people = city.people(3)
    first = drafted(city)
    refuse(city, people[0])
    second = drafted(city)
    assert first.sha256 != second.sha256
    assert first.code != second.code
    assert (first.serial, second.serial) == (1, 2)


def test_a_new_paper_replaces_the_one_that_nobody_signed(city: City) -> None:
    city.people(3)
    first = drafted(city)
    drafted(city)
    assert seen(city.operator, first.pk).state == "dibatalkan"


def test_a_signed_paper_comes_back_with_its_own_code(city: City) -> None:
    from payung.verification.papers.services import fetch_scan

    city.people(3)
    paper = printed(city)
    typed = " ".join(paper.code[n : n + 4].lower() for n in range(0, 12, 4))
    done = signed(city, paper, code=typed)
    assert done.state == "ditandatangani"
    kept, content = fetch_scan(actor=city.operator, paper_id=paper.pk)
    assert (kept.scan_kind, content) == ("pdf", SCAN)


def test_the_scan_lies_sealed_on_the_disk(city: City, settings: Any) -> None:
    city.people(3)
    paper = signed(city, printed(city))
    raw = (settings.DATA_DIR / "berkas" / f"{paper.pk}.pindaian").read_bytes()
    assert b"ditandatangani" not in raw


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"code": "AAAABBBBCCCC"}, "Kode itu bukan kode kertas ini."),
        ({"scan": b"<html>bukan pindaian"}, "bukan PDF, JPEG, atau PNG"),
        ({"scan": b"%PDF-" + b"0" * (10 * 1024 * 1024)}, "lebih besar dari 10 MB"),
        ({"signed_on": date(2025, 5, 1)}, "mendahului tanggal kertas"),
    ],
)
def test_a_wrong_scan_is_refused_with_a_sentence(
    city: City, change: dict[str, Any], sentence: str
) -> None:
    city.people(3)
    paper = printed(city)
    with pytest.raises(BadInput, match=sentence):
        signed(city, paper, **change)
    assert seen(city.operator, paper.pk).state == "dicetak"


def test_the_code_of_another_paper_does_not_sign_this_one(city: City) -> None:
    city.people(3)
    here, there = printed(city), printed(city, area=NEXT_DOOR)
    with pytest.raises(BadInput, match="bukan kode kertas ini"):
        signed(city, here, code=there.code)


def test_a_paper_must_be_printed_before_it_can_be_signed(city: City) -> None:
    city.people(3)
    with pytest.raises(Conflict, match="belum dicetak"):
        signed(city, drafted(city))


def test_a_changed_proposal_makes_the_paper_stale(city: City) -> None:
    people = city.people(6)
    paper = printed(city)
    assert not seen(city.operator, paper.pk).stale
    refuse(city, people[1])  # of another kelurahan
    assert not seen(city.operator, paper.pk).stale
    refuse(city, people[0])
    assert seen(city.operator, paper.pk).stale
    with pytest.raises(Conflict, match="Susun kertas baru"):
        signed(city, paper)


def test_a_list_of_the_proposed_stays_good_when_one_of_them_is_refused(city: City) -> None:
    people = city.people(3)
    paper = drafted(city, "usulan_lurah")
    refuse(city, people[0])
    assert not seen(city.operator, paper.pk).stale


def test_names_that_are_signed_for_are_not_asked_for_again(city: City) -> None:
    city.people(3)
    signed(city, printed(city))
    with pytest.raises(BadInput, match="Belum ada nama baru"):
        drafted(city)
    city.people(3, start=3)
    assert drafted(city).people == 1


def test_only_names_under_a_signed_paper_count_and_only_while_they_stand(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.verification.models import PaperKind, Proposal
    from payung.verification.papers.selectors import proposals_under

    people = city.people(6)
    paper = printed(city)
    kinds = (PaperKind.VERIFICATION,)
    with acting_as(city.operator):
        assert proposals_under(city.operator, kinds) == set()
    signed(city, paper)
    refuse(city, people[0])
    with acting_as(city.operator):
        left = set(Proposal.objects.filter(person=people[3]).values_list("pk", flat=True))
        assert proposals_under(city.operator, kinds) == left


def test_an_office_sees_its_own_papers_and_those_above_see_them_too(city: City) -> None:
    from payung.accounts.models import Role

    city.people(3)
    paper = drafted(city)
    assert seen(lurah(city), paper.pk) == paper
    assert seen(city.actor(Role.VERIFIER, "camat", "15.71.01"), paper.pk) == paper
    with pytest.raises(OutOfArea):
        seen(lurah(city, FAR), paper.pk)


def test_the_database_shows_no_paper_of_another_area(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.verification.models import Paper, PaperName

    city.people(3)
    drafted(city)
    with acting_as(lurah(city, FAR)):
        assert not Paper.objects.exists()
        assert not PaperName.objects.exists()
    with acting_as(lurah(city)):
        assert PaperName.objects.count() == 1


def test_nobody_draws_up_a_paper_for_the_neighbours(city: City) -> None:
    from payung.accounts.models import Role
    from payung.verification.models import PaperKind
    from payung.verification.papers.services import draft_papers

    city.people(3)
    order: dict[str, Any] = {"category": "rentan", "on": ON}
    with pytest.raises(OutOfArea):
        draft_papers(actor=lurah(city), kind=PaperKind.VERIFICATION, areas=[NEXT_DOOR], **order)
    rt = city.actor(Role.RT, "ketua rt", HERE)
    with pytest.raises(NotAllowed, match="Ketua RT menyusun"):
        draft_papers(actor=rt, kind=PaperKind.VERIFICATION, areas=[HERE], **order)
    with pytest.raises(BadInput, match="disusun per rt"):
        draft_papers(actor=rt, kind=PaperKind.MINUTES, areas=[HERE], **order)


def test_all_papers_of_a_city_take_as_many_statements_as_one(city: City) -> None:
    from payung.verification.models import PaperKind
    from payung.verification.papers.services import draft_papers

    city.people(30)

    def make(areas: list[str]) -> None:
        draft_papers(
            actor=city.operator,
            kind=PaperKind.VERIFICATION,
            category="rentan",
            areas=areas,
            on=ON,
        )

    assert statements(lambda: make([HERE])) == statements(lambda: make(list(KELURAHAN)))


@pytest.mark.parametrize("kind", ["usulan_lurah", "ba_verifikasi", "sptjm_lurah"])
def test_the_print_is_tagged_and_always_the_same(city: City, kind: str) -> None:
    from payung.accounts.scope import acting_as
    from payung.verification.papers.document import paper_pdf

    people = city.people(9)
    refuse(city, people[0])
    paper = drafted(city, kind)
    with acting_as(city.operator):
        made = paper_pdf(paper)
        assert made == paper_pdf(paper)
    assert made.startswith(b"%PDF-")
    assert b"/MarkInfo" in made or b"/StructTreeRoot" in made


def test_a_list_whose_names_are_signed_for_can_not_be_taken_back(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.verification.models import PaperKind, Proposal
    from payung.verification.papers.services import draft_papers, mark_printed
    from payung.verification.services import confirm, undo_import
    from tests.apps.pages import checked_upload

    upload = checked_upload(city)
    confirm(actor=city.operator, upload_ids=[upload.pk])
    with acting_as(city.operator):
        area = Proposal.objects.filter(upload=upload).values_list("area_id", flat=True)[0]
    assert area.startswith(HERE)
    (paper,) = draft_papers(
        actor=city.operator,
        kind=PaperKind.PROPOSAL,
        category="rentan",
        areas=[HERE],
        on=ON,
    )
    mark_printed(actor=city.operator, paper_ids=[paper.pk])
    signed(city, paper)
    with pytest.raises(Conflict, match="ada di kertas 001/USUL"):
        undo_import(actor=city.operator, upload_id=upload.pk)


def test_each_level_draws_up_its_own_paper(city: City) -> None:
    from payung.accounts.models import Role
    from payung.accounts.scope import acting_as
    from payung.areas.models import Area
    from payung.verification.models import PaperKind
    from payung.verification.papers.document import paper_pdf
    from payung.verification.papers.services import draft_papers

    rt = f"{HERE}.-.001"
    Area.objects.create(
        code=rt, kind="rt", name="RT 001", parent_id=HERE, valid_from=date(2000, 1, 1)
    )
    city.people(2, area_id=rt)
    city.people(3, start=10)
    assert drafted(city, "rekomendasi_camat", "15.71.01").people == 4
    (minutes,) = draft_papers(
        actor=city.actor(Role.RT, "ketua rt", rt),
        kind=PaperKind.MINUTES,
        category="rentan",
        areas=[rt],
        on=ON,
    )
    assert minutes.people == 2
    with acting_as(city.operator):
        assert paper_pdf(minutes).startswith(b"%PDF-")


def test_a_programme_that_asks_for_papers_takes_only_names_under_them(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.programmes.models import Ranked
    from payung.programmes.rules.criteria import starting_rules
    from payung.programmes.services import rank
    from tests.apps.city import RANKED_ON

    city.people(6)
    signed(city, printed(city))
    city.programme(criteria=starting_rules("rentan"))
    selection = rank(actor=city.operator, programme="UJI", on=RANKED_ON)
    with acting_as(city.operator):
        found = list(Ranked.objects.filter(selection=selection).values_list("outcome", "reason"))
    assert [outcome for outcome, _ in found] == ["masuk"] * 2 + ["tidak"] * 4
    assert "berita acara verifikasi yang ditandatangani" in found[-1][1]


def test_money_of_the_rt_also_needs_the_minutes_of_the_rt(city: City) -> None:
    from payung.accounts.scope import acting_as
    from payung.programmes.models import Ranked
    from payung.programmes.rules.criteria import starting_rules
    from payung.programmes.services import rank
    from tests.apps.city import RANKED_ON

    city.people(3)
    signed(city, printed(city, area=CITY))
    city.programme(criteria=starting_rules("rentan"), payer="rt")
    selection = rank(actor=city.operator, programme="UJI", on=RANKED_ON)
    with acting_as(city.operator):
        outcomes = set(Ranked.objects.filter(selection=selection).values_list("outcome", flat=True))
    assert outcomes == {"tidak"}


def test_a_known_decile_counts_in_the_ranking_and_an_unknown_one_shuts_nobody_out(
    city: City,
) -> None:
    import polars as pl

    from payung.accounts.scope import acting_as
    from payung.programmes.models import Ranked
    from payung.programmes.services import rank
    from payung.registry.welfare import import_deciles
    from tests.apps.city import RANKED_ON, nik_of

    people = city.people(3)
    rows = pl.DataFrame(
        {"nik": [nik_of(0), nik_of(1)], "id_keluarga": ["A", "B"], "desil": [9, 1],
         "tanggal": [ON, ON]}
    )  # fmt: skip
    import_deciles(actor=city.operator, rows=rows, source="uji")
    city.programme()
    selection = rank(actor=city.operator, programme="UJI", on=RANKED_ON)
    with acting_as(city.operator):
        found = dict(Ranked.objects.filter(selection=selection).values_list("person_id", "outcome"))
        best = Ranked.objects.get(selection=selection, rank=1)
    assert found == {people[0]: "tidak", people[1]: "masuk", people[2]: "masuk"}
    assert best.person_id == people[1]
