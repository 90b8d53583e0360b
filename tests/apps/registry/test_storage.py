"""Sealed files: kept with the act that makes them, gone with one that fails."""

from __future__ import annotations

import os
import time
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import transaction

from payung.registry import storage

DAY = 86_400


def grow_old() -> None:
    """Lets two days go by for all files."""
    for path in (Path(settings.DATA_DIR) / "berkas").iterdir():
        os.utime(path, (time.time() - 2 * DAY,) * 2)


@pytest.mark.django_db
def test_a_file_of_an_act_that_failed_is_swept_and_a_kept_one_stays() -> None:
    kept, failed = uuid4(), uuid4()
    storage.keep(kept, "asli", b"isi")
    with pytest.raises(RuntimeError), transaction.atomic():
        storage.keep(failed, "asli", b"isi")
        raise RuntimeError
    assert storage.has(failed, "asli")  # the control: nothing takes it away by itself
    grow_old()
    storage.sweep_files(time.time() - DAY)
    assert storage.fetch(kept, "asli") == b"isi"
    assert not storage.has(failed, "asli")


@pytest.mark.django_db
def test_a_file_of_an_act_that_is_still_at_work_is_left_alone() -> None:
    working = uuid4()
    with pytest.raises(RuntimeError), transaction.atomic():
        storage.keep(working, "asli", b"isi")
        raise RuntimeError
    storage.sweep_files(time.time() - DAY)
    assert storage.has(working, "asli")


@pytest.mark.django_db
def test_a_full_disk_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    from payung.kernel.errors import PayungError

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storage, "write_whole", full)
    with pytest.raises(PayungError, match="penyimpanan penuh"):
        storage.keep(uuid4(), "asli", b"isi")
