// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include <chrono>
#include <optional>

namespace consultantos {

/// What one call of a language model came to, as the money ledger keeps it.
struct ModelCall {
    QString id;       ///< of the call; its repetitions and pieces share it, so that it is billed once
    QDateTime when;   ///< UTC
    QString provider; ///< "gemini", "openai", …
    QString model;
    QString agent;    ///< empty: none
    QString reportId; ///< empty: none
    qint64 input = 0; ///< tokens, each kind apart
    qint64 cachedInput = 0;
    qint64 cacheWrite = 0;
    qint64 output = 0;
    qint64 reasoning = 0;
    QString currency;           ///< of both amounts, three letters; empty if neither is known
    std::optional<qint64> cost; ///< micro-units; empty: not known; 0 if it was served from a cache
    /// What a hit of our cache would have cost, in micro-units; empty: not known, or no hit.
    std::optional<qint64> saved;
    bool isFromCache = false;
    bool isRateLimited = false; ///< the provider asked to wait at least once
    std::chrono::milliseconds duration{0};

    bool operator==(const ModelCall &) const = default;
};

} // namespace consultantos
