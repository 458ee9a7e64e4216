// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/model_access.h"

#include "llm/money/price_table.h"
#include "llm/privacy/model_guard.h"
#include "llm/providers/provider_factory.h"
#include "llm/structured_reply.h"
#include "storage/money_ledger.h"

#include <QCoreApplication>
#include <QDir>
#include <QUuid>

#include <mutex>

namespace consultantos {
namespace {

/// One attempt a call, recorded in the ledger.
class PlainModel final : public LanguageModel {
public:
    PlainModel(std::shared_ptr<const LlmProvider> provider, std::shared_ptr<HttpClient> client, QString model,
               QString embeddingModel, QString description, std::shared_ptr<const PriceTable> prices,
               ModelAccess::Services services)
        : m_provider(std::move(provider))
        , m_client(std::move(client))
        , m_model(std::move(model))
        , m_embeddingModel(std::move(embeddingModel))
        , m_description(std::move(description))
        , m_prices(std::move(prices))
        , m_services(std::move(services))
    {
    }

    [[nodiscard]] QString providerId() const override { return m_provider->id(); }
    [[nodiscard]] QString model() const override { return m_model; }
    [[nodiscard]] QString embeddingModel() const override { return m_embeddingModel; }
    [[nodiscard]] QString description() const override { return m_description; }

    [[nodiscard]] Result<LlmAnswer> ask(const LlmCall &call, const CancellationToken &cancel) const override
    {
        auto request = call.request;
        if (request.model.isEmpty())
            request.model = m_model;
        const auto started = m_services.clock->steadyNow();
        auto reply = m_provider->complete(request, call.onText, cancel);
        if (!reply)
            return tl::unexpected(reply.error());
        LlmAnswer answer;
        answer.reply = *std::move(reply);
        answer.duration =
            std::chrono::duration_cast<std::chrono::milliseconds>(m_services.clock->steadyNow() - started);
        record(request, answer);
        return answer;
    }

    [[nodiscard]] Result<LlmAnswer> askStructured(const LlmCall &call, const CancellationToken &cancel) const override
    {
        LlmAnswer last;
        const auto reply = completeStructured(call.request, [&](const LlmRequest &request) -> Result<LlmReply> {
            auto one = call;
            one.request = request;
            auto answer = ask(one, cancel);
            if (!answer)
                return tl::unexpected(answer.error());
            last = *std::move(answer);
            return last.reply;
        });
        if (!reply)
            return tl::unexpected(reply.error());
        last.reply = *reply;
        return last;
    }

    [[nodiscard]] Result<QList<std::vector<float>>> embed(const QStringList &texts,
                                                          const CancellationToken &cancel) const override
    {
        if (m_embeddingModel.isEmpty())
            return fail(ErrorCode::NotFound,
                        QCoreApplication::translate("Llm", "No embedding model is chosen; nothing was sent."),
                        QCoreApplication::translate("Llm", "Name one in the settings (llm_embedding_model)."));
        return m_provider->embed(m_embeddingModel, texts, cancel);
    }

    [[nodiscard]] LlmEstimate estimate(const LlmCall &call) const override
    {
        LlmEstimate estimate;
        qsizetype characters = call.request.system.size();
        for (const auto &message : call.request.messages)
            characters += message.text.size();
        estimate.inputTokens = characters / 3 + 16;
        estimate.maxOutputTokens = call.request.maxOutputTokens;
        if (const auto price = m_prices->find(m_provider->id(), m_model)) {
            estimate.currency = m_prices->currency();
            estimate.worstCase = price->worstCase(estimate.inputTokens, estimate.maxOutputTokens);
        }
        return estimate;
    }

    void purge(const QByteArray &) const override {}

private:
    void record(const LlmRequest &request, LlmAnswer &answer) const
    {
        const auto price = m_prices->find(m_provider->id(), request.model);
        ModelCall call;
        call.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
        call.when = m_services.clock->nowUtc();
        call.provider = m_provider->id();
        call.model = request.model;
        call.agent = request.agent;
        call.reportId = request.reportId;
        call.duration = answer.duration;
        if (const auto &usage = answer.reply.usage) {
            call.input = usage->input;
            call.cachedInput = usage->cachedInput;
            call.cacheWrite = usage->cacheWrite;
            call.output = usage->output;
            call.reasoning = usage->reasoning;
            if (price)
                call.cost = price->costOf(*usage);
        }
        if (call.cost)
            call.currency = m_prices->currency();
        answer.cost = call.cost;
        answer.currency = call.currency;
        if (m_services.ledger)
            (void)m_services.ledger->record(call);
    }

    std::shared_ptr<const LlmProvider> m_provider;
    std::shared_ptr<HttpClient> m_client; ///< the provider refers to it
    QString m_model;
    QString m_embeddingModel;
    QString m_description;
    std::shared_ptr<const PriceTable> m_prices;
    ModelAccess::Services m_services;
};

QString describe(const Settings &settings)
{
    return QStringList{settings.llmProvider(),   settings.llmModel(),
                       settings.llmPreset(),     settings.llmBaseUrl().toString(QUrl::FullyEncoded),
                       settings.llmApiVersion(), settings.llmModelFile()}
        .join(QLatin1Char('\n'));
}

} // namespace

struct ModelAccess::Private {
    Services services;
    std::shared_ptr<const PriceTable> prices;
    mutable std::mutex mutex;
    std::shared_ptr<const LanguageModel> current; ///< without its guard
    ModelGuard guard;
    ModelDestination destination;

    [[nodiscard]] Result<std::shared_ptr<const LanguageModel>> make(const Settings &settings) const
    {
        const auto client = services.client();
        auto provider = makeProvider(settings, *client, services.secrets);
        if (!provider)
            return tl::unexpected(provider.error());
        if (!*provider)
            return std::shared_ptr<const LanguageModel>();
        return std::make_shared<const PlainModel>(*std::move(provider), client, settings.llmModel(),
                                                  settings.llmEmbeddingModel(), describe(settings), prices, services);
    }
};

ModelAccess::ModelAccess(std::unique_ptr<Private> p)
    : d(std::move(p))
{
}

ModelAccess::~ModelAccess() = default;

Result<std::shared_ptr<ModelAccess>> ModelAccess::make(Services services, const Settings &settings)
{
    auto prices = PriceTable::load(QDir(services.resourceDir).filePath(QStringLiteral("llm_prices.json")));
    if (!prices)
        return tl::unexpected(prices.error());
    auto made = std::make_unique<Private>();
    made->services = std::move(services);
    made->prices = std::make_shared<const PriceTable>(*std::move(prices));
    std::shared_ptr<ModelAccess> access(new ModelAccess(std::move(made)));
    if (const auto applied = access->apply(settings); !applied)
        return tl::unexpected(applied.error());
    return access;
}

Status ModelAccess::apply(const Settings &settings)
{
    auto model = d->make(settings);
    if (!model)
        return tl::unexpected(model.error());
    const auto destination = modelDestination(settings);
    ModelGuard guard(settings, {destination}, d->services.documents, d->services.consent);
    const std::lock_guard lock(d->mutex);
    d->current = *std::move(model);
    d->guard = std::move(guard);
    d->destination = destination;
    return {};
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
    const auto provider = makeProvider(settings, *client, secrets);
    if (!provider)
        return tl::unexpected(provider.error());
    if (!*provider)
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("Llm", "No language model is chosen; nothing was sent."));
    LlmRequest request;
    request.model = settings.llmModel();
    request.messages = {{LlmRole::User, QStringLiteral("Answer with the word OK.")}};
    request.agent = QStringLiteral("test");
    const auto reply = (*provider)->complete(request, {}, cancel);
    return reply ? Status() : Status(tl::unexpected(reply.error()));
}

ModelDestination ModelAccess::destination() const
{
    const std::lock_guard lock(d->mutex);
    return d->destination;
}

} // namespace consultantos
