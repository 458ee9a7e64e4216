// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/quality/report_reviews.h"

#include "agents/quality/quality_agent.h"

#include <mutex>
#include <optional>

namespace consultantos {

ReportReviewer reportReviewer(const QString &resourceDir, std::shared_ptr<const FactStore> facts)
{
    struct Kept {
        std::mutex mutex;
        std::optional<QualityAgent> agent;
    };
    return [resourceDir, facts = std::move(facts),
            kept = std::make_shared<Kept>()](const Report &report, const QDate &day) -> Result<QualityReview> {
        const auto agent = [&]() -> Result<QualityAgent> {
            const std::lock_guard lock(kept->mutex);
            if (!kept->agent) {
                auto made = makeQualityAgent(resourceDir, facts);
                if (!made)
                    return made;
                kept->agent = *std::move(made);
            }
            return *kept->agent;
        }();
        return agent.map([&](const QualityAgent &one) { return one.review(report, day); });
    };
}

} // namespace consultantos
