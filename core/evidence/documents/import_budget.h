// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "model/document_importer.h"

#include <QDeadlineTimer>
#include <QString>

#include <optional>

namespace consultantos {

/// What one file may still cost while it is read: time, cancel, and what was unpacked, counted over all its parts.
/// The parsers of a file share one and stop as soon as it is spent, so that the first reason is the one that is told.
/// Of one thread.
class ImportBudget {
public:
    /// `name` is what errors call the file.
    ImportBudget(QString name, const ImportLimits &limits, CancellationToken cancel);

    [[nodiscard]] const QString &name() const { return m_name; }
    [[nodiscard]] const ImportLimits &limits() const { return m_limits; }

    /// True once cancelled, out of time or failed: asked by every loop over input. Cheap: looks at the clock only at
    /// every 64th call.
    [[nodiscard]] bool isSpent();
    /// Ends the import with `error`; a later one changes nothing.
    void fail(const tl::unexpected<Error> &error);
    /// The reason if spent, else success.
    [[nodiscard]] Status status() const;

    /// Counts bytes unpacked; false and spent where they pass ImportLimits::expandedBytes.
    bool takeExpanded(qint64 bytes);
    /// Counts a block, cell or page. False once the limit is reached: the caller leaves the thing out, and
    /// limitWarnings() tells the user.
    [[nodiscard]] bool takeBlock();
    [[nodiscard]] bool takeCell();
    [[nodiscard]] bool takePage();
    /// One sentence for each limit at which something was left out.
    [[nodiscard]] QStringList limitWarnings() const;

private:
    void lookAtClock();

    QString m_name;
    ImportLimits m_limits;
    CancellationToken m_cancel;
    QDeadlineTimer m_deadline;
    std::optional<Error> m_error;
    unsigned m_calls = 0;
    qint64 m_expanded = 0;
    qint64 m_blocks = 0;
    qint64 m_cells = 0;
    qint64 m_pages = 0;
};

} // namespace consultantos
