// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/research_agent.h"

#include "agents/document_evidence.h"
#include "agents/market_price.h"
#include "agents/network_research.h"
#include "agents/risk_factor_news.h"
#include "analysis/frameworks/data/framework_catalogue.h"
#include "analysis/text/sentences.h"
#include "evidence/fact_store.h"
#include "model/online.h"

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

QList<EvidenceQuery> queriesOf(const RequestBasis &basis, const AgentTools &tools)
{
    auto all = tools.queries->all();
    if (tools.frameworks)
        all += tools.frameworks->queries();
    if (auto asked = EvidenceQueries::ofQuestion(basis.request.question, basis.company.name))
        all.append(std::move(*asked));
    return all;
}

/// Whether a passage of the network can be quoted on a query.
bool speaksTo(const Passage &passage, const EvidenceQuery &query)
{
    return passage.section == online::Headline ? query.pattern.match(passage.text).hasMatch()
                                               : !quotableSentence(passage.text, query.pattern, query.words).isEmpty();
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
                       {QStringLiteral("network"), m_tools.network ? m_tools.network->sourcesText() : QString()},
                       {QStringLiteral("region"), m_basis.request.region},
                       {QStringLiteral("question"), m_basis.request.question},
                       {QStringLiteral("context"), m_basis.request.context},
                       {QStringLiteral("depth"), depthName(m_basis.request.depth)},
                       {QStringLiteral("frameworks"),
                        QString::fromLatin1(m_tools.frameworks ? m_tools.frameworks->fingerprint() : QByteArray())}};
}

bool ResearchAgent::isComplete(const AgentOutput &output) const
{
    // What isn't asked because of the offline switch is as complete as it can be while the switch is on.
    return std::get<ResearchOutput>(output).limits.isEmpty() || m_tools.network->isOffline();
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
    if (m_tools.network && m_tools.network->isOn())
        askNetwork(context, output);
    return AgentOutput(std::move(output));
}

void ResearchAgent::askNetwork(const AgentContext &context, ResearchOutput &output) const
{
    context.report(0.85, QCoreApplication::translate("ResearchAgent", "Asking the sources of the network"));
    NetworkQuestion question;
    question.company = m_basis.company;
    question.question = m_basis.request.question;
    question.country = m_tools.store->countryCode(m_basis.request.region);
    question.wantsPrice = wantsPrice();
    question.reportId = m_basis.reportId;
    auto findings = m_tools.network->ask(question, m_tools.networkLimit, context.cancel());
    output.sources = std::move(findings.sources);
    output.countryFacts = std::move(findings.indicators);
    output.price = std::move(findings.price);
    output.limits = std::move(findings.limits);
    // Behind the documents: what the company itself has filed is quoted first.
    for (const auto &query : queriesOf(m_basis, m_tools)) {
        for (const auto &passage : findings.news + findings.pages) {
            if (speaksTo(passage, query))
                output.found[query.id].append(passage);
        }
    }
    for (const auto &passage : std::as_const(findings.news)) {
        if (passage.section == online::Headline)
            output.news.append(passage);
    }
}

/// Where neither the request nor a document of the user gives a market value.
bool ResearchAgent::wantsPrice() const
{
    if (!m_basis.isKnown || m_basis.request.marketCap || !m_tools.network->givesPrices())
        return false;
    const auto facts = m_tools.store->facts(m_basis.company.id);
    return facts && !facts->isEmpty() && storedMarketValue(*facts) == nullptr;
}

Status ResearchAgent::readDocuments(const AgentContext &context, ResearchOutput &output) const
{
    context.report(0.7, QCoreApplication::translate("ResearchAgent", "Reading the company's documents"));
    const auto queries = queriesOf(m_basis, m_tools);
    DocumentEvidence documents(m_tools.documents, m_basis.company.id, m_basis.request.depth);
    for (const auto &query : queries) {
        if (context.cancel().isCancelled())
            return fail(ErrorCode::Cancelled, QCoreApplication::translate("ResearchAgent", "Cancelled."));
        auto passages = documents.find(query, context.cancel());
        if (!passages)
            return tl::unexpected(passages.error());
        if (!passages->isEmpty())
            output.found[query.id] = std::move(*passages);
    }
    auto news = riskFactorNews(*m_tools.documents, m_basis.company.id);
    if (!news)
        return tl::unexpected(news.error());
    output.riskNews = std::move(*news);
    return {};
}

} // namespace consultantos
