// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>

namespace consultantos {

class ProgramMetrics;

/// One operation of a store, measured from here to its end. Operations are "get", "set", "query", "batch_get",
/// "batch_set" and "delete"; collections are "reports", "facts", "documents", "conversations", …
class StoreUse {
public:
    /// `metrics` null: nothing is measured. The labels must be literals.
    StoreUse(ProgramMetrics *metrics, const char *operation, const char *collection);
    ~StoreUse();
    StoreUse(const StoreUse &) = delete;
    StoreUse &operator=(const StoreUse &) = delete;

    /// How many documents a batch has.
    void countBatch(qsizetype size) const;

private:
    ProgramMetrics *m_metrics;
    const char *m_operation;
    const char *m_collection;
    std::chrono::steady_clock::time_point m_began;
};

} // namespace consultantos
