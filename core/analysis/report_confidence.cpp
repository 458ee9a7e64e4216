// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report_confidence.h"

#include <cmath>

namespace consultantos {

std::optional<double> reportConfidence(const Report &report)
{
    const auto claims = report.claims();
    if (claims.isEmpty())
        return std::nullopt;
    double confidence = 0;
    for (const auto &claim : claims)
        confidence += claim.confidence;
    confidence /= static_cast<double>(claims.size());

    double scored = 0;
    double all = 0;
    for (const auto &framework : report.frameworks) {
        for (const auto &section : framework.sections) {
            for (const auto &driver : section.drivers) {
                all += driver.weight;
                scored += driver.score ? driver.weight : 0;
            }
        }
    }
    constexpr double Hundred = 100;
    return std::round(confidence * (all > 0 ? scored / all : 1) * Hundred) / Hundred;
}

} // namespace consultantos
