// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "cache_policies/cache_policy.h"

#include <QByteArray>

#include <string>
#include <vector>

namespace consultantos::bench {

struct Trace {
    std::string name;
    std::vector<Request> requests;
};

/// Bytes of a file, unpacked if they are gzip; "-" is stdin.
Result<QByteArray> readInput(const QString &path);
/// One key a line; empty lines and the break marks of the LIRS traces ("*") are none. Sizes are one.
std::vector<Request> parseKeys(const QByteArray &bytes);
/// libCacheSim's oracleGeneral: 24-byte little-endian records of time (32 bits), object (64), size (32), next use (64).
std::vector<Request> parseOracle(const QByteArray &bytes);
/// Workloads made up from a fixed seed: Zipf, scans, phases, loops, recency, mixed transactions.
std::vector<Trace> syntheticTraces();
/// Zipf over keys whose sizes and worths spread over three orders of magnitude, independently.
Trace costedTrace(quint64 seed);
size_t distinctKeys(const std::vector<Request> &requests);
quint64 distinctBytes(const std::vector<Request> &requests);

} // namespace consultantos::bench
