"""Values as bytes on their way between the processes of one run; never what came from elsewhere, and never kept."""

from __future__ import annotations

import pickle
from typing import Any


def pack(value: object) -> bytes:
    """A value of ours as bytes, the same for an equal value in one process."""
    return pickle.dumps(value)


def unpack(data: bytes) -> Any:
    """The value that `pack` was given in another process of this run."""
    return pickle.loads(data)  # noqa: S301 (made by this program, in this run)
