// SPDX-License-Identifier: GPL-3.0-or-later
#include "sealing_desk.h"

#include "base/paths.h"
#include "report/sealed/sealed_report.h"

#include <QCoreApplication>

namespace consultantos {

SealingDesk::SealingDesk(std::optional<SigningKey> key)
    : m_key(std::move(key))
{
}

Result<std::shared_ptr<SealingDesk>> SealingDesk::withKey(const QString &keyPath)
{
    if (keyPath.isEmpty())
        return std::make_shared<SealingDesk>(std::nullopt);
    auto key = readSigningKey(keyPath);
    if (!key)
        return tl::unexpected(key.error());
    return std::make_shared<SealingDesk>(*std::move(key));
}

void SealingDesk::take(const Report &report, Result<RecordedAnalysis> recorded)
{
    const std::lock_guard lock(m_mutex);
    m_recorded.insert(report.id, std::move(recorded));
}

Result<QByteArray> SealingDesk::seal(const Report &report)
{
    Result<RecordedAnalysis> recorded =
        fail(ErrorCode::Internal, QCoreApplication::translate("Cli", "Nothing was recorded of this analysis."));
    {
        const std::lock_guard lock(m_mutex);
        if (m_recorded.contains(report.id))
            recorded = m_recorded.take(report.id);
    }
    if (!recorded)
        return tl::unexpected(recorded.error());
    return sealReport(report, *recorded, resourceDir(), m_userFrameworks, m_key);
}

} // namespace consultantos
