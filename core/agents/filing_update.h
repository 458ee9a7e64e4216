// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/clock.h"
#include "base/result.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <memory>

namespace consultantos {

class EvidenceIntake;
class FactStore;
class NetworkAccess;

/// Fetches a company's figures from filing sources that are switched on, where the stores have none or old ones, before
/// an analysis begins. A company that only the user's own documents describe is not looked up: its name is nobody's
/// business. Thread-safe. Waits for the network and does I/O.
class FilingUpdate {
public:
    /// Asked for once it is needed: its making reads resources.
    using IntakeMaker = std::function<Result<std::shared_ptr<const EvidenceIntake>>()>;

    FilingUpdate(std::shared_ptr<const NetworkAccess> network, IntakeMaker intake,
                 std::shared_ptr<const FactStore> facts, std::shared_ptr<const Clock> clock);

    /// After the newest filing in the stores has become this old another is due: quarterly reports come every three
    /// months, up to 45 days after a quarter's end.
    static constexpr int MaxAgeDays = 100;

    /// `text` is the company as typed. Gives what the reader must know of sources that could not be used, without figures.
    /// Returns after about `limit` at the latest. With `maxAgeDays` 0 sources are asked unless something was filed today, and
    /// for the figures only if the list of filings has one that the stores lack.
    [[nodiscard]] QStringList run(const QString &text, const QString &reportId, std::chrono::milliseconds limit,
                                  const CancellationToken &cancel, int maxAgeDays = MaxAgeDays) const;

private:
    std::shared_ptr<const NetworkAccess> m_network;
    IntakeMaker m_intake;
    std::shared_ptr<const FactStore> m_facts;
    std::shared_ptr<const Clock> m_clock;
};

} // namespace consultantos
