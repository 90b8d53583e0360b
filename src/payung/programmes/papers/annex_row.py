"""One name of an annex, without a framework: what is hashed, and what is published of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from payung.kernel.nik import Nik


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """One name of an annex with the full NIK."""

    number: int
    name: str
    nik: str
    born: str
    occupation: str
    kelurahan: str

    @property
    def line(self) -> str:
        fields = (self.nik, self.name, self.born, self.kelurahan, self.occupation)
        return "\t".join((str(self.number), *fields))

    def masked(self) -> AnnexRow:
        """The copy to publish: name, kelurahan and the last four digits, nothing to unmask with.

        A birth year beside a NIK whose middle is hidden leaves 366 tries.
        """
        nik = Nik(self.nik).last_four if self.nik else ""
        return replace(self, nik=nik, born="", occupation="")
