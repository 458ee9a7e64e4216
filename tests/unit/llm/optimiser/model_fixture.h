// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/cache_store.h"
#include "llm/model_access.h"
#include "llm/optimiser/call_chain.h"
#include "llm/optimiser/fallbacks.h"
#include "metrics/program_metrics.h"
#include "provider_fixture.h"
#include "scripted_cache.h"
#include "storage/database.h"
#include "storage/money_ledger.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QThreadPool>

#include <atomic>
#include <memory>
#include <mutex>
#include <thread>

namespace consultantos::test {

/// A server that speaks OpenAI's protocol, repeats what it was asked, and keeps its own account.
class ModelServer {
public:
    struct Account {
        int calls = 0; ///< that were answered
        LlmUsage usage;
    };
    /// What to do with the n-th request, from 0; nothing: answer it.
    using Script = std::function<std::optional<ServedAnswer>(int request)>;

    ModelServer()
    {
        m_server.setHandler([this](const ReceivedRequest &request) { return answer(request); });
    }

    [[nodiscard]] QUrl url() const { return m_server.url(QStringLiteral("/v1")); }
    void setScript(Script script)
    {
        const std::lock_guard lock(m_mutex);
        m_script = std::move(script);
    }
    void setDelay(std::chrono::milliseconds delay) { m_delay = delay; }
    [[nodiscard]] Account account() const
    {
        const std::lock_guard lock(m_mutex);
        return m_account;
    }
    [[nodiscard]] int requests() const { return m_requests; }
    /// Of the n-th request that was answered.
    [[nodiscard]] double temperatureOf(int request) const
    {
        const std::lock_guard lock(m_mutex);
        return m_temperatures.value(request);
    }

private:
    ServedAnswer answer(const ReceivedRequest &request)
    {
        const std::lock_guard lock(m_mutex);
        if (m_script) {
            if (auto told = m_script(m_requests++))
                return *told;
        } else {
            ++m_requests;
        }
        const auto sent = QJsonDocument::fromJson(request.body).object();
        const auto prompt = sent[QStringLiteral("messages")].toArray().last()[QStringLiteral("content")].toString();
        m_temperatures.append(sent[QStringLiteral("temperature")].toDouble());
        const LlmUsage usage{prompt.size() % 97 + 10, prompt.size() % 7, 0, prompt.size() % 31 + 5, prompt.size() % 3};
        ++m_account.calls;
        m_account.usage.input += usage.input;
        m_account.usage.cachedInput += usage.cachedInput;
        m_account.usage.output += usage.output;
        m_account.usage.reasoning += usage.reasoning;
        const bool isStream = sent[QStringLiteral("stream")].toBool();
        auto served = isStream ? streamOf(prompt, usage) : wholeOf(prompt, usage);
        served.delay = m_delay.load();
        return served;
    }

    static QJsonObject usageOf(const LlmUsage &usage)
    {
        return {{QStringLiteral("prompt_tokens"), usage.input + usage.cachedInput},
                {QStringLiteral("completion_tokens"), usage.output + usage.reasoning},
                {QStringLiteral("prompt_tokens_details"),
                 QJsonObject{{QStringLiteral("cached_tokens"), usage.cachedInput}}},
                {QStringLiteral("completion_tokens_details"),
                 QJsonObject{{QStringLiteral("reasoning_tokens"), usage.reasoning}}}};
    }
    static ServedAnswer wholeOf(const QString &prompt, const LlmUsage &usage)
    {
        const QJsonObject message{{QStringLiteral("role"), QStringLiteral("assistant")},
                                  {QStringLiteral("content"), QString(QStringLiteral("You asked: ") + prompt)}};
        const QJsonObject choice{{QStringLiteral("index"), 0},
                                 {QStringLiteral("message"), message},
                                 {QStringLiteral("finish_reason"), QStringLiteral("stop")}};
        const QJsonObject body{{QStringLiteral("model"), QStringLiteral("m1")},
                               {QStringLiteral("choices"), QJsonArray{choice}},
                               {QStringLiteral("usage"), usageOf(usage)}};
        return {200, QJsonDocument(body).toJson(QJsonDocument::Compact), "application/json", {}, Manner::Whole, {}};
    }
    static ServedAnswer streamOf(const QString &prompt, const LlmUsage &usage)
    {
        QByteArray body;
        const auto add = [&](const QJsonObject &delta, const QJsonValue &finish) {
            const QJsonObject choice{{QStringLiteral("index"), 0},
                                     {QStringLiteral("delta"), delta},
                                     {QStringLiteral("finish_reason"), finish}};
            body += "data: "
                    + QJsonDocument(QJsonObject{{QStringLiteral("model"), QStringLiteral("m1")},
                                                {QStringLiteral("choices"), QJsonArray{choice}}})
                          .toJson(QJsonDocument::Compact)
                    + "\n\n";
        };
        add({{QStringLiteral("content"), QStringLiteral("You asked: ")}}, QJsonValue());
        add({{QStringLiteral("content"), prompt}}, QJsonValue());
        add({}, QStringLiteral("stop"));
        body += "data: "
                + QJsonDocument(QJsonObject{{QStringLiteral("model"), QStringLiteral("m1")},
                                            {QStringLiteral("choices"), QJsonArray()},
                                            {QStringLiteral("usage"), usageOf(usage)}})
                      .toJson(QJsonDocument::Compact)
                + "\n\ndata: [DONE]\n\n";
        return {200, body, "text/event-stream", {}, Manner::Chunked, {}};
    }

    mutable std::mutex m_mutex;
    Script m_script;
    Account m_account;
    QList<double> m_temperatures;
    std::atomic<int> m_requests{0};
    std::atomic<std::chrono::milliseconds> m_delay{std::chrono::milliseconds(0)};
    LocalHttpServer m_server; ///< last: its thread uses the others
};

inline ServedAnswer failure(int status, const QList<std::pair<QByteArray, QByteArray>> &headers = {})
{
    return {status, "{}", "application/json", headers, Manner::Whole, {}};
}

/// Waits that are over at once and move the clock on: for tests whose calls come one after another.
inline CallTiming steppedTiming(const std::shared_ptr<ManualClock> &clock)
{
    return {clock,
            [clock](std::unique_lock<std::mutex> &, std::condition_variable &, std::chrono::nanoseconds atMost) {
                clock->advance(atMost);
            },
            [] { return 0.5; }};
}

/// A program's folder with money and cache, and models under settings.
class ModelProgram {
public:
    /// With `stepped`, waits are over at once and move it on.
    explicit ModelProgram(const QList<std::pair<QString, QString>> &settings,
                          const std::shared_ptr<ManualClock> &stepped = nullptr, Settings cacheSettings = Settings())
        : m_cacheSettings(std::move(cacheSettings))
        , m_settings(settings)
    {
        if (stepped) {
            clock = stepped;
            timing = steppedTiming(stepped);
        }
        QFile prices(QDir(m_dir.path()).filePath(QStringLiteral("llm_prices.json")));
        (void)prices.open(QIODevice::WriteOnly);
        prices.write(quoted("{'source':'test','date':'2026-01-01','currency':'USD','models':[{'provider':'other',"
                            "'model':'m1','input':1000000,'cached_input':100000,'output':5000000},{'provider':'vllm',"
                            "'model':'m2','input':2000000,'cached_input':200000,'output':9000000}]}"));
        prices.close();
        open();
    }
    ~ModelProgram() { close(); }

    /// Begins anew, as a program does.
    void restart()
    {
        close();
        open();
    }
    void close()
    {
        access.reset();
        cache.reset();
        ledger.reset();
    }

    [[nodiscard]] std::shared_ptr<const LanguageModel> model() const { return access->current(); }
    [[nodiscard]] UsageTotals totals() const
    {
        const auto rows = ledger->totals(UsageGrouping::None);
        return rows && !rows->isEmpty() ? rows->first() : UsageTotals();
    }
    [[nodiscard]] Settings settings() const
    {
        Settings settings;
        for (const auto &[key, value] : m_settings) {
            if (auto with = settings.with(key, value))
                settings = *with;
        }
        return settings;
    }
    void set(const QString &key, const QString &value) { m_settings.append({key, value}); }

    ProviderFixture network;
    QThreadPool pool;
    std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
    std::optional<CallTiming> timing;
    std::shared_ptr<MoneyLedger> ledger;
    std::unique_ptr<CacheStore> cache;
    std::shared_ptr<ModelAccess> access;
    std::shared_ptr<ProgramMetrics> metrics = std::make_shared<ProgramMetrics>();
    std::optional<Error> error; ///< of opening

private:
    void open()
    {
        auto database =
            Database::open(QDir(m_dir.path()).filePath(QStringLiteral("money.db")), MoneyLedger::schema(), clock);
        if (database)
            ledger = std::make_shared<MoneyLedger>(*std::move(database));
        cache = CacheStore::open({m_cacheSettings, m_dir.path(), {QStringLiteral("e1"), {}, {}}}, &pool, clock);
        std::shared_ptr<HttpClient> client(std::shared_ptr<HttpClient>(), &network.client);
        ModelAccess::Services services{clock,
                                       network.secrets,
                                       ledger,
                                       [client] { return client; },
                                       QStringLiteral(CONSULTANTOS_RESOURCE_DIR),
                                       m_dir.path(),
                                       cache->access(),
                                       {},
                                       timing};
        services.metrics = metrics;
        auto made = ModelAccess::make(services, settings());
        if (made)
            access = *std::move(made);
        else
            error = made.error();
    }

    QTemporaryDir m_dir;
    Settings m_cacheSettings;
    QList<std::pair<QString, QString>> m_settings;
};

inline QList<std::pair<QString, QString>> settingsFor(const ModelServer &server)
{
    return {{QStringLiteral("llm_provider"), QStringLiteral("openai")},
            {QStringLiteral("llm_preset"), QStringLiteral("other")},
            {QStringLiteral("llm_model"), QStringLiteral("m1")},
            {QStringLiteral("llm_base_url"), server.url().toString()}};
}

inline LlmCall callOf(const QString &prompt, LlmReuse reuse = LlmReuse::Exact)
{
    LlmCall call;
    call.request.system = QStringLiteral("Be brief.");
    call.request.messages = {{LlmRole::User, prompt}};
    call.request.maxOutputTokens = 200;
    call.request.agent = QStringLiteral("chat");
    call.request.timeLimit = std::chrono::seconds(60);
    call.reuse = reuse;
    return call;
}

} // namespace consultantos::test
