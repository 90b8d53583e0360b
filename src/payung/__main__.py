"""Runs `python -m payung` as the command `payung`."""

from payung.cli.main import run

run()
