#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times python's diskcache as the peer of the disk level: medians and 99th percentiles of get and set in µs.

peer_diskcache.py    needs `pip install diskcache`, e.g. in a virtual environment; run bench_cache_disk beside it.
"""

import os
import random
import statistics
import sys
import tempfile
import time

COUNT = 1_000
ROUNDS = 10_000


def timed(work):
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1e6


def show(name, size, times):
    times.sort()
    print(f"{name} {size}: median {statistics.median(times):.1f}, 99 % {times[int(len(times) * 0.99)]:.1f}")


def main():
    try:
        import diskcache
    except ImportError:
        sys.exit("diskcache is not installed: pip install diskcache")
    for size in (4_096, 65_536):
        with tempfile.TemporaryDirectory() as folder, diskcache.Cache(folder) as cache:
            values = [os.urandom(size) for _ in range(64)]
            show("set", size, [timed(lambda i=i: cache.set(f"key/{i}", values[i % 64])) for i in range(COUNT)])
            keys = [f"key/{random.randrange(COUNT)}" for _ in range(ROUNDS)]
            show("get", size, [timed(lambda key=key: cache.get(key)) for key in keys])


if __name__ == "__main__":
    main()
