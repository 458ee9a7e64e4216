// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/secret_store.h"
#include "base/settings.h"
#include "egress/http_client.h"
#include "evidence/sources/source_catalogue.h"
#include "evidence/sources/sources.h"

#include <QJsonDocument>
#include <QUrlQuery>

#include <memory>

namespace consultantos {

/// What every source needs. The client outlives the sources.
struct SourceServices {
    HttpClient *client = nullptr;
    std::shared_ptr<const SecretStore> secrets;
    std::shared_ptr<const Clock> clock;
    bool isTrial = false; ///< sources may be asked that are switched off: the user tries one before switching it on
};

/// A source's way out: whether it may be asked at all, its key, its addresses, its requests. Thread-safe.
class SourceAccess {
public:
    SourceAccess(SourceServices services, Settings settings, const QString &sourceId);

    [[nodiscard]] const SourceInfo &info() const { return *m_info; }
    [[nodiscard]] const Settings &settings() const { return m_settings; }

    /// Denied while it is switched off, InvalidArgument while it lacks an address.
    [[nodiscard]] Status ready() const;
    /// Its key; Denied, naming the environment variable, if there is none.
    [[nodiscard]] Result<Secret> key() const;
    /// `path` below the address of the setting `urlKey` (the source's id if empty).
    [[nodiscard]] QUrl url(const QString &path, const QUrlQuery &query = {}, const QString &urlKey = {}) const;
    /// An address that the source itself gave: it must be of the source's host. Denied else.
    [[nodiscard]] Result<QUrl> ownUrl(const QUrl &given) const;

    /// `what` names the purpose in the ledger: "<source>.<what>".
    [[nodiscard]] HttpRequest request(const QString &what, const QUrl &url, const SourceCall &call) const;
    /// Sends it if the source is ready.
    [[nodiscard]] Result<HttpResponse> fetch(const HttpRequest &request, const SourceCall &call) const;
    /// Likewise, and reads the answer as JSON.
    [[nodiscard]] Result<QJsonDocument> fetchJson(HttpRequest request, const SourceCall &call) const;
    [[nodiscard]] Result<FetchedDocument> fetchDocument(const HttpRequest &request, const QString &name,
                                                        const SourceCall &call) const;

    /// Of what came from `url`, without its query where that holds a key.
    [[nodiscard]] Provenance provenance(const HttpRequest &request) const;
    /// An answer that is JSON, but not of the shape that the provider documents.
    [[nodiscard]] tl::unexpected<Error> unexpectedAnswer() const;

private:
    SourceServices m_services;
    Settings m_settings;
    const SourceInfo *m_info;
};

/// One line of text from outside: no control characters, no runs of blanks, at most `maxLength` characters.
[[nodiscard]] QString cleanLine(const QString &text, qsizetype maxLength = 2'000);
/// A text for a query, with all that has a meaning there escaped: "R+D" must not arrive as "R D".
[[nodiscard]] QString queryText(const QString &text);
/// Only http and https; invalid else.
[[nodiscard]] QUrl webUrl(const QString &text);
/// A point in time as sources write it: ISO 8601, of HTTP, or "20240102T030405Z"; without a zone it is UTC.
[[nodiscard]] std::optional<QDateTime> parseTime(const QString &text);
/// A number, also one written as a text; empty for "None", "-", and what else isn't one.
[[nodiscard]] std::optional<double> parseNumber(const QJsonValue &value);

} // namespace consultantos
