// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/risk_factor_news.h"

#include "evidence/filings/risk_factors.h"

#include <QMap>

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

/// The factors of a document that `kind` of change has made, heading and most of the text under it.
QList<qsizetype> changedFactors(const QList<RiskFactor> &factors, const QList<RiskFactorChange> &changes,
                                ChangeKind kind)
{
    QList<qsizetype> places;
    for (const auto &change : changes) {
        if (change.kind == kind)
            places.append(kind == ChangeKind::Added ? change.after : change.before);
    }
    QList<qsizetype> found;
    for (const auto &factor : factors) {
        qsizetype changed = 0;
        for (auto block = factor.first + 1; block < factor.end; ++block)
            changed += places.contains(block) ? 1 : 0;
        const auto texts = factor.end - factor.first - 1;
        if (texts > 0 && places.contains(factor.first) && 2 * changed > texts)
            found.append(factor.first);
    }
    return found;
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
    for (const auto place : changedFactors(riskFactors(later.document), changes, ChangeKind::Added))
        news.append({true, later.fiscalYear, later.passages[place], earlier.passages.first()});
    for (const auto place : changedFactors(riskFactors(earlier.document), changes, ChangeKind::Removed))
        news.append({false, later.fiscalYear, earlier.passages[place], later.passages.first()});
    return news;
}

} // namespace consultantos
