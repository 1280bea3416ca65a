"""CPU time of a call, measured so that tests can hold it to a bound."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def least_cpu_seconds(call: Callable[[], object], runs: int = 3) -> float:
    """Give the least CPU seconds of some runs of a call.

    The garbage collector rests meanwhile: beside thousands of other tests it walks through all that they
    keep, which takes longer than what is measured.
    """
    gc.collect()
    gc.disable()
    try:
        return min(_cpu_seconds(call) for _ in range(runs))
    finally:
        gc.enable()


def _cpu_seconds(call: Callable[[], object]) -> float:
    begun = time.process_time()
    call()
    return time.process_time() - begun
