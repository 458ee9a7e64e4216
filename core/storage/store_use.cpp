// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/store_use.h"

#include "metrics/program_metrics.h"

namespace consultantos {

StoreUse::StoreUse(ProgramMetrics *metrics, const char *operation, const char *collection)
    : m_metrics(metrics != nullptr && metrics->isEnabled() ? metrics : nullptr)
    , m_operation(operation)
    , m_collection(collection)
{
    if (m_metrics)
        m_began = std::chrono::steady_clock::now();
}

StoreUse::~StoreUse()
{
    if (m_metrics)
        m_metrics->databaseUsed(m_operation, m_collection,
                                std::chrono::duration<double>(std::chrono::steady_clock::now() - m_began).count());
}

void StoreUse::countBatch(qsizetype size) const
{
    if (m_metrics)
        m_metrics->batchDone(m_operation, size);
}

} // namespace consultantos
