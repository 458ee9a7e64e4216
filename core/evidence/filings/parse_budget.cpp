// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/filings/parse_budget.h"

#include <QCoreApplication>
#include <QDir>

namespace consultantos {

ParseBudget::ParseBudget(QString path, const ImportLimits &limits, CancellationToken cancel)
    : m_path(QDir::toNativeSeparators(path))
    , m_limits(limits)
    , m_cancel(std::move(cancel))
    , m_deadline(std::chrono::steady_clock::now() + limits.time)
{
}

Status ParseBudget::check() const
{
    if (m_cancel.isCancelled())
        return fail(
            ErrorCode::Cancelled,
            QCoreApplication::translate("Evidence", "Reading %1 was cancelled; nothing was imported.").arg(m_path));
    if (std::chrono::steady_clock::now() > m_deadline)
        return fail(
            ErrorCode::TimedOut,
            QCoreApplication::translate("Evidence", "Reading %1 took too long; nothing was imported.").arg(m_path),
            QCoreApplication::translate("Evidence", "Check that it is the file you mean."), true);
    return {};
}

Error ParseBudget::tooDeep() const
{
    return malformed(QCoreApplication::translate("Evidence", "its elements are nested deeper than any filing's"));
}

Error ParseBudget::tooManyBlocks() const
{
    return malformed(QCoreApplication::translate("Evidence", "it holds more paragraphs than any filing does"));
}

Error ParseBudget::malformed(const QString &fault) const
{
    return {ErrorCode::Malformed,
            QCoreApplication::translate("Evidence", "%1 can't be read as a filing: %2; nothing was imported.")
                .arg(m_path, fault),
            QCoreApplication::translate("Evidence", "Download it again and import it once more.")};
}

} // namespace consultantos
