"""A small city for tests: areas, people who work there, payers, and verified proposals in bulk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from payung.kernel.month import Month

if TYPE_CHECKING:
    from payung.accounts.models import Role
    from payung.accounts.scope import Actor
    from payung.programmes.models import Decree, Programme

CITY = "15.71"
KELURAHAN = ("15.71.01.1001", "15.71.01.1002", "15.71.07.1006")
JUNE, DECEMBER = Month.of(2025, 6), Month.of(2025, 12)
RATE_RP = 16_800
SIGNED_SCAN = b"%PDF-1.4 SK uji yang ditandatangani"
RANKED_ON = date(2025, 5, 19)
PROPOSED_AT = datetime(2025, 5, 1, tzinfo=ZoneInfo("Asia/Jakarta"))


def nik_of(number: int) -> str:
    """An invented NIK: serials from 9000 on, born in 1980."""
    return f"157101{number // 1000 % 28 + 1:02d}{number // 28000 + 1:02d}80{9000 + number % 1000}"


def statements(work: Callable[[], object]) -> int:
    """How many SQL statements some work takes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


class City:
    """Everyone acts through `actor_of_role`; users are made as they are asked for."""

    def __init__(self) -> None:
        from payung.areas.models import Area
        from payung.ledger.models import Payer

        for code, kind in (
            (CITY, "kota"),
            ("15.71.01", "kecamatan"),
            ("15.71.07", "kecamatan"),
            *((code, "kelurahan") for code in KELURAHAN),
        ):
            Area.objects.get_or_create(
                code=code,
                defaults={"kind": kind, "name": f"Uji {code[-4:]}", "valid_from": date(2000, 1, 1)},
            )
        Area.objects.filter(code=CITY).update(name="Kota Jambi")
        for code, public in (("apbd", True), ("rt", True), ("provinsi", True), ("csr", False)):
            Payer.objects.get_or_create(
                code=code, defaults={"name": f"Dana {code}", "source": code, "public": public}
            )

        self._furnish()

    def _furnish(self) -> None:
        """The numbers of workers and the targets of the demonstration's city."""
        from importlib.resources import files

        from payung.accounts.scope import acting_as, system_actor
        from payung.office.exchange import entries
        from payung.office.kinds import KINDS, read
        from payung.office.models import Record

        content = files("payung.demo").joinpath("data", "kota.yaml").read_bytes()
        with acting_as(system_actor(CITY)):
            if not Record.objects.exists():
                Record.objects.bulk_create(
                    Record(
                        kind=kind, key=entry["key"], told=read(KINDS[kind], entry["isi"]),
                        valid_from=entry["sejak"], source=entry["sumber"], area_id=CITY,
                        made_by="system", made_at=PROPOSED_AT,
                    )
                    for kind, entry in entries(content)
                )  # fmt: skip

    def user(self, role: Role, name: str = "", area: str = CITY) -> Any:
        from payung.accounts.models import User

        username = name or f"{role.value}-{area}"
        found = User.objects.filter(username=username).first()
        return found or User.objects.create_user(
            username, "kata sandi uji", full_name=username.title(), role=role, area_id=area
        )

    def actor(self, role: Role, name: str = "", area: str = CITY) -> Actor:
        from payung.accounts.scope import actor_of

        return actor_of(self.user(role, name, area))

    @property
    def operator(self) -> Actor:
        from payung.accounts.models import Role

        return self.actor(Role.OPERATOR)

    @property
    def approver(self) -> Actor:
        from payung.accounts.models import Role

        return self.actor(Role.APPROVER)

    @property
    def finance(self) -> Actor:
        from payung.accounts.models import Role

        return self.actor(Role.FINANCE)

    @property
    def verifier_of_spp(self) -> Actor:
        """The PPK: an SPP is verified by somebody else than who recorded it."""
        from payung.accounts.models import Role

        return self.actor(Role.FINANCE, name="ppk")

    def people(
        self, count: int, start: int = 0, category: str = "rentan", **facts: Any
    ) -> list[int]:
        """`count` verified proposals, spread over the kelurahan in turn; their person ids."""
        from payung.accounts.scope import acting_as
        from payung.registry.fields import key_ring
        from payung.registry.models import Person, PersonArea
        from payung.verification.models import Proposal

        ring, numbers = key_ring(), range(start, start + count)
        with acting_as(self.operator):
            people = Person.objects.bulk_create(
                Person(
                    **{
                        "name": f"WARGA {number:05d}",
                        "birth_date": date(1980, 1, 1),
                        "sex": "L",
                        "nik": ring.seal(nik_of(number)),
                        "nik_index": ring.index(nik_of(number), "nik"),
                        "occupation": "tukang ojek",
                        "income_rp": 1_000_000,
                        "area_id": KELURAHAN[number % len(KELURAHAN)],
                        **facts,
                    }
                )
                for number in numbers
            )
            PersonArea.objects.bulk_create(
                PersonArea(person=person, area_id=person.area_id) for person in people
            )
            Proposal.objects.bulk_create(
                Proposal(
                    person=person,
                    category=category,
                    area_id=person.area_id,
                    state="terverifikasi",
                    proposed_at=PROPOSED_AT,
                    collected_by="user:pengumpul",
                    decided_by="user:verifikator",
                    decided_at=PROPOSED_AT,
                )
                for person in people
            )
        assert all(left.pk < right.pk for left, right in pairwise(people))
        return [person.pk for person in people]

    def programme(self, code: str = "UJI", **changes: Any) -> Programme:
        from payung.programmes.rules.criteria import example, settled
        from payung.programmes.services import create_programme

        facts: dict[str, Any] = {
            "code": code,
            "name": f"Program {code}",
            "payer": "apbd",
            "segment": "bpu",
            "category": "rentan",
            "basis": "Perwal uji",
            "fiscal_year": 2025,
            "first_month": JUNE,
            "last_month": DECEMBER,
            "headcount": 6,
            "ceiling_rp": 10**9,
            "criteria": example("rentan"),
            "accounts": {"jkk": "5.1.02.01", "jkm": "5.1.02.02"},
            "area": CITY,
            "quotas": dict.fromkeys(KELURAHAN, 1),
        }
        facts |= changes
        facts["criteria"] = settled(facts["criteria"])
        return create_programme(actor=self.operator, **facts)

    def decree(self, code: str = "UJI", **signing: Any) -> Decree:
        """Ranks, approves, freezes and signs."""
        from payung.programmes import services
        from payung.programmes.papers.signed_papers import Scan

        selection = services.rank(actor=self.operator, programme=code, on=RANKED_ON)
        services.approve_selection(actor=self.approver, selection_id=selection.pk)
        frozen = services.freeze_decree(
            actor=self.operator, selection_id=selection.pk, on=RANKED_ON
        )
        signature: dict[str, Any] = {
            "number": f"1/{code}",
            "dated": date(2025, 5, 22),
            "signed_by_name": "Wali Kota",
            "first_month": JUNE,
            "scan": Scan(SIGNED_SCAN),
        }
        return services.sign_decree(
            actor=self.operator, decree_id=frozen.pk, **(signature | signing)
        )

    def partnership(self, code: str = "UJI", **changes: Any) -> Any:
        from payung.payments.services import register_partnership

        facts: dict[str, Any] = {
            "programme": code,
            "pks_number": f"PKS/{code}",
            "npp": "WD000001",
            "branch": "Cabang uji",
            "valid_from": date(2025, 5, 1),
            "valid_to": date(2026, 4, 30),
            "cutoff_day": 20,
            "nota_number": f"NK/{code}",
            "nota_valid_to": date(2030, 12, 31),
            "data_clause": "Pasal 8",
        }
        return register_partnership(actor=self.operator, **(facts | changes))

    def funds(self, code: str = "UJI", **amounts: int) -> None:
        """DPA and SPD of the year, by default a hundred million for each component."""
        from payung.payments.services import record_pagu, record_spd

        per_component = {"jkk": 10**8, "jkm": 10**8} | amounts
        facts: dict[str, Any] = {"programme": code, "dated": date(2025, 1, 2)}
        record_pagu(actor=self.finance, number=f"DPA/{code}", amounts=per_component, **facts)
        record_spd(
            actor=self.finance, number=f"SPD/{code}", first=JUNE, last=DECEMBER,
            amounts=per_component, **facts,
        )  # fmt: skip

    def started(self, people: int = 6, code: str = "UJI") -> list[int]:
        """A signed programme with a partnership and its money; the person ids of its members."""
        ids = self.people(people)
        self.programme(code, headcount=people)
        self.decree(code)
        self.partnership(code)
        self.funds(code)
        return ids
