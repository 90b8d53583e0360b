"""What is asked once of the sender before his list goes in: hidden rows, unread sheets, dates.

A sender who hides rows often hides the dead: until he says otherwise they stay out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from payung.intake.models import Upload
from payung.intake.wrong_place import other_places
from payung.kernel.errors import Conflict
from payung.kernel.sentence import say

if TYPE_CHECKING:
    from payung.lists.check import Checked

HIDDEN, PARTLY, DATES, PLACE = "tersembunyi", "sebagian", "tanggal", "wilayah"
TAKE, LEAVE = "ikut", "tinggal"
GO_ON = "lanjut"
DAY_FIRST, MONTH_FIRST = "hari", "bulan"


def questions_in(checked: Checked, file: str, area: str) -> dict[str, Any]:
    """Hidden rows that could go in, sheets that are unread, dates that are open, another place;
    only what is."""
    own = checked.findings.filter(checked.findings["file"] == file)
    unread = own.filter(own["code"] == "SEBAGIAN_TIDAK_TERBACA")["sheet"].unique().to_list()
    hidden = own.filter(own["code"] == "BARIS_TERSEMBUNYI")["row_id"].implode()
    rows = checked.rows.filter(checked.rows["row_id"].is_in(hidden))
    asked: dict[str, Any] = {
        HIDDEN: rows.filter(rows["status"] != "tolak").height,
        PARTLY: sorted(unread),
        DATES: checked.open_dates.get(file, 0),
        PLACE: other_places(checked, file, area),
    }
    return {name: what for name, what in asked.items() if what}


def still_asked(upload: Upload) -> list[str]:
    """The questions that nobody has answered yet."""
    return [name for name in upload.questions if name not in upload.answers]


def leaves_hidden_out(upload: Upload) -> bool:
    return HIDDEN in upload.questions and upload.answers.get(HIDDEN) != TAKE


def refuse_unasked(upload: Upload) -> None:
    """A list of which a sheet could not be read, or that speaks of another place, goes in only once
    somebody has said so."""
    if PLACE in upload.questions and upload.answers.get(PLACE) != GO_ON:
        raise Conflict(
            say(
                "Daftar ini menyebut {places}, tetapi dikirim untuk {area}. Kirim ulang dengan"
                " wilayah yang benar, atau jawab di halaman daftar bahwa wilayahnya memang ini.",
                places=", ".join(upload.questions[PLACE]),
                area=upload.area.name,
            )
        )
    if PARTLY in upload.questions and upload.answers.get(PARTLY) != GO_ON:
        raise Conflict(
            say(
                "Lembar {sheets} tidak terbaca. Kirim ulang, atau jawab di halaman daftar bahwa"
                " sisanya boleh masuk.",
                sheets=", ".join(name or "1" for name in upload.questions[PARTLY]),
            )
        )
