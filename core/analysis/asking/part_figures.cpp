// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/asking/part_figures.h"

#include "analysis/asking/question_tokens.h"

#include <QMap>
#include <QRegularExpression>

#include <algorithm>
#include <cstdlib>

namespace consultantos {

namespace {

QStringList axesOf(AskedPart part)
{
    switch (part) {
    case AskedPart::Segment:
        return {QStringLiteral("StatementBusinessSegmentsAxis"), QStringLiteral("SegmentsAxis")};
    case AskedPart::Geography:
        return {QStringLiteral("StatementGeographicalAxis"), QStringLiteral("GeographicalAxis")};
    case AskedPart::Product:
        return {QStringLiteral("ProductOrServiceAxis"), QStringLiteral("ProductsAndServicesAxis")};
    }
    return {};
}

bool isOfPeriod(const Fact &fact, const Period &period)
{
    constexpr qint64 SameStartDays = 15;
    if (fact.end != period.end)
        return false;
    return !fact.start || !period.start || std::abs(fact.start->daysTo(*period.start)) <= SameStartDays;
}

bool isReconciling(const QString &member)
{
    static const QRegularExpression Words(QStringLiteral("Eliminat|Reconcil|Corporate|Unallocated|Intersegment"),
                                          QRegularExpression::CaseInsensitiveOption);
    return Words.match(member).hasMatch();
}

} // namespace

QString partName(const QString &member)
{
    static const QRegularExpression Border(QStringLiteral("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])"));
    auto name = member.section(QLatin1Char(':'), -1);
    for (const auto &ending : {QStringLiteral("Member"), QStringLiteral("Segment"), QStringLiteral("Segments")}) {
        if (name.size() > ending.size() && name.endsWith(ending))
            name.chop(ending.size());
    }
    return name.split(Border, Qt::SkipEmptyParts).join(QLatin1Char(' '));
}

QList<PartFact> partFacts(const ConceptDefinition &line, const QList<Fact> &facts, const Period &period, AskedPart part)
{
    const auto axes = axesOf(part);
    for (const auto &tag : line.tags) {
        QMap<QString, Fact> byName;
        for (const auto &fact : facts) {
            const bool isOneAxis = !fact.dimensions.isEmpty() && !fact.dimensions.contains(QLatin1Char(';'));
            if (!isOneAxis || fact.taxonomy + QLatin1Char(':') + fact.tag != tag || !isOfPeriod(fact, period))
                continue;
            const auto axis = fact.dimensions.section(QLatin1Char('='), 0, 0);
            const auto member = fact.dimensions.section(QLatin1Char('='), 1);
            const bool isOfKind = std::any_of(axes.cbegin(), axes.cend(),
                                              [&axis](const QString &ending) { return axis.endsWith(ending); });
            if (isOfKind && !isReconciling(member))
                byName.insert(partName(member), fact);
        }
        if (byName.isEmpty())
            continue;
        QList<PartFact> parts;
        for (auto entry = byName.cbegin(); entry != byName.cend(); ++entry)
            parts.append({entry.key(), entry.value()});
        return parts;
    }
    return {};
}

std::optional<PartFact> partNamed(const ConceptDefinition &line, const QList<Fact> &facts, const Period &period,
                                  const QStringList &words)
{
    QStringList wanted;
    for (const auto &word : words)
        wanted += foldedPhrase(word);
    if (wanted.isEmpty())
        return std::nullopt;
    std::optional<PartFact> found;
    for (const auto part : {AskedPart::Segment, AskedPart::Product, AskedPart::Geography}) {
        for (const auto &candidate : partFacts(line, facts, period, part)) {
            const auto name = foldedPhrase(candidate.name);
            const bool fits = std::all_of(wanted.cbegin(), wanted.cend(),
                                          [&name](const QString &word) { return name.contains(word); });
            if (!fits)
                continue;
            if (found && found->fact.value() != candidate.fact.value())
                return std::nullopt;
            found = candidate;
        }
    }
    return found;
}

} // namespace consultantos
