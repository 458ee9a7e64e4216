// SPDX-License-Identifier: GPL-3.0-or-later
// How good each eviction policy is: hit ratios on the public traces (where CONSULTANTOS_TEST_DATA or ../shared/data has
// them) and on made-up workloads, at 1, 5, 10 and 25 % of what is asked for; and what is saved where entries differ in size
// and cost. Not a Google Benchmark: nothing here depends on the machine.
#include "cache_policies/cache_policy.h"
#include "cache_policies/traces.h"

#include <QDir>
#include <QTextStream>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>

using namespace consultantos;
using namespace consultantos::bench;

namespace {

constexpr double OursBelowBest = 0.5; // points of hit ratio
constexpr double OursBelowLru = 1.0;
constexpr double SavedAgainstLru = 1.1;

struct Tally {
    int cells = 0;
    int missed = 0;
};

std::vector<Trace> publicTraces()
{
    auto folder = qEnvironmentVariable("CONSULTANTOS_TEST_DATA");
    if (folder.isEmpty())
        folder = QStringLiteral(CONSULTANTOS_SOURCE_DIR "/../shared/data");
    std::vector<Trace> traces;
    const QDir lirs(folder + QStringLiteral("/cache-traces/lirs"));
    for (const auto &file : lirs.entryInfoList({QStringLiteral("*.gz")}, QDir::Files, QDir::Name)) {
        if (const auto bytes = readInput(file.filePath()))
            traces.push_back({file.baseName().toStdString(), parseKeys(*bytes)});
    }
    const auto oracle = folder + QStringLiteral("/cache-traces/libcachesim/cloudPhysicsIO.oracleGeneral.bin.gz");
    if (const auto bytes = readInput(oracle)) {
        Trace units{"cloudPhysicsIO", parseOracle(*bytes)};
        Trace sized{"cloudPhysicsIO, bytes", units.requests};
        for (auto &request : units.requests)
            request.size = 1;
        traces.push_back(std::move(units));
        traces.push_back(std::move(sized));
    }
    if (traces.empty())
        std::printf("CONSULTANTOS_TEST_DATA is not available: made-up workloads only\n");
    return traces;
}

double savedShare(const Trace &trace, const std::string &policyName, quint64 capacity)
{
    const auto policy = makePolicy(policyName, capacity);
    double saved = 0;
    double all = 0;
    for (const auto &request : trace.requests) {
        all += request.worth;
        if (policy->request(request))
            saved += request.worth;
    }
    return 100 * saved / std::max(all, 1e-9);
}

std::map<std::string, double> printRow(const Trace &trace, quint64 capacity)
{
    std::map<std::string, double> shares;
    std::printf("%-28s %12llu", trace.name.c_str(), static_cast<unsigned long long>(capacity));
    for (const auto &policy : policyNames()) {
        shares[policy] = savedShare(trace, policy, capacity);
        std::printf(" %9.2f", shares[policy]);
    }
    return shares;
}

void compareHits(const Trace &trace, Tally &tally)
{
    const auto all = distinctBytes(trace.requests);
    for (const auto share : {0.01, 0.05, 0.1, 0.25}) {
        const auto capacity = std::max<quint64>(static_cast<quint64>(static_cast<double>(all) * share), 1);
        const auto ratios = printRow(trace, capacity);
        const auto best = std::max({ratios.at("lru"), ratios.at("s3fifo"), ratios.at("sieve"), ratios.at("wtinylfu")});
        const auto ours = ratios.at("ours");
        const bool isMissed = ours < best - OursBelowBest || ours < ratios.at("lru") - OursBelowLru;
        ++tally.cells;
        tally.missed += isMissed ? 1 : 0;
        std::printf("  %+6.2f %+6.2f%s\n", ours - best, ours - ratios.at("lru"), isMissed ? "  missed" : "");
    }
}

void compareSavings(const Trace &trace, Tally &tally)
{
    const auto all = distinctBytes(trace.requests);
    for (const auto share : {0.01, 0.05, 0.1, 0.25}) {
        const auto saved = printRow(trace, static_cast<quint64>(static_cast<double>(all) * share));
        const auto factor = saved.at("ours") / saved.at("lru");
        ++tally.cells;
        tally.missed += factor < SavedAgainstLru ? 1 : 0;
        std::printf("  %.2f x LRU%s\n", factor, factor < SavedAgainstLru ? "  missed" : "");
    }
}

void printHead(const char *what)
{
    std::printf("\n%-28s %12s", what, "capacity");
    for (const auto &policy : policyNames())
        std::printf(" %9s", policy.c_str());
}

/// A run of the program as workload_analyses records it: number of the key, bytes, seconds that a hit saves.
Trace recordedTrace(const char *path)
{
    Trace trace{"recorded run", {}};
    std::ifstream file(path);
    quint64 key = 0;
    quint32 bytes = 0;
    float seconds = 0;
    while (file >> key >> bytes >> seconds)
        trace.requests.push_back({key, std::max(bytes, 1U), std::max(seconds, 1e-9F)});
    return trace;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 2 && argv[1][0] != '-') {
        Tally tally;
        printHead("cost saved in %");
        std::printf("\n");
        compareSavings(recordedTrace(argv[1]), tally);
        return tally.missed;
    }
    Tally publicTally;
    Tally madeUpTally;
    Tally savingTally;
    printHead("hit ratio in %");
    std::printf("  - best  - LRU\n");
    for (const auto &trace : publicTraces())
        compareHits(trace, publicTally);
    for (const auto &trace : syntheticTraces())
        compareHits(trace, madeUpTally);
    printHead("cost saved in %");
    std::printf("\n");
    for (quint64 seed = 1; seed <= 3; ++seed)
        compareSavings(costedTrace(seed), savingTally);
    std::printf("\nmissed: public traces %d of %d, made-up workloads %d of %d, savings %d of %d\n", publicTally.missed,
                publicTally.cells, madeUpTally.missed, madeUpTally.cells, savingTally.missed, savingTally.cells);
    return 0;
}
