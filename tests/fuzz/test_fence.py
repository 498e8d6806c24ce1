"""What watches over an input sees every way out, and every input that does not end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_TRY = """
import re, socket, subprocess, sys, os
from pathlib import Path
from evals.fuzz.fence import Escaped, Fence, Hung
folder = Path(sys.argv[1])
fence = Fence(folder)
try:
    with fence.around(0.5):
        exec(sys.argv[2])
except (Escaped, Hung) as caught:
    print(type(caught).__name__)
else:
    print("nothing")
"""


@pytest.mark.parametrize(
    ("tried", "told"),
    [
        ("open('/etc/hostname').read()", "Escaped"),
        ("open('/tmp/onrecord-escaped', 'w')", "Escaped"),
        ("os.remove('/etc/hostname')", "Escaped"),
        ("socket.create_connection(('127.0.0.1', 9))", "Escaped"),
        ("socket.getaddrinfo('news.example', 80)", "Escaped"),
        ("subprocess.run(['true'])", "Escaped"),
        ("os.system('true')", "Escaped"),
        ("try:\n    open('/etc/hostname')\nexcept BaseException:\n    pass", "Escaped"),
        ("while True: pass", "Hung"),
        ("try:\n    re.match('(a+)+b', 'a' * 40)\nexcept Exception:\n    pass", "Hung"),
        ("(folder / 'a.txt').write_text('a'); (folder / 'a.txt').read_text()", "nothing"),
    ],
)
def test_no_way_out_is_missed(tmp_path: Path, tried: str, told: str) -> None:
    """Files elsewhere, the network, programs and endless work are seen, even where the error is caught on the way."""
    command = [sys.executable, "-c", _TRY, str(tmp_path), tried]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == [told]
