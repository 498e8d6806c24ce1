"""The command that opens the evidence room: a web page over a ledger, on this machine."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from types import FrameType

import click

from onrecord.cli.options import FILE, case_option
from onrecord.cli.output import say
from onrecord.settings import DEFAULT_LEDGER, Settings


@click.command()
@click.option(
    "--ledger",
    type=FILE,
    metavar="FILE",
    default=lambda: Path(Settings.read().ledger),
    show_default=f"ONRECORD_LEDGER, else {DEFAULT_LEDGER}",
    help="The ledger to open.",
)
@case_option
@click.option("--review", is_flag=True, help="Let people accept, reject, correct and add rows.")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default="this machine alone",
    metavar="ADDRESS",
    help="Where to listen. Beyond this machine only with a password (ONRECORD_PASSWORD).",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 takes any that is free."
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="NAME",
    help="A further name by which the server is called, where it stands behind another one.",
)
def serve(
    ledger: Path, case_path: Path | None, review: bool, host: str, port: int, names: tuple[str, ...]
) -> None:
    """Open the ledger as a web page: matrix, evidence, votes, origins, review.

    It answers this machine alone, and changes nothing unless --review is given. Ctrl-C ends it.
    """
    from onrecord.case import load_case  # slow to load, and --help needs none of it
    from onrecord.web.room import Room
    from onrecord.web.serving import Listening, make_door
    from onrecord.web.serving import serve as answer

    listening = Listening(host=host, port=port, password=Settings.read().password or None, names=names)
    make_door(listening, review=review)  # refused before the ledger is read
    signal.signal(signal.SIGTERM, _end)  # so that the room is closed, and its file taken away
    say(f"opening {ledger} ...")
    room = Room.enter(ledger, case=load_case(case_path) if case_path else None, review=review)
    try:
        answer(
            room,
            listening,
            ready=lambda address: say(f"the evidence room is open at {address} (Ctrl-C ends it)"),
        )
    finally:
        room.close()


def _end(number: int, frame: FrameType | None) -> None:
    """Leave by the way that closes everything; the code is that of a process that was told to end."""
    sys.exit(128 + number)
