// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/research_agent.h"

#include "agents/document_evidence.h"
#include "agents/risk_factor_news.h"
#include "evidence/fact_store.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace consultantos {

namespace {

/// The user's context, a passage a paragraph, with its offset in code points.
QList<Passage> contextPassages(const QString &context)
{
    static const QRegularExpression paragraphBreak(QStringLiteral("\\n\\s*\\n"));
    QList<Passage> passages;
    qsizetype from = 0;
    const auto add = [&](qsizetype to) {
        const auto paragraph = context.mid(from, to - from).trimmed();
        if (paragraph.isEmpty())
            return;
        Passage passage;
        passage.id = QStringLiteral("p/context/%1").arg(passages.size() + 1);
        passage.document = QStringLiteral("request context");
        passage.offset = static_cast<int>(context.left(context.indexOf(paragraph, from)).toUcs4().size());
        passage.text = paragraph;
        passages.append(passage);
    };
    for (auto breaks = paragraphBreak.globalMatch(context); breaks.hasNext();) {
        const auto match = breaks.next();
        add(match.capturedStart());
        from = match.capturedEnd();
    }
    add(context.size());
    return passages;
}

} // namespace

ResearchAgent::ResearchAgent(RequestBasis basis, AgentTools tools)
    : m_basis(std::move(basis))
    , m_tools(std::move(tools))
{
}

QString ResearchAgent::name() const
{
    return agent_names::Research;
}

Result<std::optional<AgentInputs>> ResearchAgent::cacheInputs() const
{
    const auto documents = m_tools.documents ? m_tools.documents->versionFor(m_basis.company.id) : Result<QString>();
    if (!documents)
        return tl::unexpected(documents.error());
    return AgentInputs{{QStringLiteral("company"), cacheText(m_basis.company)},
                       {QStringLiteral("documents"), *documents},
                       {QStringLiteral("question"), m_basis.request.question},
                       {QStringLiteral("context"), m_basis.request.context},
                       {QStringLiteral("depth"), depthName(m_basis.request.depth)}};
}

Result<AgentOutput> ResearchAgent::run(const AgentContext &context) const
{
    context.report(0, QCoreApplication::translate("ResearchAgent", "Reading the industry's playbook"));
    ResearchOutput output;
    if (!m_basis.company.industry.isEmpty()) {
        auto playbook = m_tools.store->playbook(m_basis.company.industry);
        if (!playbook)
            return tl::unexpected(playbook.error());
        output.playbook = std::move(*playbook);
    }
    context.report(0.6, QCoreApplication::translate("ResearchAgent", "Reading the question and its context"));
    output.topics = m_tools.topics->of(m_basis.request.question, m_basis.request.context);
    output.passages = contextPassages(m_basis.request.context);
    if (m_tools.documents) {
        if (const auto read = readDocuments(context, output); !read)
            return tl::unexpected(read.error());
    }
    return AgentOutput(std::move(output));
}

Status ResearchAgent::readDocuments(const AgentContext &context, ResearchOutput &output) const
{
    context.report(0.7, QCoreApplication::translate("ResearchAgent", "Reading the company's documents"));
    auto queries = m_tools.queries->all();
    if (auto asked = EvidenceQueries::ofQuestion(m_basis.request.question, m_basis.company.name))
        queries.append(std::move(*asked));
    DocumentEvidence documents(m_tools.documents, m_basis.company.id, m_basis.request.depth);
    for (const auto &query : std::as_const(queries)) {
        if (context.cancel().isCancelled())
            return fail(ErrorCode::Cancelled, QCoreApplication::translate("ResearchAgent", "Cancelled."));
        auto passages = documents.find(query, context.cancel());
        if (!passages)
            return tl::unexpected(passages.error());
        if (!passages->isEmpty())
            output.found.insert(query.id, std::move(*passages));
    }
    auto news = riskFactorNews(*m_tools.documents, m_basis.company.id);
    if (!news)
        return tl::unexpected(news.error());
    output.riskNews = std::move(*news);
    return nameDocuments(output);
}

/// Figures of peers and of earlier versions of a file may be cited too, so all that are stored are named.
Status ResearchAgent::nameDocuments(ResearchOutput &output) const
{
    for (const auto &list : {m_tools.documents->list(), m_tools.documents->superseded()}) {
        if (!list)
            return tl::unexpected(list.error());
        for (const auto &record : *list) {
            Source source;
            source.name = record.name;
            source.title = record.title;
            source.date = record.date;
            source.fiscalYear = record.origin.fiscalYear;
            output.documents.insert(record.id, source);
        }
    }
    return {};
}

} // namespace consultantos
