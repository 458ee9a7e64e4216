// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "model/document_importer.h"

#include <QString>

#include <chrono>

namespace consultantos {

/// What is left of one file's limits while it is read.
class ParseBudget {
public:
    /// The time starts now. `path` names the file in errors.
    ParseBudget(QString path, const ImportLimits &limits, CancellationToken cancel);

    /// TimedOut or Cancelled; asked every few hundred events.
    [[nodiscard]] Status check() const;
    [[nodiscard]] int depth() const { return m_limits.depth; }
    [[nodiscard]] qint64 blocks() const { return m_limits.blocks; }

    [[nodiscard]] Error tooDeep() const;
    [[nodiscard]] Error tooManyBlocks() const;
    /// Malformed: what of the file is not as it must be, as a sentence's end: "it is no JSON".
    [[nodiscard]] Error malformed(const QString &fault) const;

private:
    QString m_path;
    ImportLimits m_limits;
    CancellationToken m_cancel;
    std::chrono::steady_clock::time_point m_deadline;
};

} // namespace consultantos
