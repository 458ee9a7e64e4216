// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/breakdown.h"

#include "analysis/asking/part_figures.h"
#include "analysis/computation_builder.h"
#include "model/units.h"

#include <QMap>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace consultantos {

namespace {

constexpr qint64 SameStartDays = 15;
constexpr double CoarsestUnit = 1e6; ///< filings round to millions at most
constexpr qsizetype MostParts = 16;  ///< up to so many, every choice of parts is tried
constexpr double NearlyAll = 0.03;   ///< share of the total that eliminations and unallocated items usually stay under

struct Kind {
    QString id;
    QString title;
    AskedPart part;
};

QList<Kind> kinds()
{
    return {{QStringLiteral("segment"), QStringLiteral("by segment"), AskedPart::Segment},
            {QStringLiteral("product"), QStringLiteral("by product and service"), AskedPart::Product},
            {QStringLiteral("region"), QStringLiteral("by region"), AskedPart::Geography}};
}

bool isOfYear(const Fact &fact, const Period &year)
{
    return fact.end == year.end && fact.start && year.start
           && std::abs(fact.start->daysTo(*year.start)) <= SameStartDays;
}

qsizetype axesOf(const Fact &fact)
{
    return fact.dimensions.count(QLatin1Char('='));
}

using Members = QMap<QString, const Fact *>;

/// The tag's facts of a year by member; of several with the same member the one that the fewest axes narrow.
Members membersOf(const QString &tag, const Kind &kind, const SplitLine &line, const Period &year,
                  const QList<Fact> &facts)
{
    Members members;
    for (const auto &fact : facts) {
        if (fact.isOfWholeCompany() || fact.unit != line.currency || !isOfYear(fact, year)
            || fact.taxonomy + QLatin1Char(':') + fact.tag != tag)
            continue;
        const auto member = partMember(fact, kind.part);
        if (member.isEmpty())
            continue;
        const auto *known = members.value(member);
        if (known == nullptr || axesOf(fact) < axesOf(*known))
            members.insert(member, &fact);
    }
    return members;
}

/// Half a unit of the last digit that any of the figures shows, at most half a million each: what rounding can add up to.
double roundingOf(const QList<double> &values)
{
    double unit = CoarsestUnit;
    for (const double value : values) {
        while (unit > 1 && std::fmod(value, unit) != 0)
            unit /= 10;
    }
    return 0.5 * unit * static_cast<double>(values.size());
}

/// The choice of members that adds up to `total` most exactly; of equally exact ones the largest, then the first in order.
/// Empty if none does within rounding.
QStringList partition(const Members &members, double total)
{
    const auto names = members.keys();
    if (names.size() > MostParts)
        return {};
    QList<double> values;
    for (const auto &name : names)
        values.append(members[name]->value());
    QStringList best;
    double bestGap = roundingOf(values + QList<double>{total});
    for (unsigned choice = 1; choice < (1U << static_cast<unsigned>(names.size())); ++choice) {
        double sum = 0;
        QStringList chosen;
        for (qsizetype i = 0; i < names.size(); ++i) {
            if ((choice >> static_cast<unsigned>(i) & 1U) != 0) {
                sum += values[i];
                chosen.append(names[i]);
            }
        }
        const double gap = std::abs(sum - total);
        if (gap < bestGap || (gap == bestGap && chosen.size() > best.size())) {
            best = chosen;
            bestGap = gap;
        }
    }
    return best;
}

double sumOf(const Members &members)
{
    double sum = 0;
    for (const auto *fact : members)
        sum += fact->value();
    return sum;
}

/// What is known of one kind by one tag in the newest year that has it.
struct Choice {
    QString tag;
    qsizetype newest = -1; ///< index of the year
    QStringList members;
    bool isComplete = false;
    double missing = 0; ///< distance of the parts' sum from the total, as a share of it
    bool isOverlapping = false;
};

std::optional<Choice> choiceOf(const QString &tag, const Kind &kind, const SplitLine &line, const QList<Fact> &facts)
{
    for (qsizetype year = 0; year < line.years.size(); ++year) {
        const auto &total = line.totals[year];
        if (!total || total->value <= 0)
            continue;
        const auto members = membersOf(tag, kind, line, line.years[year], facts);
        if (members.isEmpty())
            continue;
        Choice choice{tag, year, partition(members, total->value)};
        choice.isComplete = choice.members.size() > 1;
        if (choice.isComplete)
            return choice;
        choice.members = members.keys();
        const double sum = sumOf(members);
        choice.missing = std::abs(sum - total->value) / total->value;
        choice.isOverlapping = sum > total->value * (1 + NearlyAll);
        return choice;
    }
    return std::nullopt;
}

/// The tag that splits the newest year best: one whose parts add up, else the one that comes nearest to it.
std::optional<Choice> bestChoice(const Kind &kind, const SplitLine &line, const QList<Fact> &facts)
{
    std::optional<Choice> best;
    const auto key = [](const Choice &choice) { return std::tuple(choice.newest, !choice.isComplete, choice.missing); };
    for (const auto &tag : line.definition.tags) {
        const auto choice = choiceOf(tag, kind, line, facts);
        if (choice && (!best || key(*choice) < key(*best)))
            best = choice;
    }
    return best;
}

std::optional<Figure> shareOf(const Figure &part, const Figure &total, const SplitLine &line, const Kind &kind,
                              const QString &name, const QString &member, EvidenceBook &book)
{
    const auto share = ComputationBuilder(line.companyId, line.definition.id + QStringLiteral("_share"),
                                          QStringLiteral("%1: share of %2").arg(name, line.definition.label.toLower()))
                           .bind(QStringLiteral("part"), part)
                           .bind(QStringLiteral("whole"), total)
                           .period(total.period)
                           .qualifier(kind.id + QLatin1Char('-') + member)
                           .evaluate(QStringLiteral("part / whole"), units::Ratio, book);
    return share ? std::optional(*share) : std::nullopt;
}

/// Years before the newest one are shown as far back as every part or any of them was reported.
Breakdown breakdownOf(const Kind &kind, const Choice &choice, const SplitLine &line, const QList<Fact> &facts,
                      EvidenceBook &book)
{
    Breakdown breakdown;
    breakdown.kind = kind.id;
    breakdown.title = line.definition.label + QLatin1Char(' ') + kind.title;
    breakdown.concept_ = line.definition.id;
    breakdown.isComplete = choice.isComplete;
    for (const auto &member : choice.members)
        breakdown.parts.append({partName(member), member, {}, {}});
    for (qsizetype year = choice.newest; year < line.years.size(); ++year) {
        const auto members = membersOf(choice.tag, kind, line, line.years[year], facts);
        const bool isReported = std::any_of(choice.members.cbegin(), choice.members.cend(),
                                            [&members](const QString &member) { return members.contains(member); });
        const auto &total = line.totals[year];
        if (!isReported || !total)
            break;
        breakdown.periods.append(line.years[year]);
        breakdown.totals.append(total);
        for (auto &part : breakdown.parts) {
            const auto *fact = members.value(part.member);
            part.values.append(fact ? std::optional(book.add(*fact, line.years[year])) : std::nullopt);
            part.shares.append(fact ? shareOf(*part.values.last(), *total, line, kind, part.name, part.member, book)
                                    : std::nullopt);
        }
    }
    std::stable_sort(breakdown.parts.begin(), breakdown.parts.end(),
                     [](const BreakdownPart &left, const BreakdownPart &right) {
                         return left.values.first()->value > right.values.first()->value;
                     });
    if (choice.isOverlapping)
        breakdown.note =
            QStringLiteral("The parts overlap: some are parts of others, so they add up to more than the whole.");
    else if (!choice.isComplete)
        breakdown.note = choice.missing <= NearlyAll ? QStringLiteral(
                             "Eliminations and what belongs to no part are left out, so the parts don't add "
                             "up exactly to the whole.")
                                                     : QStringLiteral("The filings name only some of the parts.");
    return breakdown;
}

} // namespace

QList<Breakdown> breakdownsOf(const SplitLine &line, const QList<Fact> &facts, EvidenceBook &book)
{
    QList<Fact> split;
    for (const auto &fact : facts) {
        if (!fact.isOfWholeCompany())
            split.append(fact);
    }
    QList<Breakdown> breakdowns;
    for (const auto &kind : kinds()) {
        if (const auto choice = bestChoice(kind, line, split))
            breakdowns.append(breakdownOf(kind, *choice, line, split, book));
    }
    return breakdowns;
}

} // namespace consultantos
