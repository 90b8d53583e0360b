"""Entry point: picks the command's module, so that no command pays for another's imports.

Exit status: 0 done, 1 the input was refused, 2 wrong usage.
"""

from __future__ import annotations

import importlib
import sys

from payung.kernel.errors import PayungError

COMMANDS: dict[str, str] = {
    "demo": "pekerjaan utama dari daftar sampai klaim, lalu situs dengan data contoh",
    "test": "memasang kebutuhan uji dan menjalankan semua uji",
    "bench": "tolok ukur, masing-masing dengan batas bawah dan pembanding",
    "city": "membuka satu kota dari daftar nasional",
    "compare": "membandingkan kota dari potret bulanannya",
    "serve": "menjalankan situs",
    "migrate": "menyiapkan atau memperbarui basis data",
    "worker": "menjalankan pekerjaan latar",
    "backup": "menyalin basis data dan berkas ke satu arsip",
    "restore": "memulihkan arsip ke tempat kosong",
    "doctor": "memeriksa pemasangan ini dan menyebut cara memperbaikinya",
    "breach": "siapa yang datanya dilihat satu akun, dan surat yang jatuh tempo",
    "audit": "memeriksa rantai catatan audit",
    "law": "menghitung manfaat dan iuran menurut peraturan",
    "lists": "memeriksa daftar pekerja tanpa basis data",
    "link": "mencari orang yang mungkin sama",
    "sample-lists": "membuat daftar contoh seperti kiriman kelurahan",
}

# The demonstration stands above this room: it is named here, and imported by nobody.
_ABOVE = {"demo": "payung.demo.command", "sample-lists": "payung.demo.sample_lists"}


def run() -> None:
    """Runs the command line and leaves with its exit status."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: list[str]) -> int:
    """Runs one command and returns its exit status; refusals are printed as one sentence."""
    if not arguments or arguments[0] in ("-h", "--help"):
        print(_help())
        return 0
    if arguments[0] not in COMMANDS:
        print(f"Perintah {arguments[0]!r} tidak dikenal.\n\n{_help()}", file=sys.stderr)
        return 2
    try:
        return _run_command(arguments[0], arguments[1:])
    except PayungError as refusal:
        print(refusal.sentence, file=sys.stderr)
        return 1


def _run_command(name: str, arguments: list[str]) -> int:
    """Each command's module offers `app`, a Typer application; the law's two need no Typer."""
    try:
        import typer
    except ModuleNotFoundError:
        if name != "law":
            raise
        from payung.cli import law_plain

        return law_plain.main(arguments)

    path = _ABOVE.get(name) or f"payung.cli.{name.replace('-', '_')}"
    module = importlib.import_module(path)
    command = typer.main.get_command(module.app)
    try:
        result = command.main(args=arguments, prog_name=f"payung {name}", standalone_mode=False)
    except typer.Exit as leaving:
        return leaving.exit_code
    except typer.Abort:
        return 130
    except Exception as error:
        if hasattr(error, "exit_code") and hasattr(error, "show"):  # click's usage errors
            error.show()
            return int(error.exit_code)
        raise
    return result if isinstance(result, int) else 0


def _help() -> str:
    width = max(map(len, COMMANDS))
    rows = "\n".join(f"  {name:<{width}}  {what}" for name, what in COMMANDS.items())
    return f"payung PERINTAH [PILIHAN]\n\n{rows}\n\nRincian: payung PERINTAH --help"
