// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/anchored_growth.h"
#include "analysis/financial_engine.h"
#include "analysis/forecasting/series_preparation.h"
#include "base/cancellation.h"
#include "base/result.h"
#include "cache/cache_access.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace consultantos {

class FactStore;
struct Forecast;

/// What is to be forecast: lines of one company by fiscal year or quarter, or series that come along.
struct ForecastOrder {
    QString company;                            ///< name, ticker or CIK; empty: the series
    QStringList concepts;                       ///< ids of statement lines ("revenue"); empty: revenue
    std::vector<forecasting::RawSeries> series; ///< used where no company is named
    /// Of the series; read from their periods without it. Of a company yearly, which it is without it, or quarterly.
    std::optional<forecasting::Frequency> frequency;
    std::optional<int> periods;                      ///< 1 … MostPeriods; by frequency without it
    std::chrono::milliseconds timeLimit = UsualTime; ///< at least 1 ms

    std::optional<FadeTarget> fadeTo{}; ///< of a company's fiscal years; without it growth isn't touched
    QString
        holidays{}; ///< country whose public holidays may count in series of days, of holidayCountries(); empty: none

    static constexpr std::chrono::milliseconds UsualTime{30'000};
    static constexpr std::chrono::milliseconds MostTime{300'000};
    static constexpr int MostPeriods = 1'000;
    static constexpr int MostSeries = 200;
    static constexpr qsizetype MostValues = 100'000; ///< of all series together
};

/// Forecasts for who asks over the API, kept in the cache. A series that can't be forecast is told; the others go on.
/// Thread-safe.
class ForecastService {
public:
    ForecastService(std::shared_ptr<const FactStore> facts, std::shared_ptr<const FinancialEngine> engine,
                    CacheAccess cache, QString resourceDir = {});

    /// {company, forecasts[{series, concept, unit, frequency, values, method, parameters[…], reason, steps[…], backtest{…},
    /// notes[…], growth{…}}], errors[{series, error, advice}]}, with `served_from`. NotFound for a company that isn't known,
    /// InvalidArgument for an order beyond its limits, NotDerivable where nothing can be forecast, TimedOut past the limit,
    /// which is looked at before each series, Cancelled.
    [[nodiscard]] Result<QJsonObject> forecast(const ForecastOrder &order, const CancellationToken &cancel) const;

private:
    [[nodiscard]] Result<QByteArray> keyOf(const ForecastOrder &order, const QString &companyId) const;
    [[nodiscard]] Result<QJsonObject> besideAnchors(const Forecast &forecast, const Company &company,
                                                    const ForecastOrder &order) const;
    [[nodiscard]] Result<QJsonObject> ofCompany(const ForecastOrder &order, const CancellationToken &cancel) const;

    std::shared_ptr<const FactStore> m_facts;
    std::shared_ptr<const FinancialEngine> m_engine;
    CacheAccess m_cache;
    QString m_resourceDir; ///< of the anchors of growth; empty: there are none
};

} // namespace consultantos
