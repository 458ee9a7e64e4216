// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/document_evidence.h"

#include "analysis/text/paragraph_changes.h"
#include "analysis/text/sentences.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

constexpr int Candidates = 80;     ///< of one search; most fall to the pattern
constexpr double LeastFocus = 0.1; ///< of a sentence that the pattern alone found
constexpr double OtherSection = 0.6;
constexpr double YearOlder = 0.8;
constexpr double SayTheSame = 0.7; ///< similarity of two sentences, textSimilarity()

/// 10-Qs name their items with the part before it: "Part II, Item 1A".
bool isIn(const QString &section, const QStringList &preferred)
{
    return std::any_of(preferred.cbegin(), preferred.cend(),
                       [&section](const QString &name) { return section.endsWith(name); });
}

/// Whether a section is one of a filing's own parts rather than of another kind of document.
bool isItem(const QString &section)
{
    return section.contains(QLatin1String("Item "));
}

} // namespace

DocumentEvidence::DocumentEvidence(std::shared_ptr<const DocumentRepository> documents, QString companyId, Depth depth)
    : m_documents(std::move(documents))
    , m_companyId(std::move(companyId))
    , m_depth(depth)
{
}

Result<std::optional<QDate>> DocumentEvidence::dateOf(const QString &documentId)
{
    if (const auto known = m_dates.constFind(documentId); known != m_dates.constEnd())
        return *known;
    const auto record = m_documents->record(documentId);
    if (!record)
        return tl::unexpected(record.error());
    m_dates.insert(documentId, record->date);
    return record->date;
}

Result<bool> DocumentEvidence::hasDocuments()
{
    if (!m_hasDocuments) {
        const auto version = m_documents->versionFor(m_companyId);
        if (!version)
            return tl::unexpected(version.error());
        m_hasDocuments = !version->isEmpty();
    }
    return *m_hasDocuments;
}

Result<QList<DocumentEvidence::Candidate>> DocumentEvidence::candidates(const EvidenceQuery &query)
{
    // Without any there is nothing to search, and nothing to keep in the cache for each query.
    const auto isWorthIt = hasDocuments();
    if (!isWorthIt)
        return tl::unexpected(isWorthIt.error());
    if (!*isWorthIt)
        return QList<Candidate>();
    PassageFilter filter;
    filter.text = query.words;
    filter.match = WordMatch::Any;
    filter.companyId = m_companyId;
    filter.limit = Candidates;
    auto found = m_documents->search(filter);
    if (!found)
        return tl::unexpected(found.error());
    int newestYear = 0;
    for (const auto &hit : found->hits)
        newestYear = std::max(newestYear, hit.fiscalYear);
    QList<Candidate> candidates;
    for (const auto &hit : found->hits) {
        const auto sentence = hit.placed.kind == BlockKind::TableRow
                                  ? QString()
                                  : quotableSentence(hit.placed.passage.text, query.pattern, query.words);
        const bool isThere = query.sections.isEmpty() || isIn(hit.placed.section, query.sections);
        if (sentence.isEmpty() || (query.isOnlyThere && !isThere && isItem(hit.placed.section)))
            continue;
        Candidate candidate{hit.placed.passage, sentence, hit.score * (LeastFocus + focusOf(sentence, query.words))};
        candidate.passage.section = hit.placed.section;
        auto date = dateOf(hit.documentId);
        if (!date)
            return tl::unexpected(date.error());
        candidate.passage.date = *date;
        if (!isThere)
            candidate.worth *= OtherSection;
        if (hit.fiscalYear > 0)
            candidate.worth *= std::pow(YearOlder, newestYear - hit.fiscalYear);
        candidates.append(std::move(candidate));
    }
    std::sort(candidates.begin(), candidates.end(), [](const Candidate &left, const Candidate &right) {
        return left.worth != right.worth ? left.worth > right.worth : left.passage.id < right.passage.id;
    });
    return candidates;
}

Result<QList<Passage>> DocumentEvidence::find(const EvidenceQuery &query, const CancellationToken &cancel)
{
    QList<Passage> passages;
    const int limit = query.limit(m_depth);
    if (limit <= 0)
        return passages;
    const auto all = candidates(query);
    if (!all)
        return tl::unexpected(all.error());
    auto &sentences = m_told[query.id.section(QLatin1Char('.'), 0, 0)];
    for (const auto &candidate : *all) {
        if (passages.size() >= limit)
            break;
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QCoreApplication::translate("ResearchAgent", "Cancelled."));
        const bool isRepeated = std::any_of(sentences.cbegin(), sentences.cend(), [&](const QString &earlier) {
            return textSimilarity(earlier, candidate.sentence) > SayTheSame;
        });
        if (isRepeated)
            continue;
        sentences.append(candidate.sentence);
        passages.append(candidate.passage);
    }
    return passages;
}

} // namespace consultantos
