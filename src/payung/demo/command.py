"""`payung demo`: the main job on an embedded database, then the site that shows it."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from payung.cli.setup import STORY, start_django
from payung.config.folder import MARK, is_ours
from payung.kernel.errors import BadInput, ConfigError
from payung.kernel.sentence import say

app = typer.Typer(add_completion=False)

_MADE = ("postgres", "berkas", "kiriman", "unduhan", "static", "kunci.json", MARK, STORY)


@app.command()
def demo(
    serve: Annotated[bool, typer.Option(help="menjalankan situs sesudahnya")] = True,
    data: Annotated[Path, typer.Option(help="folder data")] = Path("var"),
    seed: Annotated[int, typer.Option(help="benih acak: benih sama, angka sama")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="satu dokumen JSON")] = False,
    fresh: Annotated[bool, typer.Option(help="mulai dari awal")] = False,
    port: Annotated[int, typer.Option(help="porta situs di 127.0.0.1")] = 8000,
) -> None:
    """Menjalankan pekerjaan utama dengan data contoh, lalu membuka situs."""
    folder = data.absolute()
    story = _kept(folder, seed, fresh)
    if story is None:
        _begin_anew(folder)
        story = _tell(folder, seed, download=not serve)
    else:
        _start(folder)
        if not (serve or story.get("downloaded")):
            _fetch(folder, story)
    typer.echo(json.dumps(story["figures"]) if as_json else _summary(story, port, serve))
    if serve:
        from payung.cli.serve import serve_site

        serve_site(port)


def _kept(folder: Path, seed: int, fresh: bool) -> dict[str, Any] | None:
    """The finished story in the folder, if it is the one asked for."""
    path = folder / STORY
    if fresh or not path.exists() or not is_ours(folder):
        return None
    story: dict[str, Any] = json.loads(path.read_text())
    if story["seed"] != seed or "day" not in story:
        return None
    return story


def _begin_anew(folder: Path) -> None:
    """Clears what an earlier demonstration made, and nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    strange = (folder / "postgres").exists() and not (folder / STORY).exists()
    if strange:
        raise BadInput(
            say(
                "{folder} berisi basis data yang bukan contoh. Pilih folder lain dengan --data.",
                folder=folder.name,
            )
        )
    if (folder / "postgres").exists():
        from payung.config.embedded import ensure_cluster

        ensure_cluster(folder).stop()
    for name in _MADE:
        path = folder / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _fetch(folder: Path, story: dict[str, Any]) -> None:
    """The papers that a served demonstration had left where they were."""
    from payung.demo.mainjob.fetching import fetch
    from payung.demo.mainjob.people import account

    fetch(account("operator"), folder / "unduhan")
    _keep(folder, story | {"downloaded": True})


def _tell(folder: Path, seed: int, *, download: bool = True) -> dict[str, Any]:
    story: dict[str, Any] = {"seed": seed, "password": secrets.token_urlsafe(9)}
    _keep(folder, story)  # so that a killed run is known as a demonstration's and begins anew
    _announce("Menyiapkan basis data")
    _start(folder)
    from payung.demo.mainjob.people import logins
    from payung.demo.mainjob.story import in_a_hurry, run
    from payung.demo.secondyear.story import tell

    with in_a_hurry():
        story["figures"] = run(folder, seed, story["password"], _announce, tell, download=download)
    story["downloaded"] = download
    story["logins"] = logins()
    story["day"] = story["figures"]["year2"]["day"]
    _keep(folder, story)
    _stand_on(story["day"])
    return story


def _stand_on(day: str) -> None:
    """The story is told: this process and all that it starts live on its last day."""
    from django.conf import settings

    os.environ["PAYUNG_TODAY"] = day
    settings.TODAY = date.fromisoformat(day)


def _keep(folder: Path, story: dict[str, Any]) -> None:
    draft = folder / f"{STORY}.tulis"
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(story))
    draft.replace(folder / STORY)


def _start(folder: Path) -> None:
    """Brings schema and site up; a kept story may be older than this version's schema."""
    os.environ["PAYUNG_DATA"] = str(folder)
    migrate = [sys.executable, "-m", "payung", "migrate"]
    if subprocess.run(migrate, check=False, stdout=subprocess.DEVNULL).returncode:
        raise ConfigError(say("Basis data tidak bisa disiapkan. Baca pesan di atas, atau --fresh."))
    start_django(folder)


def _announce(sentence: str) -> None:
    print(f"  {sentence} …", file=sys.stderr, flush=True)


def _summary(story: dict[str, Any], port: int, serve: bool) -> str:
    from payung.kernel.rupiah import format_count, format_rupiah

    found = story["figures"]
    chosen = ", ".join(f"{k} {format_count(v)}" for k, v in found["selected_by_programme"].items())
    lines = [
        f"Terdaftar {format_count(found['listed'])}, orang {format_count(found['persons'])},"
        f" terverifikasi {format_count(found['verified'])}",
        f"Terpilih {format_count(found['selected'])} ({chosen}),"
        f" cadangan {format_count(found['reserve'])}",
        f"Orang-bulan diterima {format_count(found['person_months_accepted'])},"
        f" iuran dibayar {format_rupiah(found['contribution_paid_rp'])}",
        f"Kematian {found['deaths']}, kecelakaan {found['accidents']},"
        f" manfaat diharapkan {format_rupiah(found['benefit_expected_rp'])}",
    ]
    if serve:
        lines += [f"Situs: http://127.0.0.1:{port}", f"Kata sandi semua akun: {story['password']}"]
        lines += [f"  {username:<12} {role}" for username, _, role in story["logins"]]
    return "\n".join(lines)
