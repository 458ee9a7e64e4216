// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/tipping/request_ranking.h"

#include <QJsonArray>

#include <algorithm>

namespace consultantos {

namespace {

constexpr double WidestHalfWidth = 0.75; ///< of resources/frameworks/porter.json's ways of scoring

/// The share of the section's score that waits for this request: drivers are asked for with the reason that they give.
double waitingWeight(const FrameworkSection &section, const DataRequest &request)
{
    double weight = 0;
    for (const auto &driver : section.drivers) {
        if (driver.score || driver.notDerivable != request.reason)
            continue;
        // Several ratios may lack the same thing, such as peers: then the driver's own figure says which ratio it is.
        static const auto OfRatio = QStringLiteral("data.ratio.");
        const bool isIts = request.id.startsWith(OfRatio)
                               ? !driver.figure
                                     || driver.figure->ref.contains(QLatin1Char('/') + request.id.mid(OfRatio.size())
                                                                    + QLatin1Char('/'))
                               : request.id.endsWith(QLatin1Char('.') + driver.id);
        weight += isIts ? driver.weight : 0;
    }
    return weight;
}

} // namespace

QList<RankedRequest> rankedRequests(const Report &report)
{
    QList<RankedRequest> ranked;
    for (const auto &request : report.dataRequests) {
        RankedRequest entry{request, {}, 0};
        for (const auto &framework : report.frameworks) {
            for (const auto &section : framework.sections) {
                const auto id = QStringLiteral("%1.%2.score").arg(framework.id, section.id);
                if (!section.score || !request.affects.contains(id))
                    continue;
                const auto &score = *section.score;
                const double scale = score.scaleMax - score.scaleMin;
                const double gain = waitingWeight(section, request) * (scale - 2 * WidestHalfWidth);
                const double now = score.high - score.low;
                if (gain <= 0)
                    continue;
                entry.narrows.append({id, now, std::max(0.0, now - gain)});
                entry.total += std::min(gain, now);
            }
        }
        std::stable_sort(entry.narrows.begin(), entry.narrows.end(), [](const Narrowing &left, const Narrowing &right) {
            return left.now - left.answered > right.now - right.answered;
        });
        ranked.append(entry);
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const RankedRequest &left, const RankedRequest &right) { return left.total > right.total; });
    return ranked;
}

QJsonObject toJson(const RankedRequest &ranked)
{
    auto object = toJson(ranked.request);
    QJsonArray narrows;
    for (const auto &narrowing : ranked.narrows)
        narrows.append(QJsonObject{{QStringLiteral("score"), narrowing.score},
                                   {QStringLiteral("width"), narrowing.now},
                                   {QStringLiteral("width_answered"), narrowing.answered}});
    object.insert(QStringLiteral("narrows"), narrows);
    object.insert(QStringLiteral("narrows_total"), ranked.total);
    return object;
}

} // namespace consultantos
