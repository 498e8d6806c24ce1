"""Ray does the jobs: on the cores of this machine, or on those of a cluster that was started before.

Reading and analysing stream through Ray Data, which keeps all cores busy while a file of a million texts is still being
opened and holds back who reads faster than others analyse. Everything after it is a list of jobs, for plain tasks.
Nothing is reported to anybody, no page is served, and a cluster of its own listens on this machine alone.
"""

from __future__ import annotations

import logging
import secrets
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from onrecord.errors import OnRecordError, StopSource, UsageError
from onrecord.scale.inputs import Batch, Portion
from onrecord.scale.packing import pack, unpack
from onrecord.scale.parts import Part
from onrecord.settings import prepare_ray

Job = TypeVar("Job")
Result = TypeVar("Result")
_IN_FLIGHT = 4
"""Jobs that wait for each core."""


class Cluster:
    """Workers of Ray; made by `open_cluster`."""

    def __init__(self, cores: int) -> None:
        self._cores = cores

    def make_parts(
        self,
        portions: Sequence[Portion],
        open_portion: Callable[[Portion], Iterator[Batch]],
        make_part: Callable[[Batch], Part],
    ) -> Iterator[Part]:
        """See `Workers`: two steps of Ray Data. A lost task is done again, and so is what its machine held."""
        import ray

        with _told():
            read = ray.data.from_items([{"portion": pack(portion)} for portion in portions])
            opened = read.repartition(target_num_rows_per_block=1).map_batches(
                partial(_open_rows, open_portion), batch_size=1, num_cpus=_READING
            )
            made = opened.repartition(target_num_rows_per_block=1).map_batches(
                partial(_make_rows, make_part), batch_size=1, num_cpus=1
            )
            for row in made.iter_rows():
                yield unpack(row["part"])

    def each(self, function: Callable[[Job], Result], jobs: Iterable[Job]) -> Iterator[Result]:
        """See `Workers`: one task a job, a bounded number at a time."""
        import ray

        task: Any = ray.remote(num_cpus=1, max_retries=-1)(_call)
        held = ray.put(function)
        waiting: deque[Any] = deque()
        coming = iter(jobs)
        with _told():
            while True:
                for job in islice(coming, self._cores * _IN_FLIGHT - len(waiting)):
                    waiting.append(task.remote(held, job))
                if not waiting:
                    return
                yield ray.get(waiting.popleft())


_READING = 0.25
"""Share of a core that opening takes: four portions are opened beside each other on one core."""


def _open_rows(
    open_portion: Callable[[Portion], Iterator[Batch]], rows: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    for portion in rows["portion"]:
        for batch in open_portion(unpack(portion)):
            yield {"batch": [pack(batch)]}


def _make_rows(make_part: Callable[[Batch], Part], rows: dict[str, Any]) -> dict[str, Any]:
    return {"part": [pack(make_part(unpack(batch))) for batch in rows["batch"]]}


def _call(function: Callable[[Job], Result], job: Job) -> Result:
    return function(job)


@contextmanager
def open_cluster(address: str | None = None, *, cores: int | None = None) -> Iterator[Cluster]:
    """Ray on this machine, with so many cores (None: all); with an address, the cluster that is there.

    Raises UsageError where Ray is not installed or no cluster answers.
    """
    ray = _ray(alone=address is None)
    options: dict[str, Any] = {"address": address} if address is not None else {"num_cpus": cores}
    if address is None:
        options |= {"include_dashboard": False, "_node_ip_address": "127.0.0.1"}
    elif address.startswith("127."):  # Ray would take the network's address for that of this machine
        options |= {"_node_ip_address": address.rpartition(":")[0]}
    try:
        ray.init(log_to_driver=False, logging_level=logging.ERROR, configure_logging=True, **options)
    except (ConnectionError, ValueError, RuntimeError, TimeoutError) as error:
        raise UsageError(
            f"no cluster answers ({str(error).splitlines()[0]})",
            where=address,
            remedy="start one with: ray start --head (one that asks for a token: set RAY_AUTH_MODE=token and "
            "RAY_AUTH_TOKEN_PATH); or leave the address out to use this machine",
        ) from error
    try:
        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        context.execution_options.verbose_progress = False
        yield Cluster(max(1, int(ray.cluster_resources().get("CPU", 1))))
    finally:
        ray.shutdown()


def _ray(*, alone: bool) -> Any:
    """The library, told before it is loaded to report nothing. A cluster of its own asks for a token of its own."""
    prepare_ray(token=secrets.token_hex(32) if alone else None)
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise UsageError(
            "Ray is not installed, by which work is spread over machines",
            remedy="install it with: pip install 'onrecord[ray]'",
        ) from error
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    return ray


@contextmanager
def _told() -> Iterator[None]:
    """What a worker raised, as it raised it; everything of Ray's own in our words."""
    import ray

    try:
        yield
    except ray.exceptions.RayError as error:
        cause = _ours(error)
        if cause is not None:
            raise cause from error
        line = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise StopSource(
            f"the cluster could not go on ({type(error).__name__}: {line[:200]})",
            remedy="run the same command again: it goes on from the parts that are there",
        ) from error


def _ours(error: BaseException | None) -> OnRecordError | None:
    """The error of ours behind one of Ray's."""
    while error is not None:
        if isinstance(error, OnRecordError):
            return _plain(error)
        error = getattr(error, "cause", None) or error.__cause__
    return None


def _plain(error: OnRecordError) -> OnRecordError:
    """Ray hands out an error that is both its own and ours; without its own part it is one line."""
    kind = next(kind for kind in type(error).__mro__ if kind.__module__ == OnRecordError.__module__)
    plain: OnRecordError = kind(error.what, where=error.where, remedy=error.remedy)
    return plain
