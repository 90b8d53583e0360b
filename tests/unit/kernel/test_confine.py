"""What a child that reads strangers' files can still do."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

TRY = """
import socket, sys
from payung.kernel.confine import confine
alone = {confine}
try:
    socket.create_connection(("127.0.0.1", {port}), 2)
except OSError:
    print(alone, "shut")
else:
    print(alone, "open")
"""


def tried(confine: str) -> list[str]:
    """Whether the network was given up, and whether a server of this machine is reached."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        program = TRY.format(confine=confine, port=server.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        )
    return done.stdout.split()


def test_the_control_reaches_a_server_and_the_confined_child_does_not() -> None:
    assert tried("None") == ["None", "open"]
    alone, network = tried("confine()")
    if alone == "False":
        pytest.skip("this system lets nobody leave the network")
    assert network == "shut"
