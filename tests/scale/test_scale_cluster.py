"""A real cluster of two nodes on this machine: the rows of one core, also when a node is lost halfway."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord import open_ledger, run
from onrecord.scale import Recipe, Spread, Step, spread

from .made import collection, told, write_inputs

pytest.importorskip("ray", reason="ray is not installed: pip install 'onrecord[ray]'")

pytestmark = pytest.mark.filterwarnings("ignore")  # those of Ray and of what it loads are not ours


def _spread(paths: list[str], into: Path, *, kill: bool) -> Spread:
    from bench.cluster.nodes import two_nodes
    from onrecord.scale.cluster import open_cluster

    killed: list[int] = []
    with two_nodes() as nodes, open_cluster(nodes.address) as workers:

        def watch(step: Step) -> None:
            if kill and not killed and step.parts == 3:
                killed.extend(nodes.kill_worker())

        recipe = Recipe(at_once=4)
        result = spread(paths, into=str(into), workers=workers, recipe=recipe, progress=watch)
    assert bool(killed) == kill
    return result


def test_two_nodes_give_the_rows_of_one_core_even_when_one_is_lost(tmp_path: Path) -> None:
    """Every row and every count is that of one core; what a lost node held is made again, and nothing twice."""
    paths = write_inputs(tmp_path / "in", collection(seed=5, many=40))
    with open_ledger(tmp_path / "one.duckdb") as ledger:
        summary = run(paths, ledger=ledger).summary
        expected = told(ledger)
    for kill in (False, True):
        into = tmp_path / f"killed-{kill}"
        result = _spread(paths, into, kill=kill)
        manifest = result.manifest
        assert manifest.met == manifest.added + manifest.held + manifest.skipped == summary.sources
        assert [skipped.reason for skipped in result.reasons] == [one.reason for one in summary.skipped]
        with open_ledger(into, read_only=True) as ledger:
            assert told(ledger) == expected
