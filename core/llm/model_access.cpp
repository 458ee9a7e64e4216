// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/model_access.h"

#include "llm/local/local_models.h"
#include "llm/money/budget_keeper.h"
#include "llm/money/budget_metrics.h"
#include "llm/money/price_table.h"
#include "llm/optimiser/fallbacks.h"
#include "llm/optimiser/guard_metrics.h"
#include "llm/optimiser/optimised_model.h"
#include "llm/privacy/model_guard.h"
#include "llm/provider_test.h"
#include "llm/providers/openai_preset.h"
#include "llm/providers/provider_factory.h"
#include "llm/semantic/semantic_matcher.h"
#include "metrics/program_metrics.h"
#include "storage/money_ledger.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <mutex>

namespace consultantos {
namespace {

QString describe(const Settings &settings)
{
    return QStringList{settings.llmProvider(),   settings.llmModel(),
                       settings.llmPreset(),     settings.llmBaseUrl().toString(QUrl::FullyEncoded),
                       settings.llmApiVersion(), settings.llmModelFile()}
        .join(QLatin1Char('\n'));
}

const QString PricesName = QStringLiteral("llm_prices.json");

Result<PriceTable> loadPrices(const ModelAccess::Services &services)
{
    auto table = PriceTable::load(QDir(services.resourceDir).filePath(PricesName));
    const auto ownPath = QDir(services.dataDir).filePath(PricesName);
    if (!table || services.dataDir.isEmpty() || !QFileInfo::exists(ownPath))
        return table;
    const auto own = PriceTable::load(ownPath);
    if (!own)
        return tl::unexpected(own.error());
    return table->with(*own);
}

/// What was spent before, in the currency of the prices: another one's amounts can't be added.
Result<BudgetSpent> readSpent(const MoneyLedger &ledger, const QString &currency, const QDate &today)
{
    BudgetSpent spent;
    const auto reports = ledger.totals(UsageGrouping::Report);
    if (!reports)
        return tl::unexpected(reports.error());
    for (const auto &row : *reports) {
        if (row.currency != currency)
            continue;
        spent.reports.insert(row.key, row.cost);
        spent.engagement += row.cost;
    }
    const auto days = ledger.totals(UsageGrouping::Day);
    if (!days)
        return tl::unexpected(days.error());
    for (const auto &row : *days) {
        if (row.currency == currency && row.key == today.toString(Qt::ISODate))
            spent.today = row.cost;
    }
    return spent;
}

/// A model may be used longer than the access that gave it: nothing here refers to that.
SimilarPrompts::MakeMatcher matcherMaker(const ModelAccess::Services &services)
{
    return [folder = services.resourceDir, companies = services.companies] {
        return makeSemanticMatcher(folder, companies ? companies() : QList<Company>());
    };
}

GateLimits gateLimits(const Settings &settings)
{
    GateLimits limits;
    limits.batchSize = settings.llmBatchSize();
    limits.pace.tokensPerMinute = settings.llmTokensPerMinute();
    // What the server would let wait is better off here: a call's time then tells how fast the model is.
    if (settings.llmProvider() == QLatin1String("local"))
        limits.concurrency = LocalServerOptions().parallelRequests;
    return limits;
}

/// Everywhere that a prompt may go.
Result<QList<ModelDestination>> destinationsOf(const Settings &settings)
{
    QList<ModelDestination> destinations{modelDestination(settings)};
    const auto fallbacks = admittedFallbacks(settings);
    if (!fallbacks)
        return tl::unexpected(fallbacks.error());
    for (const auto &choice : *fallbacks) {
        const auto *preset = findOpenAiPreset(choice.name);
        destinations.append(modelDestination(preset ? QStringLiteral("openai") : choice.name, choice.name,
                                             choice.address, choice.model));
    }
    return destinations;
}

} // namespace

struct ModelAccess::Private {
    explicit Private(Services given)
        : services(std::move(given))
        , timing(services.timing ? *services.timing : CallTiming::standard(services.clock))
        , guards(std::make_shared<ProviderGuards>(BreakerLimits(), timing))
        , ledger(std::make_shared<LedgerWriter>(services.ledger))
        , prompts(std::make_shared<SimilarPrompts>(services.cache, matcherMaker(services)))
    {
    }

    Services services;
    CallTiming timing;
    std::shared_ptr<ProviderGuards> guards;
    std::shared_ptr<LedgerWriter> ledger;
    std::shared_ptr<SimilarPrompts> prompts;
    std::shared_ptr<BudgetKeeper> budget;
    mutable std::mutex mutex;
    std::shared_ptr<const LanguageModel> current; ///< without its guard
    ModelGuard guard;
    QList<ModelDestination> destinations; ///< the first is that of the settings

    [[nodiscard]] ModelRoute routeTo(std::shared_ptr<const LlmProvider> provider, const QString &model,
                                     const QString &address, const GateLimits &limits)
    {
        const auto place = provider->id() + QLatin1Char('\n') + address;
        auto guard = guards->of(place, limits);
        return {std::move(provider), model, std::move(guard.gate), std::move(guard.breaker),
                guards->paceOf(place, model)};
    }

    [[nodiscard]] Result<std::shared_ptr<const LanguageModel>> make(const Settings &settings, const PriceTable &prices)
    {
        if (services.local)
            services.local->apply(settings);
        const auto fallbacks = admittedFallbacks(settings);
        if (!fallbacks)
            return tl::unexpected(fallbacks.error());
        const auto client = services.client();
        auto provider = makeProvider(settings, *client, services.secrets, services.local.get());
        if (!provider)
            return tl::unexpected(provider.error());
        if (!*provider)
            return std::shared_ptr<const LanguageModel>();

        QList<ModelRoute> routes{
            routeTo(*provider, settings.llmModel(), settings.llmBaseUrl().toString(), gateLimits(settings))};
        for (const auto &choice : *fallbacks) {
            // The provider's own limit of tokens is that of the first.
            auto limits = gateLimits(settings);
            limits.pace.tokensPerMinute = 0;
            routes.append(routeTo(makeFallback(choice, *client, services.secrets), choice.model,
                                  choice.address.toString(), limits));
        }
        OptimisedModel::Parts parts;
        parts.accounts = std::make_shared<const CallAccounts>(budget, std::make_shared<const PriceTable>(prices),
                                                              ledger, services.clock, services.metrics);
        parts.chain = std::make_shared<const CallChain>(std::move(routes), RepetitionLimits(), parts.accounts, timing);
        parts.embeddingModel = settings.llmEmbeddingModel();
        parts.description = describe(settings);
        parts.replies = std::make_shared<const ReplyCache>(services.cache, parts.description);
        parts.prompts = prompts;
        parts.history = services.ledger;
        parts.clock = services.clock;
        parts.client = client;
        return std::make_shared<const OptimisedModel>(std::move(parts));
    }
};

ModelAccess::ModelAccess(std::unique_ptr<Private> p)
    : d(std::move(p))
{
}

ModelAccess::~ModelAccess() = default;

Result<std::shared_ptr<ModelAccess>> ModelAccess::make(Services services, const Settings &settings)
{
    const auto prices = loadPrices(services);
    if (!prices)
        return tl::unexpected(prices.error());
    BudgetSpent spent;
    if (services.ledger) {
        auto read = readSpent(*services.ledger, prices->currency(), services.clock->nowUtc().date());
        if (!read)
            return tl::unexpected(read.error());
        spent = *std::move(read);
    }
    auto made = std::make_unique<Private>(std::move(services));
    made->budget = std::make_shared<BudgetKeeper>(BudgetLimits(), spent, made->services.clock, made->services.ledger);
    if (const auto &metrics = made->services.metrics)
        metrics->addSource([guards = std::weak_ptr(made->guards), budget = std::weak_ptr(made->budget)] {
            QList<FamilySnapshot> families;
            if (const auto held = guards.lock())
                families += guardFamilies(held->states());
            if (const auto held = budget.lock())
                families.append(budgetFamily(*held));
            return families;
        });
    std::shared_ptr<ModelAccess> access(new ModelAccess(std::move(made)));
    if (const auto applied = access->apply(settings); !applied)
        return tl::unexpected(applied.error());
    return access;
}

Status ModelAccess::apply(const Settings &settings)
{
    const auto prices = loadPrices(d->services);
    if (!prices)
        return tl::unexpected(prices.error());
    auto model = d->make(settings, *prices);
    if (!model)
        return tl::unexpected(model.error());
    d->budget->setLimits(
        {settings.llmBudgetForReport(), settings.llmBudgetForDay(), settings.llmBudgetForEngagement()});
    const auto destinations = destinationsOf(settings);
    if (!destinations)
        return tl::unexpected(destinations.error());
    ModelGuard guard(settings, *destinations, d->services.documents, d->services.consent);
    const std::lock_guard lock(d->mutex);
    d->current = *std::move(model);
    d->guard = std::move(guard);
    d->destinations = *destinations;
    return {};
}

const BudgetKeeper &ModelAccess::budget() const
{
    return *d->budget;
}

std::shared_ptr<const LanguageModel> ModelAccess::current() const
{
    const std::lock_guard lock(d->mutex);
    return d->guard.around(d->current);
}

std::shared_ptr<const LanguageModel> ModelAccess::preview(std::shared_ptr<PromptRecord> record) const
{
    const std::lock_guard lock(d->mutex);
    return d->guard.preview(d->current, std::move(record));
}

Status ModelAccess::test(const Settings &settings, const Secret &key, const CancellationToken &cancel) const
{
    auto secrets = d->services.secrets;
    if (!key.isEmpty())
        secrets = std::make_shared<const TriedSecretStore>(modelKeyName(settings), key, secrets);
    const auto client = d->services.client();
    const auto provider = makeProvider(settings, *client, secrets, d->services.local.get());
    if (!provider)
        return tl::unexpected(provider.error());
    if (!*provider)
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("Llm", "No language model is chosen; nothing was sent."));
    const auto tried = tryProvider(**provider, settings.llmModel(), *d->services.clock, cancel);
    return tried ? Status() : Status(tl::unexpected(tried.error()));
}

QList<ProviderState> ModelAccess::providers() const
{
    return d->guards->states();
}

ModelDestination ModelAccess::destination() const
{
    const std::lock_guard lock(d->mutex);
    return d->destinations.value(0);
}

QList<ModelDestination> ModelAccess::destinations() const
{
    const std::lock_guard lock(d->mutex);
    return d->destinations;
}

std::shared_ptr<const LanguageModel> ModelAccess::agreedOnce() const
{
    const std::lock_guard lock(d->mutex);
    return d->guard.agreed(d->current);
}

void ModelAccess::purge(const QByteArray &entry) const
{
    ReplyCache(d->services.cache, {}).purge(entry);
    d->prompts->purge(entry);
}

} // namespace consultantos
