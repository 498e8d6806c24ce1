"""Imported by the server whose copies read and analyse documents (`forking`): loads what every document needs.

That happens at import, which is all that such a server does before it is copied. Nobody else imports this module.
"""

from __future__ import annotations

import atexit
import gc
import os
import signal
from contextlib import suppress

from onrecord.settings import Settings, multiply_on_one_thread

_TEXT = """Norway thanks Chile

OSLO, 3 May 2021 (Reuters) - The minister of Norway, Ana Silva, told reporters that Chile had voted in favour of the
draft resolution, which was adopted by 95 votes to 7.

"We condemn the attack on Peru," she said. According to her office, Kenya joined the Security Council in 2021.
"""
"""Made up; what is prepared at the first document of its kind is then prepared before a copy is made."""


def _make_ready() -> None:
    """Load modules, knowledge and model, and take one text through all stages."""
    # Only here: numpy looks for its threads when it is loaded.
    from onrecord.workers import BUNDLED, Packed, open_work

    settings = Settings.read()
    work = open_work(BUNDLED, settings.model, settings.max_bytes)
    work.analyse(work.read(Packed("ready.txt", _TEXT.encode())))


signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started the run ends it
# A copy has none of the threads of its original, and the stages use one.
multiply_on_one_thread()
gc.disable()
with suppress(Exception):  # what cannot be loaded is told by the process that needs it, as its reason to stop
    _make_ready()
gc.enable()
gc.collect()
# The server ends at once: taking down what it loaded costs time, and libraries complain of what was kept.
atexit.register(os._exit, 0)
gc.freeze()  # what was loaded stays where it is: looking through it would copy its memory into every process
