// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/clock.h"
#include "base/result.h"
#include "llm/llm_provider.h"
#include "llm/money/price_table.h"

#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace consultantos {

/// What a provider answered when it was tried.
struct ProviderTrial {
    QString provider; ///< as LlmProvider::id()
    QString model;    ///< that answered
    std::chrono::milliseconds duration{0};
    std::optional<LlmUsage> usage;

    /// One sentence for the user.
    [[nodiscard]] QString toText() const;
};

/// Tries a provider with one short call, which costs a few tokens: whether address, key, credit and model are right. Waits
/// for the network: worker threads only. Thread-safe.
///
/// The error says in words what is wrong and what to do. Beyond the provider's own words: where no model is chosen, or the
/// provider has no such one, the detail names some that it has; where what answers doesn't speak the provider's protocol,
/// the address is said to be wrong (InvalidArgument), rather than the model.
[[nodiscard]] Result<ProviderTrial> tryProvider(const LlmProvider &provider, const QString &model, const Clock &clock,
                                                const CancellationToken &cancel);

/// A model that a provider offers.
struct OfferedModel {
    QString name;
    std::optional<ModelPrice> price; ///< empty: not known

    bool operator==(const OfferedModel &) const = default;
};

/// What the provider offers to the key, by name. Waits likewise.
[[nodiscard]] Result<QList<OfferedModel>> offeredModels(const LlmProvider &provider, const PriceTable &prices,
                                                        const CancellationToken &cancel);

} // namespace consultantos
