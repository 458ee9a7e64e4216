#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times python's diskcache and aiocache as peers of the disk level and of the memory level: medians and 99th percentiles of
get and set in µs.

peer_python.py [PROGRAM]    needs `pip install diskcache aiocache`, e.g. in a virtual environment. With bench_cache_disk as
PROGRAM that is run in turns with diskcache, each reading a file of its own that it has just written, and the medians of all
turns are printed beside each other.
"""

import asyncio
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time

COUNT = 1_000
ROUNDS = 10_000
TURNS = 5
SIZES = (4_096, 65_536)


def timed(work):
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1e6


def show(name, size, times):
    times.sort()
    print(f"{name} {size}: median {statistics.median(times):.1f}, 99 % {times[int(len(times) * 0.99)]:.1f}")


def values_of(size):
    return [os.urandom(size) for _ in range(64)]


def keys_at_random():
    return [f"key/{random.randrange(COUNT)}" for _ in range(ROUNDS)]


def disk_times(size):
    """Of set and get of a new cache."""
    import diskcache
    with tempfile.TemporaryDirectory() as folder, diskcache.Cache(folder) as cache:
        values = values_of(size)
        sets = [timed(lambda i=i: cache.set(f"key/{i}", values[i % 64])) for i in range(COUNT)]
        return sets, [timed(lambda key=key: cache.get(key)) for key in keys_at_random()]


async def memory_times(size):
    """Of aiocache's memory cache, awaited as its users do, and of awaiting a coroutine that does nothing."""
    import aiocache

    async def nothing():
        return None

    cache = aiocache.SimpleMemoryCache()
    values = values_of(size)
    sets, gets, floor = [], [], []
    for i in range(COUNT):
        begun = time.perf_counter()
        await cache.set(f"key/{i}", values[i % 64])
        sets.append((time.perf_counter() - begun) * 1e6)
    for key in keys_at_random():
        begun = time.perf_counter()
        await cache.get(key)
        between = time.perf_counter()
        await nothing()
        floor.append((time.perf_counter() - between) * 1e6)
        gets.append((between - begun) * 1e6)
    return sets, gets, floor


def ours(program, size):
    """The median that bench_cache_disk tells of a get."""
    told = json.loads(subprocess.run([program, f"--benchmark_filter=getAlone/{size}/", "--benchmark_format=json"],
                                     check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout)
    return told["benchmarks"][0]["p50"]


def main():
    try:
        import aiocache  # noqa: F401
        import diskcache  # noqa: F401
    except ImportError:
        sys.exit("missing: pip install diskcache aiocache")
    for size in SIZES:
        sets, gets = disk_times(size)
        show("diskcache set", size, sets)
        show("diskcache get", size, gets)
        sets, gets, floor = asyncio.run(memory_times(size))
        show("aiocache set", size, sets)
        show("aiocache get", size, gets)
        show("awaiting nothing", size, floor)
    if len(sys.argv) < 2:
        return
    for size in SIZES:
        peer, own = [], []
        for _ in range(TURNS):
            peer.append(statistics.median(disk_times(size)[1]))
            own.append(ours(sys.argv[1], size))
        print(f"get {size}, {TURNS} turns: diskcache {statistics.median(peer):.2f} ({min(peer):.2f} to {max(peer):.2f}), "
              f"ours {statistics.median(own):.2f} ({min(own):.2f} to {max(own):.2f}), "
              f"{statistics.median(peer) / statistics.median(own):.2f} times")


if __name__ == "__main__":
    main()
