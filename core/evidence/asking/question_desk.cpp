// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/asking/question_desk.h"

#include "analysis/asking/company_mention.h"
#include "evidence/asking/statement_rows.h"
#include "evidence/asking/stored_passages.h"
#include "storage/restatement.h"

#include <QCoreApplication>
#include <QMap>

namespace consultantos {

namespace {

/// Without a company there is nothing to compute from; the passages may still answer.
Answer withoutCompany(const QString &question)
{
    Answer answer;
    answer.question = question;
    answer.explanation = QCoreApplication::translate(
        "Evidence", "The question names no company that is known, and no document was given.");
    answer.wouldHelp =
        QCoreApplication::translate("Evidence", "Name the company, or import its annual report and ask of that.");
    return answer;
}

} // namespace

QuestionDesk::QuestionDesk(QuestionDeskParts parts)
    : m_parts(std::move(parts))
{
}

Result<Answer> QuestionDesk::ask(const QuestionScope &scope) const
{
    auto context = contextOf(scope);
    if (!context)
        return tl::unexpected(context.error());
    const StoredPassages passages(m_parts.documents, {context->company.id, scope.documents},
                                  {m_parts.vectors, m_parts.embedder ? m_parts.embedder() : nullptr});
    context->passages = &passages;
    auto answer = m_parts.answerer->answer(scope.question, *context);
    const bool hasSource = !context->company.id.isEmpty() || !scope.documents.isEmpty();
    if (answer.kind == AnswerKind::NotAnswerable && !hasSource)
        return withoutCompany(scope.question);
    return answer;
}

Result<QuestionContext> QuestionDesk::contextOf(const QuestionScope &scope) const
{
    QuestionContext context;
    context.known = m_parts.facts->companies();
    if (!scope.company.isEmpty() && scope.documents.isEmpty()) {
        auto company = m_parts.facts->findCompany(scope.company);
        if (!company)
            return tl::unexpected(company.error());
        context.company = std::move(*company);
    } else if (!scope.documents.isEmpty()) {
        auto company = companyOfDocuments(scope.documents);
        if (!company)
            return tl::unexpected(company.error());
        context.company = std::move(*company);
    } else if (const auto mentioned = companyMentioned(scope.question, context.known)) {
        context.company = *mentioned;
    }
    if (context.company.id.isEmpty())
        return context;
    auto facts = scope.documents.isEmpty() ? m_parts.facts->facts(context.company.id)
                                           : factsOfDocuments(context.company.id, scope.documents);
    if (!facts)
        return tl::unexpected(facts.error());
    context.facts = std::move(*facts);
    context.rows = takeStatementRows(context.facts);
    return context;
}

Result<QList<Fact>> QuestionDesk::factsOfDocuments(const QString &companyId, const QStringList &ids) const
{
    QMap<QString, Fact> merged;
    for (const auto &id : ids) {
        const auto facts = m_parts.imports->factsOfDocument(companyId, id);
        if (!facts)
            return tl::unexpected(facts.error());
        for (const auto &fact : *facts) {
            const auto known = merged.constFind(fact.id);
            merged.insert(fact.id, known == merged.constEnd() ? fact : mergeFacts(*known, fact));
        }
    }
    return merged.values();
}

Result<Company> QuestionDesk::companyOfDocuments(const QStringList &ids) const
{
    Company company;
    for (const auto &id : ids) {
        const auto record = m_parts.documents->record(id);
        if (!record)
            return tl::unexpected(record.error());
        const auto &origin = record->origin;
        if (origin.companyId.isEmpty())
            continue;
        if (!company.id.isEmpty() && company.id != origin.companyId)
            return fail(ErrorCode::InvalidArgument,
                        QCoreApplication::translate("Evidence", "The documents are of several companies: %1 and %2.")
                            .arg(company.name, origin.companyName),
                        QCoreApplication::translate("Evidence", "Ask of one company at a time."));
        if (auto known = m_parts.facts->findCompany(origin.companyId); known && known->id == origin.companyId) {
            company = std::move(*known);
        } else {
            company.id = origin.companyId;
            company.name = origin.companyName;
        }
    }
    return company;
}

Result<std::shared_ptr<const QuestionDesk>> makeQuestionDesk(const QString &resourceDir, const Storage &storage,
                                                             std::shared_ptr<const FactStore> facts,
                                                             EmbedderSource embedder)
{
    auto answerer = QuestionAnswerer::load(resourceDir);
    if (!answerer)
        return tl::unexpected(answerer.error());
    return std::make_shared<const QuestionDesk>(
        QuestionDeskParts{std::make_shared<const QuestionAnswerer>(std::move(*answerer)), std::move(facts),
                          storage.facts, storage.documents, storage.passageVectors, std::move(embedder)});
}

} // namespace consultantos
