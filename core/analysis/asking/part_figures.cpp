// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/asking/part_figures.h"

#include "analysis/asking/question_tokens.h"

#include <QLocale>
#include <QMap>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <cstdlib>

namespace consultantos {

namespace {

const QString CountryPrefix = QStringLiteral("country:");

QStringList axesOf(AskedPart part)
{
    switch (part) {
    case AskedPart::Segment:
        return {QStringLiteral(":StatementBusinessSegmentsAxis"), QStringLiteral(":SegmentsAxis")};
    case AskedPart::Geography:
        return {QStringLiteral(":StatementGeographicalAxis"), QStringLiteral(":GeographicalAxis")};
    case AskedPart::Product:
        return {QStringLiteral(":ProductOrServiceAxis"), QStringLiteral(":ProductsAndServicesAxis")};
    }
    return {};
}

bool endsWithOneOf(const QString &text, const QStringList &endings)
{
    return std::any_of(endings.cbegin(), endings.cend(),
                       [&text](const QString &ending) { return text.endsWith(ending); });
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
    static const QRegularExpression Words(
        QStringLiteral("Eliminat|Reconcil|Corporate|Unallocated|Intersegment|NonSegment|MaterialReconcilingItems"),
        QRegularExpression::CaseInsensitiveOption);
    return Words.match(member).hasMatch();
}

qsizetype axisCount(const Fact &fact)
{
    return fact.dimensions.count(QLatin1Char('='));
}

QStringList tagsInOrder(const ConceptDefinition &line, const QString &wholeTag)
{
    auto tags = line.tags;
    if (const auto place = tags.indexOf(wholeTag); place > 0)
        tags.move(place, 0);
    return tags;
}

/// The tag's facts by member; of several with the same member the one that the fewest axes narrow.
QMap<QString, Fact> byMember(const QString &tag, const QList<Fact> &facts, const Period &period, AskedPart part)
{
    QMap<QString, Fact> found;
    for (const auto &fact : facts) {
        if (fact.isOfWholeCompany() || fact.taxonomy + QLatin1Char(':') + fact.tag != tag || !isOfPeriod(fact, period))
            continue;
        const auto member = partMember(fact, part);
        const auto known = found.constFind(member);
        if (!member.isEmpty() && (known == found.constEnd() || axisCount(fact) < axisCount(*known)))
            found.insert(member, fact);
    }
    return found;
}

QList<PartFact> named(const QMap<QString, Fact> &byMember, AskedPart part)
{
    QList<PartFact> parts;
    for (auto entry = byMember.cbegin(); entry != byMember.cend(); ++entry)
        parts.append({partName(entry.key()), entry.value(), part});
    std::stable_sort(parts.begin(), parts.end(),
                     [](const PartFact &left, const PartFact &right) { return left.name < right.name; });
    return parts;
}

/// Folded words that tell one name from another.
QSet<QString> tellingWords(const QString &text)
{
    static const QSet<QString> Silent{QStringLiteral("and"), QStringLiteral("of"), QStringLiteral("the")};
    const auto words = foldedPhrase(text);
    return QSet<QString>(words.cbegin(), words.cend()) - Silent;
}

QString lettersOf(const QString &text)
{
    return foldedPhrase(text).join(QString());
}

/// How well a name fits, the lower the better; empty where it doesn't.
std::optional<int> rankOf(const PartFact &candidate, const QSet<QString> &wanted, const QSet<QString> &question)
{
    const auto member = partMember(candidate.fact, candidate.part);
    if (member.startsWith(CountryPrefix) && tellingWords(member.mid(CountryPrefix.size())) == wanted)
        return 1;
    const auto name = tellingWords(candidate.name);
    // "iPhone" is written together, and the member's name is cut at its capital.
    if (lettersOf(candidate.name) == lettersOf(QStringList(wanted.values()).join(QString())) && wanted.size() == 1)
        return 1;
    if (!name.contains(wanted))
        return std::nullopt;
    const auto more = name - wanted;
    if (more.isEmpty())
        return 1;
    return question.contains(more) ? 0 : 2;
}

/// The candidate that the names of all others extend: "Energy" beside "Energy Leasing" and "Energy Sales".
std::optional<PartFact> wholeOf(const QList<PartFact> &candidates)
{
    for (const auto &candidate : candidates) {
        const auto name = tellingWords(candidate.name);
        const bool isWhole = std::all_of(candidates.cbegin(), candidates.cend(), [&](const PartFact &other) {
            return other.fact.value() == candidate.fact.value()
                   || (tellingWords(other.name).contains(name) && tellingWords(other.name) != name);
        });
        if (isWhole)
            return candidate;
    }
    return std::nullopt;
}

/// Names of members are written together: "VehiclesandParts" and "GenerationAndStorage" have their "and" set apart.
QString withSmallWords(QString name)
{
    static const QRegularExpression Glued(QStringLiteral("(?<=[a-z]s)and (?=[A-Z])"));
    static const QRegularExpression Small(QStringLiteral("(?<= )(And|Of|The|For|In|Or)(?= )"));
    name.replace(Glued, QStringLiteral(" and "));
    for (auto match = Small.match(name); match.hasMatch(); match = Small.match(name))
        name.replace(match.capturedStart(), match.capturedLength(), match.captured().toLower());
    return name;
}

} // namespace

QString partName(const QString &member)
{
    static const QRegularExpression Border(
        QStringLiteral("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-z]s)(?=and[A-Z])"));
    auto name = member.section(QLatin1Char(':'), -1);
    if (member.startsWith(CountryPrefix)) {
        const auto territory = QLocale::codeToTerritory(name);
        return territory == QLocale::AnyTerritory ? name : QLocale::territoryToString(territory);
    }
    if (member == QLatin1String("us-gaap:NonUsMember"))
        return QStringLiteral("Outside the United States");
    for (const auto &ending : {QStringLiteral("Member"), QStringLiteral("Segment"), QStringLiteral("Segments")}) {
        if (name.size() > ending.size() && name.endsWith(ending))
            name.chop(ending.size());
    }
    return withSmallWords(name.split(Border, Qt::SkipEmptyParts).join(QLatin1Char(' ')));
}

QString partMember(const Fact &fact, AskedPart part)
{
    const auto axes = axesOf(part);
    QString found;
    for (const auto &dimension : fact.dimensions.split(QLatin1Char(';'), Qt::SkipEmptyParts)) {
        const auto axis = dimension.section(QLatin1Char('='), 0, 0);
        const auto member = dimension.section(QLatin1Char('='), 1);
        if (endsWithOneOf(axis, axes))
            found = member;
        else if (axis.endsWith(QLatin1String(":ConsolidationItemsAxis"))
                     ? !member.endsWith(QLatin1String(":OperatingSegmentsMember"))
                     : !axis.endsWith(QLatin1String(":BusinessGroupAxis")))
            return {};
    }
    return isReconciling(found) ? QString() : found;
}

QList<PartFact> partFacts(const ConceptDefinition &line, const QList<Fact> &facts, const Period &period, AskedPart part,
                          const QString &wholeTag)
{
    for (const auto &tag : tagsInOrder(line, wholeTag)) {
        const auto found = byMember(tag, facts, period, part);
        if (!found.isEmpty())
            return named(found, part);
    }
    return {};
}

QList<PartFact> allPartFacts(const ConceptDefinition &line, const QList<Fact> &facts, const Period &period,
                             const QString &wholeTag)
{
    QList<PartFact> parts;
    for (const auto part : {AskedPart::Segment, AskedPart::Product, AskedPart::Geography}) {
        QMap<QString, Fact> found;
        for (const auto &tag : tagsInOrder(line, wholeTag)) {
            const auto ofTag = byMember(tag, facts, period, part);
            for (auto entry = ofTag.cbegin(); entry != ofTag.cend(); ++entry) {
                if (!found.contains(entry.key()))
                    found.insert(entry.key(), entry.value());
            }
        }
        parts += named(found, part);
    }
    return parts;
}

QList<PartFact> partsAtHand(const ConceptCatalogue &lines, const QList<Fact> &facts, const Period &period)
{
    QList<PartFact> parts;
    QSet<QString> known;
    for (const auto &line : lines.concepts()) {
        for (const auto &part : allPartFacts(line, facts, period)) {
            const auto key = QString::number(static_cast<int>(part.part)) + partMember(part.fact, part.part);
            if (!known.contains(key))
                parts.append(part);
            known.insert(key);
        }
    }
    return parts;
}

QList<Fact> factsOfPart(const PartFact &part, const QList<Fact> &facts)
{
    const auto member = partMember(part.fact, part.part);
    QMap<QString, Fact> found;
    for (const auto &fact : facts) {
        if (fact.isOfWholeCompany() || partMember(fact, part.part) != member)
            continue;
        const auto key = factId({}, fact.taxonomy, fact.tag, fact.unit, fact.start, fact.end);
        const auto known = found.constFind(key);
        if (known == found.constEnd() || axisCount(fact) < axisCount(*known))
            found.insert(key, fact);
    }
    auto own = found.values();
    for (auto &fact : own)
        fact.dimensions.clear();
    return own;
}

QList<PartFact> partsNamed(const PartSearch &search, const QList<PartFact> &parts)
{
    const auto wanted = tellingWords(search.words.join(QLatin1Char(' ')));
    const auto question = tellingWords(search.questionWords.join(QLatin1Char(' ')));
    if (wanted.isEmpty())
        return {};
    QList<PartFact> best;
    int bestRank = 3;
    for (const auto &candidate : parts) {
        if (search.part && *search.part != candidate.part)
            continue;
        const auto rank = rankOf(candidate, wanted, question);
        if (!rank || *rank > bestRank)
            continue;
        if (*rank < bestRank)
            best.clear();
        bestRank = *rank;
        best.append(candidate);
    }
    return best;
}

PartChoice partNamed(const PartSearch &search, const QList<PartFact> &parts)
{
    const auto best = partsNamed(search, parts);
    if (best.isEmpty())
        return {};
    if (const auto whole = wholeOf(best))
        return {whole, {}};
    QStringList rivals;
    for (const auto &candidate : best)
        rivals.append(candidate.name);
    return {std::nullopt, rivals};
}

} // namespace consultantos
