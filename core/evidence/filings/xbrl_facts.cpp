// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/filings/xbrl_facts.h"

#include <QHash>

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

struct Candidate {
    Fact fact;
    int decimals = ExactDecimals;
    bool isContradicted = false;
};

/// Half a unit of the last exact digit.
double uncertainty(int decimals)
{
    return decimals >= ExactDecimals ? 0 : 0.5 * std::pow(10, -decimals);
}

bool agree(double left, int leftDecimals, double right, int rightDecimals)
{
    const double slack = 1e-9 * std::max(std::abs(left), std::abs(right)); // of binary fractions
    return std::abs(left - right) <= uncertainty(leftDecimals) + uncertainty(rightDecimals) + slack;
}

FactReport reportOf(const XbrlNumber &number, const XbrlOrigin &origin)
{
    FactReport report;
    report.value = number.value;
    report.accession = origin.filing.accession;
    report.form = origin.filing.form;
    report.filed = origin.filing.filed;
    report.fiscalYear = origin.filing.fiscalYear;
    report.fiscalPeriod = origin.filing.fiscalPeriod;
    report.place.document = origin.document;
    report.place.cell = number.element;
    report.place.page = number.page;
    return report;
}

Fact factOf(const XbrlNumber &number, const XbrlOrigin &origin)
{
    Fact fact;
    fact.companyId = number.context.company.isEmpty() ? origin.filing.company : number.context.company;
    fact.taxonomy = number.taxonomy;
    fact.tag = number.tag;
    fact.dimensions = number.context.dimensionText();
    fact.unit = number.unit;
    fact.start = number.context.start;
    fact.end = number.context.end;
    fact.latest = reportOf(number, origin);
    fact.source = origin.source;
    fact.id = factId(fact.companyId, fact.taxonomy, fact.tag, fact.unit, fact.start, fact.end, fact.dimensions);
    return fact;
}

} // namespace

QList<Fact> mergedFacts(const QList<XbrlNumber> &numbers, const XbrlOrigin &origin, XbrlTally &tally)
{
    QHash<QString, Candidate> byId;
    byId.reserve(numbers.size());
    for (const auto &number : numbers) {
        const auto &[company, start, end, dimensions] = number.context;
        if (!end.isValid() || (start && (!start->isValid() || *start > end))) {
            ++tally.withoutPeriod;
            continue;
        }
        auto fact = factOf(number, origin);
        const int decimals = number.decimals.value_or(ExactDecimals);
        const auto known = byId.find(fact.id);
        if (known == byId.end()) {
            const auto id = fact.id;
            byId.insert(id, {std::move(fact), decimals});
            continue;
        }
        if (!agree(known->fact.latest.value, known->decimals, number.value, decimals))
            known->isContradicted = true;
        if (decimals > known->decimals) {
            known->fact.latest = fact.latest;
            known->decimals = decimals;
        }
    }
    QList<Fact> facts;
    facts.reserve(byId.size());
    for (auto &candidate : byId) {
        tally.contradictory += candidate.isContradicted ? 1 : 0;
        facts.append(std::move(candidate.fact));
    }
    std::sort(facts.begin(), facts.end(), [](const Fact &left, const Fact &right) { return left.id < right.id; });
    return facts;
}

} // namespace consultantos
