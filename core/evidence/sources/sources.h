// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "evidence/sources/source_values.h"

#include <QStringList>

#include <chrono>

namespace consultantos {

/// On whose behalf a source is asked.
struct SourceCall {
    QString reportId; ///< for the ledger; empty outside of a report
    CancellationToken cancel;
    /// Of each request, with its waits and repetitions. An answer that is worth several requests may take several of it.
    std::chrono::milliseconds timeLimit{90'000};
};

// What network sources give, an interface for each kind. All are thread-safe; each call waits for the network, so it is
// for worker threads. Errors: Denied (switched off, no key, wrong key), Offline, InvalidArgument, NotFound, RateLimited,
// Malformed, TimedOut, Network, Cancelled.

struct NewsQuery {
    QString text;
    std::optional<QDate> from = std::nullopt;  ///< included
    std::optional<QDate> until = std::nullopt; ///< included
    int limit = 50;
};

class NewsSource {
public:
    virtual ~NewsSource() = default;
    [[nodiscard]] virtual QString id() const = 0;
    /// The newest first.
    [[nodiscard]] virtual Result<QList<NewsItem>> news(const NewsQuery &query, const SourceCall &call) const = 0;
};

class WebSearch {
public:
    virtual ~WebSearch() = default;
    [[nodiscard]] virtual QString id() const = 0;
    /// The best first, at most `limit`.
    [[nodiscard]] virtual Result<QList<WebHit>> search(const QString &text, int limit,
                                                       const SourceCall &call) const = 0;
};

class QuoteSource {
public:
    virtual ~QuoteSource() = default;
    [[nodiscard]] virtual QString id() const = 0;
    [[nodiscard]] virtual Result<Quote> quote(const QString &symbol, const SourceCall &call) const = 0;
    [[nodiscard]] virtual Result<KeyFigures> keyFigures(const QString &symbol, const SourceCall &call) const = 0;
};

struct FilingFilter {
    QStringList forms = {};                   ///< "10-K"; empty: all
    std::optional<QDate> from = std::nullopt; ///< filed on this day or later
    int limit = 20;
};

class FilingSource {
public:
    virtual ~FilingSource() = default;
    [[nodiscard]] virtual QString id() const = 0;
    /// Companies of that ticker, number or name, the best first; empty if there are none.
    [[nodiscard]] virtual Result<QList<FilingCompany>> companies(const QString &text, const SourceCall &call) const = 0;
    /// Of a company's id; the newest first.
    [[nodiscard]] virtual Result<QList<Filing>> filings(const QString &companyId, const FilingFilter &filter,
                                                        const SourceCall &call) const = 0;
    [[nodiscard]] virtual Result<FetchedDocument> document(const Filing &filing, const SourceCall &call) const = 0;
    /// A company's figures as data: companyfacts JSON, or the xBRL-JSON of its newest report.
    [[nodiscard]] virtual Result<FetchedDocument> facts(const QString &companyId, const SourceCall &call) const = 0;
};

struct IndicatorQuery {
    QString indicatorId;
    QStringList countries; ///< ISO 3166 codes
    int fromYear = 0;      ///< 0: all that there are
    int untilYear = 0;
};

class IndicatorSource {
public:
    virtual ~IndicatorSource() = default;
    [[nodiscard]] virtual QString id() const = 0;
    /// By country, then the newest first; periods without a value are left out.
    [[nodiscard]] virtual Result<QList<IndicatorValue>> values(const IndicatorQuery &query,
                                                               const SourceCall &call) const = 0;
};

class FeedSource {
public:
    virtual ~FeedSource() = default;
    [[nodiscard]] virtual QString id() const = 0;
    /// Those of the settings.
    [[nodiscard]] virtual QList<QUrl> feeds() const = 0;
    /// A feed as it is; reading it is an importer's work.
    [[nodiscard]] virtual Result<FetchedDocument> fetch(const QUrl &feed, const SourceCall &call) const = 0;
};

} // namespace consultantos
