"""The files for a city's server are such as its programs take."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.repository import ROOT

FILES = ROOT / "docs" / "operations"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze here")
def test_systemd_understands_every_unit(tmp_path: Path) -> None:
    units = []
    for unit in (FILES / "systemd").iterdir():
        text = unit.read_text().replace("/opt/payung/.venv/bin/payung", "/bin/true")
        (tmp_path / unit.name).write_text(text)
        units.append(str(tmp_path / unit.name))
    done = subprocess.run(
        ["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False
    )
    complaints = [line for line in done.stderr.splitlines() if "payung" in line]
    assert (done.returncode, complaints) == (0, [])


@pytest.mark.skipif(not shutil.which("nginx"), reason="no nginx here")
def test_nginx_understands_the_proxy_file(tmp_path: Path) -> None:
    for name in ("fullchain.pem", "privkey.pem"):
        (tmp_path / name).touch()
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=a",
         "-keyout", str(tmp_path / "privkey.pem"), "-out", str(tmp_path / "fullchain.pem")],
        check=True, capture_output=True,
    )  # fmt: skip
    (tmp_path / "proxy.conf").write_text((FILES / "nginx-proxy.conf").read_text())
    site = (FILES / "nginx.conf").read_text().replace("/etc/ssl/payung", str(tmp_path))
    site = site.replace("/etc/nginx/payung-proxy.conf", str(tmp_path / "proxy.conf"))
    (tmp_path / "site.conf").write_text(site.replace("/var/log/nginx", str(tmp_path)))
    main = tmp_path / "nginx.conf"
    main.write_text(
        f"pid {tmp_path}/pid; error_log {tmp_path}/error.log; events {{}}"
        f" http {{ access_log off; {_folders(tmp_path)} include {tmp_path}/site.conf; }}"
    )
    done = subprocess.run(
        ["nginx", "-t", "-c", str(main)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def _folders(place: Path) -> str:
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    return " ".join(f"{kind}_temp_path {place}/{kind};" for kind in kinds)


def test_the_site_and_the_worker_know_no_password_but_their_own() -> None:
    for name in ("payung-site.service", "payung-worker.service"):
        text = (FILES / "systemd" / name).read_text()
        assert "EnvironmentFile=/etc/payung/site.env" in text
        assert "NoNewPrivileges=yes" in text and "ProtectSystem=strict" in text
    assert "User=payung-backup" in (FILES / "systemd" / "payung-backup.service").read_text()
