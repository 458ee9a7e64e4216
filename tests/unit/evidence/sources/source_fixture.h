// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/sources/source_access.h"

#include "local_http_server.h"
#include "network_fixture.h"

#include <QTemporaryDir>

#include <memory>

namespace consultantos::test {

/// A local server in the place of all providers, and all around a source that is switched on.
struct SourceFixture {
    LocalHttpServer server;
    Network network;
    std::shared_ptr<EnvironmentSecretStore> secrets;
    std::unique_ptr<HttpClient> client;
    Settings settings;

    /// `keys` as "TAVILY_API_KEY"; each is worth "s3cret". More settings by their variables' names.
    explicit SourceFixture(const QStringList &keys = {}, const QHash<QString, QString> &moreSettings = {},
                           EgressOptions options = localOptions())
    {
        QProcessEnvironment keyEnvironment;
        for (const auto &key : keys)
            keyEnvironment.insert(key, QStringLiteral("s3cret"));
        secrets = std::make_shared<EnvironmentSecretStore>(keyEnvironment);
        QProcessEnvironment environment;
        for (const auto &source : networkSources()) {
            environment.insert(variable(source.id + QStringLiteral("_enabled")), QStringLiteral("true"));
            for (const auto &urlKey : source.urlKeys)
                environment.insert(variable(urlKey + QStringLiteral("_url")),
                                   server.url(QStringLiteral("/base")).toString());
        }
        environment.insert(variable(QStringLiteral("sec_contact")), QStringLiteral("Test test@smith.example"));
        environment.insert(variable(QStringLiteral("feed_urls")), feedUrl().toString());
        for (auto setting = moreSettings.begin(); setting != moreSettings.end(); ++setting)
            environment.insert(setting.key(), setting.value());
        const QTemporaryDir dir;
        settings = *Settings::load(dir.path(), environment);
        client = std::make_unique<HttpClient>(std::move(options), network.services());
    }

    [[nodiscard]] SourceAccess access(const char *id) const
    {
        return {SourceServices{client.get(), secrets, network.clock}, settings, QString(QLatin1String(id))};
    }

    [[nodiscard]] QUrl feedUrl() const { return server.url(QStringLiteral("/feed.xml?format=rss")); }

    void answerJson(const QByteArray &body) { server.answer({200, body, "application/json", {}, Manner::Whole}); }

    [[nodiscard]] QByteArray lastTarget() const { return server.requests().last().target; }

    [[nodiscard]] static QString variable(const QString &key)
    {
        return QStringLiteral("CONSULTANTOS_") + key.toUpper();
    }
};

inline SourceCall call()
{
    return {QStringLiteral("report-1"), {}};
}

} // namespace consultantos::test
