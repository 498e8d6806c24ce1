"""A real cluster of two nodes on this machine: the rows of one core, also when a node is lost halfway."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from onrecord import open_ledger, run
from onrecord.scale import Recipe, Step, spread

from .made import collection, told, write_inputs

pytestmark = [
    # Ray is not imported here: it reads the token of its cluster when it is.
    pytest.mark.skipif(find_spec("ray") is None, reason="ray is not installed: pip install 'onrecord[ray]'"),
    pytest.mark.filterwarnings("ignore"),  # those of Ray and of what it loads are not ours
]


def test_two_nodes_give_the_rows_of_one_core_even_when_one_is_lost(tmp_path: Path) -> None:
    """Every row and every count is that of one core; what a lost node held is made again, and nothing twice."""
    from bench.cluster.nodes import two_nodes
    from onrecord.scale.cluster import open_cluster

    paths = write_inputs(tmp_path / "in", collection(seed=5, many=40))
    with open_ledger(tmp_path / "one.duckdb") as ledger:
        summary = run(paths, ledger=ledger).summary
        expected = told(ledger)
    killed: list[int] = []
    with (
        TemporaryDirectory(prefix="nodes-", dir="/tmp") as folder,
        two_nodes(Path(folder)) as nodes,
        open_cluster(nodes.address) as workers,
    ):

        def kill(step: Step) -> None:
            if not killed and step.parts == 3:
                killed.extend(nodes.kill_worker())

        recipe = Recipe(at_once=4)
        whole = spread(paths, into=str(tmp_path / "whole"), workers=workers, recipe=recipe)
        halved = spread(paths, into=str(tmp_path / "halved"), workers=workers, recipe=recipe, progress=kill)
    assert killed
    for result, into in ((whole, "whole"), (halved, "halved")):
        manifest = result.manifest
        assert manifest.met == manifest.added + manifest.held + manifest.skipped == summary.sources
        assert [skipped.reason for skipped in result.reasons] == [one.reason for one in summary.skipped]
        with open_ledger(tmp_path / into, read_only=True) as ledger:
            assert told(ledger) == expected
