// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/playbook_reader.h"

#include "analysis/frameworks/ratio_words.h"
#include "model/units.h"

#include <algorithm>

namespace consultantos {

namespace {

constexpr int SlopeYears = 5;
const QString Global = QStringLiteral("global");

} // namespace

PlaybookReader::PlaybookReader(Workbench &bench, const FrameworkDefinitions &definitions)
    : m_bench(bench)
{
    const auto &region = bench.input().request.region;
    if (!region.trimmed().isEmpty()) {
        m_codes = definitions.regionCodes(region);
    } else if (!bench.input().company.country.isEmpty()) {
        m_codes = definitions.regionCodes(bench.input().company.country);
        if (m_codes.isEmpty())
            m_codes = QStringList{bench.input().company.country};
    }
}

bool PlaybookReader::isRegionUnknown() const
{
    return !m_bench.input().request.region.trimmed().isEmpty() && m_codes.isEmpty();
}

bool PlaybookReader::holdsInRegion(const PlaybookStatement &statement) const
{
    const auto &regions = statement.regions;
    if (regions.isEmpty() || regions.contains(Global, Qt::CaseInsensitive))
        return true;
    if (m_codes.isEmpty())
        return m_bench.input().request.region.trimmed().isEmpty();
    return std::any_of(m_codes.begin(), m_codes.end(),
                       [&regions](const QString &code) { return regions.contains(code); });
}

bool PlaybookReader::conditionHolds(const PlaybookStatement &statement)
{
    if (statement.whenRatio.isEmpty() || statement.whenIs.isEmpty())
        return true;
    if (statement.whenIs == QLatin1String("above") || statement.whenIs == QLatin1String("below")) {
        const auto comparison = compareWithReference(m_bench, statement.whenRatio);
        return comparison && (comparison->gap.value > 0) == (statement.whenIs == QLatin1String("above"))
               && comparison->gap.value != 0;
    }
    const auto history = m_bench.history(statement.whenRatio);
    if (history.size() < 3)
        return false;
    const auto recent = history.mid(std::max<qsizetype>(0, history.size() - SlopeYears));
    const auto slope =
        m_bench.compute(QStringLiteral("slope"), QStringLiteral("Yearly change: %1").arg(lineName(statement.whenRatio)),
                        QStringLiteral("slope(years)"), differenceUnit(recent.last().unit),
                        {many(QStringLiteral("years"), recent)}, recent.last().period, statement.whenRatio);
    return slope && slope->value != 0 && (slope->value > 0) == (statement.whenIs == QLatin1String("rising"));
}

QList<PlaybookStatement> PlaybookReader::applicable(const QString &use)
{
    QList<PlaybookStatement> found;
    const auto statements = m_bench.input().playbook.forUse(use);
    for (const auto &statement : statements) {
        if (holdsInRegion(statement) && conditionHolds(statement))
            found.append(statement);
    }
    // Regional statements before general ones when a region is asked for; then by the question.
    const bool hasRegion = !m_bench.input().request.region.trimmed().isEmpty();
    const auto key = [this, hasRegion](const PlaybookStatement &statement) {
        const bool isGeneral = statement.regions.isEmpty() || statement.regions.contains(Global, Qt::CaseInsensitive);
        const int region = hasRegion && isGeneral ? 1 : 0;
        const int condition = statement.whenRatio.isEmpty() ? 1 : 0;
        return std::tuple(region, m_bench.topicRank(statement.topics), condition);
    };
    std::stable_sort(found.begin(), found.end(), [&key](const PlaybookStatement &left, const PlaybookStatement &right) {
        return key(left) < key(right);
    });
    return found;
}

std::optional<Figure> PlaybookReader::exposure(const PlaybookStatement &statement)
{
    const auto line = statement.fields.value(QStringLiteral("exposed_line"));
    if (line.isEmpty())
        return std::nullopt;
    if (const auto ratio = m_bench.ratio(line))
        return ratio;
    const auto amount = m_bench.line(line);
    const auto revenue = m_bench.line(QStringLiteral("revenue"));
    if (!amount || !revenue || line == QLatin1String("revenue"))
        return std::nullopt;
    return m_bench.shareOf(*amount, *revenue,
                           QStringLiteral("%1 as a share of revenue").arg(capitalised(lineName(line))),
                           line + QStringLiteral("-of-revenue"));
}

Claim PlaybookReader::claim(const QString &id, const PlaybookStatement &statement, const QStringList &fallback)
{
    const bool isConditional = !statement.whenRatio.isEmpty();
    ClaimBuilder claim(id, Grade::Playbook, isConditional ? ConditionMet : Confidence);
    m_bench.add(statement.entry);
    claim.evidence(statement.entry.id);
    writePlaybookText(claim, statement.entry);

    const auto line = statement.fields.value(QStringLiteral("exposed_line"));
    const auto share = exposure(statement);
    if (isConditional) {
        writeRatio(claim, statement.whenRatio, true);
    } else if (share && m_bench.ratio(line)) {
        writeRatio(claim, line, false);
    } else if (share) {
        writeExposedLine(claim, line, *share);
    } else {
        for (const auto &ratioId : fallback) {
            if (m_bench.ratio(ratioId) && !m_joined.contains(ratioId)) {
                writeRatio(claim, ratioId, true);
                break;
            }
        }
    }
    return claim.build();
}

void PlaybookReader::writeRatio(ClaimBuilder &claim, const QString &ratioId, bool withReference)
{
    const auto figure = m_bench.ratio(ratioId);
    if (!figure || ratioWords(ratioId).noun.isEmpty())
        return;
    auto prose = m_bench.prose();
    prose.set(QStringLiteral("v"), *figure).set(QStringLiteral("noun"), ratioWords(ratioId).noun);
    if (m_joined.contains(ratioId)) {
        prose.write(claim, QStringLiteral(" ({noun} in {p}: {v}.)"));
        return;
    }
    m_joined.append(ratioId);
    claim.text(QStringLiteral(" "));
    prose.write(claim, capitalised(ratioWords(ratioId).level));
    if (withReference) {
        if (const auto comparison = compareWithReference(m_bench, ratioId))
            writeGap(m_bench, claim, *comparison);
    }
    claim.text(QStringLiteral("."));
}

void PlaybookReader::writeExposedLine(ClaimBuilder &claim, const QString &conceptId, const Figure &share)
{
    auto prose = m_bench.prose();
    prose.set(QStringLiteral("v"), share).set(QStringLiteral("line"), lineName(conceptId));
    if (m_joined.contains(conceptId)) {
        prose.write(claim, QStringLiteral(" ({line} to revenue in {p}: {v}.)"));
        return;
    }
    m_joined.append(conceptId);
    prose.write(claim, QStringLiteral(" {companys} {line} came to {v} of its revenue in {p}."));
}

void writePlaybookText(ClaimBuilder &claim, const PlaybookEntry &entry)
{
    const auto &text = entry.text;
    const bool hasDigit = std::any_of(text.begin(), text.end(), [](QChar c) { return c.isDigit(); });
    if (hasDigit)
        claim.quote(text, entry.id);
    else
        claim.text(text);
}

} // namespace consultantos
