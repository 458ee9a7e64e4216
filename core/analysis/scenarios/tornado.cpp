// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/scenarios/tornado.h"

#include "analysis/scenarios/driver_program.h"
#include "analysis/scenarios/scenario_model.h"
#include "base/json.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace consultantos {

double TornadoBar::swing() const
{
    return low && high ? std::abs(*high - *low) : 0;
}

Result<Tornado> tornado(const ScenarioModel &model, const QString &output, double lowShare, double highShare)
{
    const auto program = DriverProgram::compile(model);
    if (!program)
        return tl::unexpected(program.error());
    const int slot = program->slotOf(output);
    if (slot < 0 || !(lowShare > 0 && lowShare < highShare && highShare < 1)) {
        return fail(
            ErrorCode::InvalidArgument,
            QCoreApplication::translate("Scenarios", "There is no driver or formula called \"%1\".").arg(output));
    }
    std::vector<Distribution> distributions;
    std::vector<double> medians;
    for (const auto &driver : model.drivers) {
        auto distribution = Distribution::make(driver.distribution);
        if (!distribution)
            return tl::unexpected(distribution.error());
        medians.push_back(distribution->median());
        distributions.push_back(std::move(*distribution));
    }
    const auto base = program->evaluateOnce(medians);
    if (!base)
        return tl::unexpected(base.error());
    Tornado result{output, (*base)[static_cast<std::size_t>(slot)], {}};
    const auto at = [&](std::size_t driver, double value) -> std::optional<double> {
        auto values = medians;
        values[driver] = value;
        const auto outcome = program->evaluateOnce(values);
        return outcome ? std::optional((*outcome)[static_cast<std::size_t>(slot)]) : std::nullopt;
    };
    for (std::size_t i = 0; i < distributions.size(); ++i) {
        if (distributions[i].isConstant())
            continue;
        const double low = distributions[i].quantile(lowShare);
        const double high = distributions[i].quantile(highShare);
        result.bars.append({model.drivers[static_cast<qsizetype>(i)].name, low, high, at(i, low), at(i, high)});
    }
    std::stable_sort(result.bars.begin(), result.bars.end(),
                     [](const TornadoBar &left, const TornadoBar &right) { return left.swing() > right.swing(); });
    return result;
}

QJsonObject toJson(const Tornado &tornado)
{
    QJsonArray bars;
    for (const auto &bar : tornado.bars) {
        bars.append(QJsonObject{{QStringLiteral("driver"), bar.driver},
                                {QStringLiteral("driver_low"), bar.driverLow},
                                {QStringLiteral("driver_high"), bar.driverHigh},
                                {QStringLiteral("low"), json::fromOptional(bar.low)},
                                {QStringLiteral("high"), json::fromOptional(bar.high)},
                                {QStringLiteral("swing"), bar.swing()}});
    }
    return {{QStringLiteral("output"), tornado.output},
            {QStringLiteral("base"), tornado.base},
            {QStringLiteral("bars"), bars}};
}

QJsonObject toJson(const VarianceShares &shares)
{
    QJsonArray list;
    for (const auto &share : shares.shares) {
        list.append(QJsonObject{{QStringLiteral("drivers"), json::fromStrings(share.drivers)},
                                {QStringLiteral("first"), share.first},
                                {QStringLiteral("first_low95"), share.firstLow},
                                {QStringLiteral("first_high95"), share.firstHigh},
                                {QStringLiteral("total"), share.total},
                                {QStringLiteral("total_low95"), share.totalLow},
                                {QStringLiteral("total_high95"), share.totalHigh}});
    }
    return {{QStringLiteral("output"), shares.output},
            {QStringLiteral("variance"), shares.variance},
            {QStringLiteral("evaluations"), shares.evaluations},
            {QStringLiteral("shares"), list}};
}

} // namespace consultantos
