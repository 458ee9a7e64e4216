// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/settings.h"
#include "llm/model_access.h"
#include "provider_fixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMutex>
#include <QRegularExpression>

#include <functional>
#include <memory>

namespace consultantos::test {

/// What a prompt of an agent holds.
struct ReadPrompt {
    QString text; ///< the first message of the user
    QString last; ///< the last one
    bool isCorrection = false;

    /// The one statement that is to be reworded; empty where all are.
    [[nodiscard]] QString sentence() const
    {
        const auto mark = QStringLiteral("Sentence: ");
        return text.startsWith(mark) ? text.mid(mark.size()) : QString();
    }

    struct Statement {
        QString id;
        QStringList evidence;
        QString text;
    };
    [[nodiscard]] QList<Statement> statements() const
    {
        static const QRegularExpression line(QStringLiteral("^([\\w.\\-]+) \\(([^)]*)\\): (.*)$"),
                                             QRegularExpression::MultilineOption);
        QList<Statement> found;
        const auto part = text.section(QStringLiteral("### STATEMENTS"), 1).section(QStringLiteral("### PARTS"), 0, 0);
        for (auto matches = line.globalMatch(part); matches.hasNext();) {
            const auto match = matches.next();
            found.append({match.captured(1), match.captured(2).split(QStringLiteral(", "), Qt::SkipEmptyParts),
                          match.captured(3)});
        }
        return found;
    }
    /// The id of the first part that may be added to.
    [[nodiscard]] QString part() const
    {
        static const QRegularExpression line(QStringLiteral("### PARTS[^\\n]*\\n([\\w\\-]+) \\("));
        return line.match(text).captured(1);
    }
};

inline QJsonObject proposed(const QString &text, const QStringList &evidence, const QString &replaces = {},
                            const QString &section = {})
{
    return {{QStringLiteral("text"), text},
            {QStringLiteral("evidence"), QJsonArray::fromStringList(evidence)},
            {QStringLiteral("replaces"), replaces},
            {QStringLiteral("section"), section},
            {QStringLiteral("links"), QJsonArray()}};
}

/// The real client of OpenAI's protocol against a server on this machine that writes what it is told to.
class ScriptedModel {
public:
    using Writer = std::function<QJsonArray(const ReadPrompt &prompt)>;

    /// With `cache`, its replies are kept there.
    explicit ScriptedModel(Writer writer, const QString &name = QStringLiteral("m"), const CacheAccess &cache = {})
        : m_writer(std::move(writer))
    {
        m_fixture.server.setHandler([this](const ReceivedRequest &request) { return answer(request); });
        Settings settings;
        for (const auto &[key, value] :
             {std::pair(QStringLiteral("llm_provider"), QStringLiteral("openai")),
              std::pair(QStringLiteral("llm_preset"), QStringLiteral("other")),
              std::pair(QStringLiteral("llm_model"), name),
              std::pair(QStringLiteral("llm_base_url"), m_fixture.server.url(QStringLiteral("/v1")).toString())}) {
            const auto with = settings.with(key, value);
            if (!with)
                qFatal("%s", qPrintable(with.error().toText()));
            settings = *with;
        }
        const std::shared_ptr<HttpClient> client(&m_fixture.client, [](HttpClient *) {});
        ModelAccess::Services services{std::make_shared<SystemClock>(), m_fixture.secrets, nullptr,
                                       [client] { return client; }, QStringLiteral(CONSULTANTOS_RESOURCE_DIR)};
        services.cache = cache;
        auto made = ModelAccess::make(services, settings);
        if (!made)
            qFatal("%s", qPrintable(made.error().toText()));
        m_access = *made;
    }

    [[nodiscard]] std::shared_ptr<const LanguageModel> model() const { return m_access->current(); }
    [[nodiscard]] const ModelAccess &access() const { return *m_access; }
    [[nodiscard]] int calls() const { return static_cast<int>(m_fixture.server.requests().size()); }
    [[nodiscard]] QList<ReadPrompt> prompts() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_prompts;
    }
    /// All that was sent.
    [[nodiscard]] QString sent() const
    {
        QString text;
        for (const auto &request : m_fixture.server.requests())
            text += QString::fromUtf8(request.body);
        return text;
    }
    /// What was asked for a second opinion: not among prompts().
    [[nodiscard]] QList<ReadPrompt> opinions() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_opinions;
    }
    Writer objector{};             ///< gives the objections of a second opinion; empty: none
    ServedAnswer opinionFailure{}; ///< served in place of these if its body isn't empty
    ServedAnswer failure{};        ///< served in place of all replies if its body isn't empty

private:
    ServedAnswer answer(const ReceivedRequest &request)
    {
        if (!failure.body.isEmpty())
            return failure;
        const auto body = QJsonDocument::fromJson(request.body).object();
        ReadPrompt prompt;
        for (const auto &value : body[QStringLiteral("messages")].toArray()) {
            const auto message = value.toObject();
            if (message[QStringLiteral("role")].toString() != QLatin1String("user"))
                continue;
            prompt.last = message[QStringLiteral("content")].toString();
            prompt.isCorrection = !prompt.text.isEmpty();
            if (prompt.text.isEmpty())
                prompt.text = prompt.last;
        }
        const bool isOpinion = prompt.text.contains(QStringLiteral("unsupported by their evidence"));
        {
            const QMutexLocker lock(&m_mutex);
            (isOpinion ? m_opinions : m_prompts).append(prompt);
        }
        if (isOpinion && !opinionFailure.body.isEmpty())
            return opinionFailure;
        const auto entries = !isOpinion ? m_writer(prompt) : objector ? objector(prompt) : QJsonArray();
        auto reply = QJsonObject{{isOpinion ? QStringLiteral("objections") : QStringLiteral("statements"), entries}};
        if (!prompt.sentence().isEmpty())
            reply = QJsonObject{{QStringLiteral("text"), reply[QStringLiteral("statements")][0].toString()}};
        const QJsonObject message{
            {QStringLiteral("role"), QStringLiteral("assistant")},
            {QStringLiteral("content"), QString::fromUtf8(QJsonDocument(reply).toJson(QJsonDocument::Compact))}};
        const QJsonObject whole{{QStringLiteral("id"), QStringLiteral("x")},
                                {QStringLiteral("model"), body[QStringLiteral("model")]},
                                {QStringLiteral("choices"),
                                 QJsonArray{QJsonObject{{QStringLiteral("index"), 0},
                                                        {QStringLiteral("message"), message},
                                                        {QStringLiteral("finish_reason"), QStringLiteral("stop")}}}},
                                {QStringLiteral("usage"), QJsonObject{{QStringLiteral("prompt_tokens"), 100},
                                                                      {QStringLiteral("completion_tokens"), 20},
                                                                      {QStringLiteral("total_tokens"), 120}}}};
        return {200, QJsonDocument(whole).toJson(), "application/json", {}, Manner::Whole};
    }

    ProviderFixture m_fixture;
    Writer m_writer;
    mutable QMutex m_mutex;
    QList<ReadPrompt> m_prompts;
    QList<ReadPrompt> m_opinions;
    std::shared_ptr<ModelAccess> m_access;
};

/// Rewords every statement without harm.
inline QJsonArray honestWriter(const ReadPrompt &prompt)
{
    QJsonArray statements;
    for (const auto &one : prompt.statements()) {
        if (!prompt.isCorrection && !one.evidence.isEmpty())
            statements.append(proposed(QStringLiteral("Overall, ") + one.text, one.evidence, one.id));
    }
    return statements;
}

} // namespace consultantos::test
