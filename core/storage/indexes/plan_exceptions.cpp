// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/indexes/plan_exceptions.h"

#include <QRegularExpression>

#include <array>

namespace consultantos {
namespace {

struct PlanException {
    const char *store;
    PlanFault fault;
    const char *pattern; ///< of the statement's text
    const char *reason;
};

const std::array Exceptions{
    PlanException{"library", PlanFault::TemporarySort, "FROM evidence e JOIN evidence_uses",
                  "what rests on one piece of evidence: as many sentences as cite it"},
    PlanException{"library", PlanFault::TemporarySort, "FROM reports r WHERE .* AND r.id IN \\(",
                  "the reports that somebody pinned, as many as can be looked through"},
    PlanException{"conversations", PlanFault::TemporarySort, "max\\(m.number\\) FROM .* GROUP BY c.id",
                  "the hits of a search, put together by conversation"},
    PlanException{"facts", PlanFault::FullScan, "replace\\(place, \\?, ''\\)",
                  "once when a document or workbook is taken out; where a fact stands is kept as text"},
    PlanException{"documents", PlanFault::FullScan, "^SELECT DISTINCT section FROM passages",
                  "the list of parts to choose from, once when it is opened"},
    PlanException{"documents", PlanFault::TemporarySort, "^SELECT DISTINCT section FROM passages",
                  "the list of parts to choose from, once when it is opened"},
    PlanException{"documents", PlanFault::TemporarySort, "AS best JOIN passages p ON p.number = best.number",
                  "the hits of one page, as the search ranked them"},
    PlanException{"documents", PlanFault::FullScan, "LEFT JOIN passage_vectors v",
                  "embedding goes through all passages in their order, a part at a time"},
    PlanException{"documents", PlanFault::TemporarySort, "LEFT JOIN passage_vectors v",
                  "the passages of the documents that were chosen"},
    PlanException{"documents", PlanFault::FullScan, "JOIN passage_vectors v ON",
                  "the nearest meaning is found by comparing with each"},
    PlanException{"egress", PlanFault::IndexScan, "^SELECT DISTINCT (host|kind|report_id) FROM requests",
                  "choices of a filter, once when it is opened, from an index alone"},
    PlanException{"money", PlanFault::TemporarySort, "FROM calls WHERE called_at >= \\? GROUP BY key, currency",
                  "sums of a period: its calls are all read, its groups are few"},
    PlanException{"money", PlanFault::IndexScan, "FROM calls WHERE called_at >= \\? GROUP BY key, currency",
                  "sums of a period by report, in the order of reports"},
    PlanException{"metrics", PlanFault::FullScan, "slow_statements WHERE last",
                  "a row for each slow statement, some tens"},
    PlanException{"metrics", PlanFault::TemporarySort, "FROM slow_statements",
                  "a row for each slow statement, some tens"},
    PlanException{"metrics", PlanFault::TemporarySort, "FROM runs WHERE seen >",
                  "a row for each start of the program in ninety days"},
};

} // namespace

int planExceptionCount()
{
    return static_cast<int>(Exceptions.size());
}

int planExceptionOf(const QString &store, const QString &sql, PlanFault fault)
{
    for (std::size_t i = 0; i < Exceptions.size(); ++i) {
        const auto &one = Exceptions[i];
        if (store == QLatin1String(one.store) && fault == one.fault
            && QRegularExpression(QLatin1String(one.pattern)).match(sql).hasMatch())
            return static_cast<int>(i);
    }
    return -1;
}

QString reasonToAllow(const QString &store, const QString &sql, PlanFault fault)
{
    const auto found = planExceptionOf(store, sql, fault);
    return found < 0 ? QString() : QString::fromLatin1(Exceptions[static_cast<std::size_t>(found)].reason);
}

} // namespace consultantos
