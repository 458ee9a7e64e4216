// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/filings/risk_factors.h"

#include <QMap>

#include <algorithm>

namespace consultantos {

namespace {

/// The indices of the blocks of Item 1A but for the line that names it.
QList<qsizetype> blocksOfRisks(const QList<Block> &blocks)
{
    QList<qsizetype> places;
    for (qsizetype i = 0; i < blocks.size(); ++i) {
        const bool isSectionName = blocks[i].kind == BlockKind::Heading && blocks[i].level == 1;
        if (blocks[i].section.endsWith(QLatin1String("Item 1A")) && !isSectionName)
            places.append(i);
    }
    return places;
}

bool isHeading(const QList<Block> &blocks, const QList<qsizetype> &places, qsizetype at)
{
    return at < places.size() && blocks[places[at]].kind == BlockKind::Heading;
}

/// The level of most headings that have text under them; of equally frequent ones the deepest.
int levelOfFactors(const QList<Block> &blocks, const QList<qsizetype> &places)
{
    QMap<int, int> counts;
    for (qsizetype i = 0; i + 1 < places.size(); ++i) {
        if (isHeading(blocks, places, i) && !isHeading(blocks, places, i + 1))
            ++counts[blocks[places[i]].level];
    }
    int level = 0;
    for (auto count = counts.constBegin(); count != counts.constEnd(); ++count) {
        if (level == 0 || *count >= counts.value(level))
            level = count.key();
    }
    return level;
}

QStringList textsOf(const QList<Block> &blocks, const QList<qsizetype> &places)
{
    QStringList texts;
    for (const auto place : places)
        texts.append(blocks[place].text);
    return texts;
}

QString headingAt(const QList<RiskFactor> &factors, qsizetype block)
{
    const auto behind =
        std::upper_bound(factors.begin(), factors.end(), block,
                         [](qsizetype place, const RiskFactor &factor) { return place < factor.first; });
    if (behind == factors.begin())
        return {};
    const auto &factor = *std::prev(behind);
    return block < factor.end ? factor.heading : QString();
}

} // namespace

QList<RiskFactor> riskFactors(const Document &document)
{
    const auto &blocks = document.blocks;
    const auto places = blocksOfRisks(blocks);
    const int level = levelOfFactors(blocks, places);
    QList<RiskFactor> factors;
    QString group;
    bool isOpen = false; // the last factor still takes text
    for (qsizetype i = 0; i < places.size(); ++i) {
        const auto &block = blocks[places[i]];
        if (isHeading(blocks, places, i) && block.level == level) {
            factors.append({group, block.text, places[i], places[i] + 1});
            isOpen = true;
        } else if (isHeading(blocks, places, i) && isHeading(blocks, places, i + 1)) {
            group = block.text;
            isOpen = false;
        } else if (isOpen) {
            factors.last().end = places[i] + 1;
        }
    }
    return factors;
}

QList<RiskFactorChange> riskFactorChanges(const Document &before, const Document &after)
{
    const auto placesBefore = blocksOfRisks(before.blocks);
    const auto placesAfter = blocksOfRisks(after.blocks);
    const auto factorsBefore = riskFactors(before);
    const auto factorsAfter = riskFactors(after);
    const auto found = paragraphChanges(textsOf(before.blocks, placesBefore), textsOf(after.blocks, placesAfter));
    QList<RiskFactorChange> changes;
    changes.reserve(found.changes.size());
    for (const auto &change : found.changes) {
        RiskFactorChange told;
        told.kind = change.kind;
        told.before = change.before < 0 ? -1 : placesBefore[change.before];
        told.after = change.after < 0 ? -1 : placesAfter[change.after];
        told.heading = change.after < 0 ? headingAt(factorsBefore, told.before) : headingAt(factorsAfter, told.after);
        told.similarity = change.similarity;
        changes.append(told);
    }
    return changes;
}

} // namespace consultantos
