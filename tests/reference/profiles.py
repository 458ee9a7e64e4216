# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings profiles: everything off, everything on, and each optimisation alone."""
import dataclasses
import json

ALL_OFF = {"CACHE_L1_SIZE_MB": "0", "CACHE_L3_SIZE_MB": "0", "MAX_CONCURRENT_AGENTS": "1", "LLM_BATCH_SIZE": "1"}


@dataclasses.dataclass(frozen=True)
class Profile:
    name: str
    about: str
    environment: dict = dataclasses.field(default_factory=dict)  # the program's settings
    redis: bool = False  # the program is given a Redis server
    #: What a client does: asks for gzip, tells what it has already (ETag), sends what doesn't build on each other at once.
    gzip: bool = False
    etag: bool = False
    at_once: bool = False

    def with_one(self, **changes):
        return dataclasses.replace(self, **changes)


def without(name):
    return {key: value for key, value in ALL_OFF.items() if key != name}


OFF = Profile("off", "nothing is kept, one agent and one call at a time, plain answers", ALL_OFF)
ON = Profile("on", "the program as it comes, with a Redis server; clients take gzip and 304", {}, True, True, True, True)
SINGLES = [
    Profile("l1", "the cache's memory level alone", without("CACHE_L1_SIZE_MB")),
    Profile("l2", "the cache's Redis level alone", ALL_OFF, redis=True),
    Profile("l3", "the cache's disk level alone", without("CACHE_L3_SIZE_MB")),
    Profile("parallel", "five agents at once alone", without("MAX_CONCURRENT_AGENTS")),
    Profile("llm_batch", "batches of five model calls alone, asked for at once", without("LLM_BATCH_SIZE"), at_once=True),
    Profile("gzip", "gzip alone", ALL_OFF, gzip=True),
    Profile("etag", "answers 304 to clients who have it, alone", ALL_OFF, etag=True),
]
KNOWN = {profile.name: profile for profile in [OFF, ON, *SINGLES]}
#: What the reference has and this program can't switch, and why.
NOT_SWITCHED = {
    "semantic cache": "analyses and questions take the reply of the same prompt alone (LlmReuse::Exact); "
                      "that of a similar one is measured by bench_llm",
    "query cache": "searches in documents are kept by the cache of the levels above; lists of reports aren't kept",
    "indexes": "part of each store; measured by dropping them from a copy",
    "connection pool": "a connection a thread, always",
}


def parse(text):
    """A known name, a JSON file of {"name", "environment", "redis", "gzip", "etag", "at_once"}, or NAME:KEY=VALUE,KEY=VALUE
    for the program as it comes with these settings."""
    if text in KNOWN:
        return KNOWN[text]
    if text.endswith(".json"):
        with open(text, encoding="utf-8") as file:
            return Profile(**{"about": text, **json.load(file)})
    name, found, pairs = text.partition(":")
    if not found or not name or not all("=" in pair for pair in pairs.split(",")):
        raise ValueError(f"no profile \"{text}\": one of {', '.join(KNOWN)}, a file FILE.json, or NAME:KEY=VALUE,…")
    settings = dict(pair.split("=", 1) for pair in pairs.split(","))
    return ON.with_one(name=name, about="as it comes, with " + pairs, environment=settings,
                       redis="REDIS_URL" not in settings)
