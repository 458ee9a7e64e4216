// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/egress_entry.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace consultantos {

class Database;
class ProgramMetrics;
struct DatabaseSchema;

struct EgressFilter {
    std::optional<QDateTime> from;  ///< UTC, included
    std::optional<QDateTime> until; ///< UTC, not included
    QString host;                   ///< as EgressEntry::host; empty: all
    QString kind;                   ///< itself and what begins with it and a dot: "sec_edgar" has "sec_edgar.facts"
    QString reportId;               ///< empty: all
    int limit = -1;                 ///< negative: no limit
    int offset = 0;

    bool operator==(const EgressFilter &) const = default;
};

/// What the entries of a filter come to.
struct EgressTotals {
    qint64 requests = 0;
    qint64 bytesSent = 0;
    qint64 bytesReceived = 0;

    bool operator==(const EgressTotals &) const = default;
};

/// What the ledger can be filtered by: each that it holds, in order.
struct EgressChoices {
    QStringList hosts;
    QStringList kinds;
    QStringList reportIds;

    bool operator==(const EgressChoices &) const = default;
};

/// What left the machine: when, where, what for, how much. Thread-safe; every call does I/O, never from the window's
/// thread.
class EgressLedger final : public LedgerSink {
public:
    /// `metrics`, if there are any, count what is recorded.
    explicit EgressLedger(std::shared_ptr<Database> database, std::shared_ptr<ProgramMetrics> metrics = nullptr);
    [[nodiscard]] static DatabaseSchema schema();

    /// A ledger that can't be written doesn't stop the work; the log says so.
    void record(const EgressEntry &entry) override;

    /// The newest first.
    [[nodiscard]] Result<QList<EgressEntry>> list(const EgressFilter &filter = {}) const;
    [[nodiscard]] Result<EgressTotals> totals(const EgressFilter &filter = {}) const;
    [[nodiscard]] Result<EgressChoices> choices() const;
    /// CSV (RFC 4180) with a heading, the newest first; times in ISO 8601, UTC.
    [[nodiscard]] Result<QByteArray> toCsv(const EgressFilter &filter = {}) const;

private:
    std::shared_ptr<Database> m_database;
    std::shared_ptr<ProgramMetrics> m_metrics;
};

} // namespace consultantos
