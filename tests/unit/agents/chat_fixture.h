// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/conversation/conversation_service.h"
#include "base/paths.h"
#include "cache/cache_store.h"
#include "evidence/local_fact_store.h"
#include "llm/model_access.h"
#include "model/document.h"
#include "storage/storage.h"

#include "local_http_server.h"
#include "network_fixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QThreadPool>

namespace consultantos::test {

/// A conversation over real stores and the starter facts; the model is a server of ours that speaks OpenAI's protocol.
struct ChatFixture {
    QTemporaryDir dir;
    LocalHttpServer server;
    Network network;
    std::shared_ptr<HttpClient> client = std::make_shared<HttpClient>(localOptions(), network.services());
    std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
    Storage storage;
    std::shared_ptr<const FactStore> facts;
    QThreadPool pool;
    std::unique_ptr<CacheStore> cache;
    std::shared_ptr<ModelAccess> models;
    std::shared_ptr<const ConversationService> service;

    /// With `isCached`, the model's replies are kept.
    explicit ChatFixture(bool hasModel = true, bool isCached = false)
    {
        storage = orFail(Storage::open(dir.path(), clock));
        facts = orFail(LocalFactStore::load(resourceDir(), storage.facts));
        QProcessEnvironment environment;
        if (hasModel) {
            environment.insert(QStringLiteral("LLM_PROVIDER"), QStringLiteral("openai"));
            environment.insert(QStringLiteral("LLM_PRESET"), QStringLiteral("other"));
            environment.insert(QStringLiteral("LLM_MODEL"), QStringLiteral("test-model"));
            environment.insert(QStringLiteral("LLM_BASE_URL"), server.url(QStringLiteral("/v1")).toString());
        }
        const auto secrets = std::make_shared<EnvironmentSecretStore>(environment);
        cache = CacheStore::open({Settings(), dir.path(), CacheScope::of({}, resourceDir())}, &pool, clock);
        ModelAccess::Services parts{clock, secrets, nullptr, [this] { return client; }, resourceDir()};
        if (isCached)
            parts.cache = cache->access();
        models = orFail(ModelAccess::make(parts, orFail(Settings::load(dir.path(), environment))));
        service =
            orFail(makeConversationService(resourceDir(), storage, facts, clock, [this] { return models->current(); }));
    }

    template <typename T>
    static T orFail(Result<T> result)
    {
        if (!result)
            qFatal("%s", qPrintable(result.error().toText()));
        return *std::move(result);
    }

    static QByteArray replyOf(const QString &text)
    {
        const QJsonObject message{{QStringLiteral("role"), QStringLiteral("assistant")},
                                  {QStringLiteral("content"), text}};
        const QJsonObject choice{{QStringLiteral("message"), message},
                                 {QStringLiteral("finish_reason"), QStringLiteral("stop")}};
        return QJsonDocument(QJsonObject{{QStringLiteral("choices"), QJsonArray{choice}}}).toJson();
    }

    static QByteArray streamOf(const QString &text)
    {
        QByteArray stream;
        const auto event = [&stream](const QJsonObject &choice) {
            const QJsonObject chunk{{QStringLiteral("model"), QStringLiteral("test-model")},
                                    {QStringLiteral("choices"), QJsonArray{choice}}};
            stream += "data: " + QJsonDocument(chunk).toJson(QJsonDocument::Compact) + "\n\n";
        };
        constexpr qsizetype Piece = 25;
        for (qsizetype at = 0; at < text.size(); at += Piece)
            event({{QStringLiteral("index"), 0},
                   {QStringLiteral("delta"), QJsonObject{{QStringLiteral("content"), text.mid(at, Piece)}}}});
        event({{QStringLiteral("index"), 0},
               {QStringLiteral("delta"), QJsonObject()},
               {QStringLiteral("finish_reason"), QStringLiteral("stop")}});
        return stream + "data: [DONE]\n\n";
    }

    /// What the model says from here on.
    void says(const QString &text, Manner manner = Manner::Chunked)
    {
        const ServedAnswer answer{200, streamOf(text), "text/event-stream", {}, manner};
        server.setHandler([answer](const ReceivedRequest &) { return answer; });
    }

    /// What was sent to it last, as one text.
    [[nodiscard]] QString sent() const
    {
        const auto body = QJsonDocument::fromJson(server.requests().last().body).object();
        QString text;
        for (const auto &message : body[QStringLiteral("messages")].toArray())
            text += message.toObject()[QStringLiteral("role")].toString() + QStringLiteral(": ")
                    + message.toObject()[QStringLiteral("content")].toString() + QLatin1Char('\n');
        return text;
    }

    /// A document of Tesla's with these paragraphs.
    void addDocument(const QString &id, const QStringList &paragraphs)
    {
        Document document;
        int offset = 0;
        for (const auto &text : paragraphs) {
            Block block;
            block.text = text;
            block.page = 1 + static_cast<int>(document.blocks.size());
            block.offset = offset;
            offset += static_cast<int>(text.toUcs4().size()) + 1;
            document.blocks.append(block);
        }
        document.id = id;
        document.name = id + QStringLiteral(".pdf");
        document.format = QStringLiteral("pdf");
        DocumentOrigin origin;
        origin.path = QLatin1Char('/') + id;
        origin.companyId = QStringLiteral("1318605");
        origin.companyName = QStringLiteral("Tesla");
        (void)orFail(storage.documents->store(document, origin));
    }

    ChatReply ask(const QString &question, const QString &conversation = {},
                  std::optional<ConversationScope> scope = std::nullopt)
    {
        return orFail(service->ask({conversation, question, std::move(scope)}, {}, {}));
    }
};

} // namespace consultantos::test
