// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/optimiser/call_accounts.h"

#include "metrics/program_metrics.h"

#include <QJsonDocument>

#include <utility>

namespace consultantos {
namespace {

QByteArray agentLabel(const LlmRequest &request)
{
    return request.agent.isEmpty() ? QByteArray("none") : request.agent.toUtf8();
}

/// What a call may take beyond its time limit until its cost is written down.
constexpr std::chrono::minutes Grace{2};

} // namespace

qint64 mostInputTokens(const LlmRequest &request)
{
    constexpr qint64 Frame = 16;        // role and separators of a message
    constexpr qint64 ToolFrame = 1'000; // what a provider says of tools by itself, and the schema's own frame
    qint64 tokens = request.system.toUtf8().size() + Frame;
    for (const auto &message : request.messages)
        tokens += message.text.toUtf8().size() + Frame;
    if (!request.schema.isEmpty())
        tokens += QJsonDocument(request.schema).toJson(QJsonDocument::Compact).size() + ToolFrame;
    return tokens;
}

CallAccounts::CallAccounts(std::shared_ptr<BudgetKeeper> budget, std::shared_ptr<const PriceTable> prices,
                           std::shared_ptr<LedgerWriter> ledger, std::shared_ptr<const Clock> clock,
                           std::shared_ptr<ProgramMetrics> metrics)
    : m_budget(std::move(budget))
    , m_prices(std::move(prices))
    , m_ledger(std::move(ledger))
    , m_clock(std::move(clock))
    , m_metrics(std::move(metrics))
{
}

std::optional<ModelPrice> CallAccounts::priceOf(const QString &provider, const QString &model) const
{
    // A server that the program runs itself bills nobody.
    if (provider == QLatin1String("local"))
        return ModelPrice{0, 0, 0, 0, 0};
    return m_prices->find(provider, model);
}

std::optional<qint64> CallAccounts::worstCase(const QString &provider, const LlmRequest &request) const
{
    const auto price = priceOf(provider, request.model);
    return price ? price->worstCase(mostInputTokens(request), request.maxOutputTokens) : std::nullopt;
}

std::optional<qint64> CallAccounts::costOf(const QString &provider, const QString &model, const LlmUsage &usage) const
{
    const auto price = priceOf(provider, model);
    return price ? price->costOf(usage) : std::nullopt;
}

Result<BudgetKeeper::Reservation> CallAccounts::reserve(const QString &provider, const LlmRequest &request) const
{
    return m_budget->reserve(request.reportId, worstCase(provider, request), currency(), request.timeLimit + Grace);
}

Result<BudgetKeeper::Reservation> CallAccounts::reserveInput(const QString &provider, const QString &model,
                                                             qint64 tokens) const
{
    LlmUsage usage;
    usage.input = tokens;
    return m_budget->reserve({}, costOf(provider, model, usage), currency());
}

std::optional<qint64> CallAccounts::settle(BudgetKeeper::Reservation &reservation, const Bill &bill) const
{
    auto row = rowOf(bill);
    if (bill.usage)
        row.cost = costOf(bill.provider, bill.request->model, *bill.usage);
    else if (worstCase(bill.provider, *bill.request))
        row.cost = reservation.amount();
    if (row.cost)
        row.currency = currency();
    const auto held = reservation.held();
    reservation.settle(row.cost);
    m_ledger->write(row, held);
    measure(bill);
    return row.cost;
}

void CallAccounts::countFailure(const LlmRequest &request, ErrorCode code) const
{
    if (m_metrics)
        m_metrics->modelFailed(request.model.toUtf8(), agentLabel(request), errorCodeName(code).toUtf8());
}

/// Without usage it is an attempt that may have been billed, but no answer came.
void CallAccounts::measure(const Bill &bill) const
{
    if (!m_metrics || !bill.usage)
        return;
    const auto agent = agentLabel(*bill.request);
    const auto &usage = *bill.usage;
    m_metrics->modelCalled(bill.request->model.toUtf8(), agent, std::chrono::duration<double>(bill.duration).count(),
                           {usage.input, usage.cachedInput, usage.cacheWrite, usage.output, usage.reasoning});
}

void CallAccounts::recordRefused(const Bill &bill) const
{
    auto row = rowOf(bill);
    row.cost = 0;
    row.currency = currency();
    m_ledger->write(row);
}

std::optional<qint64> CallAccounts::recordHit(const Bill &bill) const
{
    auto row = rowOf(bill);
    row.isFromCache = true;
    row.cost = 0;
    row.currency = currency();
    if (bill.usage)
        row.saved = costOf(bill.provider, bill.request->model, *bill.usage);
    m_ledger->writeLater(row);
    return row.saved;
}

ModelCall CallAccounts::rowOf(const Bill &bill) const
{
    ModelCall row;
    row.id = bill.id;
    row.when = m_clock->nowUtc();
    row.provider = bill.provider;
    row.model = bill.request->model;
    row.agent = bill.request->agent;
    row.reportId = bill.request->reportId;
    if (bill.usage) {
        row.input = bill.usage->input;
        row.cachedInput = bill.usage->cachedInput;
        row.cacheWrite = bill.usage->cacheWrite;
        row.output = bill.usage->output;
        row.reasoning = bill.usage->reasoning;
    }
    row.isRateLimited = bill.isRateLimited;
    row.duration = bill.duration;
    return row;
}

} // namespace consultantos
