// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/risk_factor_news.h"

#include "analysis/text/sentences.h"
#include "evidence/filings/risk_factors.h"

#include <QMap>
#include <QRegularExpression>

#include <algorithm>
#include <optional>

namespace consultantos {

namespace {

/// The name that the part has in an annual report; a quarterly one calls it "Part II, Item 1A".
const QString RiskSection = QStringLiteral("Item 1A");

/// The risk factors of one annual report as they are stored, and as the splitter of filings wants them.
struct StoredRisks {
    int fiscalYear = 0;
    QList<Passage> passages; ///< one for each block
    Document document;
};

Result<std::optional<StoredRisks>> risksOf(const DocumentRepository &documents, const DocumentRecord &record)
{
    auto stored = documents.passages(record.id);
    if (!stored)
        return tl::unexpected(stored.error());
    StoredRisks risks;
    risks.fiscalYear = record.origin.fiscalYear;
    for (const auto &placed : std::as_const(*stored)) {
        if (placed.section != RiskSection)
            continue;
        auto passage = placed.passage;
        passage.section = placed.section;
        passage.date = record.date;
        risks.passages.append(passage);
        Block block;
        block.kind = placed.kind;
        block.level = placed.level;
        block.section = placed.section;
        block.text = passage.text;
        risks.document.blocks.append(block);
    }
    return riskFactors(risks.document).isEmpty() ? std::nullopt : std::optional(std::move(risks));
}

/// By fiscal year; of several reports of a year the one imported last.
Result<QMap<int, DocumentRecord>> annualReports(const DocumentRepository &documents, const QString &companyId)
{
    const auto records = documents.list();
    if (!records)
        return tl::unexpected(records.error());
    QMap<int, DocumentRecord> reports;
    for (const auto &record : *records) {
        if (record.origin.companyId == companyId && record.origin.fiscalYear > 0
            && !reports.contains(record.origin.fiscalYear))
            reports.insert(record.origin.fiscalYear, record);
    }
    return reports;
}

QList<qsizetype> changedBlocks(const QList<RiskFactorChange> &changes, ChangeKind kind)
{
    QList<qsizetype> places;
    for (const auto &change : changes) {
        if (change.kind == kind)
            places.append(kind == ChangeKind::Removed ? change.before : change.after);
    }
    return places;
}

/// The factors whose heading and most of the text under it are among `changed` blocks.
QList<RiskFactor> changedFactors(const QList<RiskFactor> &factors, const QList<qsizetype> &changed)
{
    QList<RiskFactor> found;
    for (const auto &factor : factors) {
        qsizetype count = 0;
        for (auto block = factor.first + 1; block < factor.end; ++block)
            count += changed.contains(block) ? 1 : 0;
        const auto texts = factor.end - factor.first - 1;
        if (texts > 0 && changed.contains(factor.first) && 2 * count > texts)
            found.append(factor);
    }
    return found;
}

/// All sentences of the risk factors.
QStringList sentencesIn(const StoredRisks &risks)
{
    QStringList sentences;
    for (const auto &block : risks.document.blocks)
        sentences += sentencesOf(block.text);
    return sentences;
}

/// The sentence of a paragraph that tells of a risk, stands alone and has no counterpart among `known` ones; empty if there
/// is none.
QString newSentence(const QString &text, const QStringList &known)
{
    // What is said of the past is no risk; what "may" be is.
    static const QRegularExpression Risk(QStringLiteral("\\b(?:may|might|could|can)\\b"));
    const auto sentences = sentencesOf(text);
    for (const auto &sentence : sentences) {
        if (quotableSentence(sentence, Risk).isEmpty() || leansOnAnother(sentence))
            continue;
        const bool isKnown = std::any_of(known.cbegin(), known.cend(), [&sentence](const QString &other) {
            return textSimilarity(sentence, other) > ChangedAbove;
        });
        if (!isKnown)
            return sentence;
    }
    return {};
}

bool standsIn(qsizetype block, const QList<RiskFactor> &factors)
{
    return std::any_of(factors.cbegin(), factors.cend(),
                       [block](const RiskFactor &factor) { return block >= factor.first && block < factor.end; });
}

} // namespace

Result<QList<RiskFactorNews>> riskFactorNews(const DocumentRepository &documents, const QString &companyId)
{
    QList<RiskFactorNews> news;
    const auto reports = annualReports(documents, companyId);
    if (!reports)
        return tl::unexpected(reports.error());
    if (reports->size() < 2 || !reports->contains(reports->lastKey() - 1))
        return news;
    const auto after = risksOf(documents, reports->last());
    if (!after)
        return tl::unexpected(after.error());
    const auto before = risksOf(documents, reports->value(reports->lastKey() - 1));
    if (!before)
        return tl::unexpected(before.error());
    if (!*after || !*before)
        return news;

    const auto &later = **after;
    const auto &earlier = **before;
    const auto changes = riskFactorChanges(earlier.document, later.document);
    const auto added = changedBlocks(changes, ChangeKind::Added);
    const auto newFactors = changedFactors(riskFactors(later.document), added);
    for (const auto &factor : newFactors)
        news.append({true, later.fiscalYear, factor.heading, later.passages[factor.first], earlier.passages.first()});
    const auto known = sentencesIn(earlier);
    const auto rewritten = added + changedBlocks(changes, ChangeKind::Changed);
    for (const auto block : rewritten) {
        const auto &content = later.document.blocks[block];
        const auto sentence = content.kind != BlockKind::Paragraph || standsIn(block, newFactors)
                                  ? QString()
                                  : newSentence(content.text, known);
        if (!sentence.isEmpty())
            news.append({true, later.fiscalYear, sentence, later.passages[block], earlier.passages.first()});
    }
    for (const auto &factor :
         changedFactors(riskFactors(earlier.document), changedBlocks(changes, ChangeKind::Removed)))
        news.append({false, later.fiscalYear, factor.heading, earlier.passages[factor.first], later.passages.first()});
    return news;
}

} // namespace consultantos
