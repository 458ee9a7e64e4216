// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/clock.h"
#include "model/company.h"
#include "model/evidence.h"
#include "model/report.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>
#include <QThreadPool>

#include <chrono>
#include <memory>

namespace consultantos {

class NetworkAccess;

/// What an analysis asks the sources of the network about.
struct NetworkQuestion {
    Company company;
    QString question;        ///< the request's own; goes to web searches
    QString country;         ///< ISO 3166 alpha-2 of the region looked at; empty: no indicators
    bool wantsPrice = false; ///< a share's price is of use
    QString reportId;        ///< for the ledger
    bool wantsPages = true;  ///< the web is searched
};

/// What they gave. Everything in it names its source; `sources` says where and when it was fetched.
struct NetworkFindings {
    QList<Passage> news;  ///< headlines and feed entries that name the company, newest first
    QList<Passage> pages; ///< words of web pages that name the company, best first
    QList<Fact> indicators;
    std::optional<Fact> price;      ///< of one share
    QHash<QString, Source> sources; ///< by document id, or by Fact::source
    QStringList limits;             ///< what the reader must know: sources that gave nothing and why, without figures
};

/// Asks the sources that are switched on, all at once, each in a thread of its own pool. A source that fails, or is too
/// late, is a line in the findings' limits and nothing more. Thread-safe; several analyses may ask at once.
class NetworkResearch {
public:
    NetworkResearch(std::shared_ptr<const NetworkAccess> network, std::shared_ptr<const Clock> clock);
    /// Waits for threads whose answers nobody waits for any more: their requests are cancelled by then.
    ~NetworkResearch();
    NetworkResearch(const NetworkResearch &) = delete;
    NetworkResearch &operator=(const NetworkResearch &) = delete;

    /// Whether any source is switched on that research asks.
    [[nodiscard]] bool isOn() const;
    /// Which sources would be asked now, and with what settings of theirs: what the findings depend on beside the question.
    [[nodiscard]] QString sourcesText() const;
    [[nodiscard]] bool isOffline() const;
    /// Whether prices of shares can be asked for.
    [[nodiscard]] bool givesPrices() const;
    /// Returns after `limit` at the latest, at once when cancelled. Offline nothing is asked.
    [[nodiscard]] NetworkFindings ask(const NetworkQuestion &question, std::chrono::milliseconds limit,
                                      const CancellationToken &cancel);

private:
    std::shared_ptr<const NetworkAccess> m_network;
    std::shared_ptr<const Clock> m_clock;
    QThreadPool m_workers;
};

/// Why a source gave nothing, as a clause for a report: "it did not answer in time".
[[nodiscard]] QString reasonWithoutFigures(const Error &error);

} // namespace consultantos
