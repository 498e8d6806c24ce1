"""Taken in, or refused with one of our own errors: what every importer promises."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from evals.fuzz.checking import Broken
from evals.fuzz.kinds import Looked
from onrecord.errors import OnRecordError


def guarded(look: Callable[[Any], object]) -> Callable[[Any], Looked]:
    """What `look` takes in, or the error of ours with which it refuses; any other error escapes."""

    def looked(value: Any) -> Looked:
        try:
            taken = look(value)
        except OnRecordError as error:
            return refused(error)
        return Looked(outcome={"taken in": 1}, rows=repr(taken))

    return looked


def refused(error: OnRecordError) -> Looked:
    """The error, which must say in a line what failed, and what to do next."""
    if not error.what or "\n" in error.what or len(str(error)) > 3_000:
        raise Broken(f"an error that does not say in a line what failed: {str(error)[:300]!r}") from error
    if error.remedy is None:
        raise Broken(f"an error without a remedy: {error}") from error
    return Looked(outcome={"refused": 1}, rows=str(error))
