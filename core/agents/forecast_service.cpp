// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/forecast_service.h"

#include "analysis/forecasting/figure_forecast.h"
#include "analysis/forecasting/forecast_function.h"
#include "analysis/forecasting/forecaster.h"
#include "analysis/forecasting/kept_forecast.h"
#include "analysis/forecasting/public_holidays.h"
#include "analysis/forecasting/quarter_history.h"
#include "base/json.h"
#include "cache/typed_cache.h"
#include "evidence/fact_store.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonDocument>

namespace consultantos {

using namespace forecasting;

namespace {

constexpr int FormatVersion = 4;
constexpr int MostYears = 40; ///< more than any filing tells of

QString inWords(const char *text)
{
    return QCoreApplication::translate("ForecastService", text);
}

tl::unexpected<Error> cancelled()
{
    return fail(ErrorCode::Cancelled, inWords(QT_TRANSLATE_NOOP("ForecastService", "Cancelled.")));
}

QJsonObject stepJson(int step, const QString &period, double mean, double lower80, double upper80, double lower95,
                     double upper95)
{
    return {{QStringLiteral("step"), step},    {QStringLiteral("period"), period}, {QStringLiteral("mean"), mean},
            {QStringLiteral("lo80"), lower80}, {QStringLiteral("hi80"), upper80},  {QStringLiteral("lo95"), lower95},
            {QStringLiteral("hi95"), upper95}};
}

QJsonObject errorJson(const QString &series, const Error &error)
{
    return {{QStringLiteral("series"), series},
            {QStringLiteral("error"), error.message},
            {QStringLiteral("advice"), error.detail}};
}

QJsonObject jsonOf(const SeriesForecast &forecast, const PreparedSeries &series)
{
    QJsonArray steps;
    for (const auto &step : forecast.steps)
        steps.append(stepJson(static_cast<int>(steps.size()) + 1, step.period, step.mean, step.lower80, step.upper80,
                              step.lower95, step.upper95));
    const auto &test = forecast.backtest;
    QJsonValue backtest;
    if (test.origins > 0)
        backtest = QJsonObject{
            {QStringLiteral("origins"), test.origins},       {QStringLiteral("mase"), test.mase},
            {QStringLiteral("naive_mase"), test.naiveMase},  {QStringLiteral("smape"), test.smape},
            {QStringLiteral("coverage80"), test.coverage80}, {QStringLiteral("coverage95"), test.coverage95}};
    return {{QStringLiteral("series"), series.name},
            {QStringLiteral("frequency"), frequencyName(series.frequency)},
            {QStringLiteral("values"), static_cast<qint64>(series.values.size())},
            {QStringLiteral("method"), forecast.method},
            {QStringLiteral("parameters"), json::fromStrings(forecast.parameters)},
            {QStringLiteral("reason"), forecast.reason},
            {QStringLiteral("steps"), steps},
            {QStringLiteral("backtest"), backtest},
            {QStringLiteral("no_better_than_naive"), forecast.isNoBetterThanNaive},
            {QStringLiteral("notes"), json::fromStrings(forecast.notes)}};
}

QJsonObject jsonOf(const Forecast &forecast, const QString &company)
{
    QJsonArray steps;
    for (const auto &step : forecast.steps)
        steps.append(stepJson(static_cast<int>(steps.size()) + 1, step.period().label(), step.mean.value,
                              step.lower80.value, step.upper80.value, step.lower95.value, step.upper95.value));
    // Of the report's own form only what tells how it was made; the evidence of each value is the report's.
    auto object = toJson(forecast);
    object.remove(QStringLiteral("history"));
    object.remove(QStringLiteral("label"));
    object.insert(QStringLiteral("series"), QStringLiteral("%1: %2").arg(company, forecast.concept_));
    object.insert(QStringLiteral("values"), forecast.history.size());
    object.insert(QStringLiteral("steps"), steps);
    return object;
}

Result<QJsonObject> answer(QJsonArray forecasts, const QJsonArray &errors, const QString &company)
{
    if (forecasts.isEmpty()) {
        const auto first = errors.first().toObject();
        return fail(ErrorCode::NotDerivable,
                    errors.size() == 1 ? first[QStringLiteral("error")].toString()
                                       : inWords(QT_TRANSLATE_NOOP("ForecastService",
                                                                   "None of the series can be forecast. The first: %1"))
                                             .arg(first[QStringLiteral("error")].toString()),
                    first[QStringLiteral("advice")].toString());
    }
    return QJsonObject{{QStringLiteral("company"), company.isEmpty() ? QJsonValue() : QJsonValue(company)},
                       {QStringLiteral("forecasts"), forecasts},
                       {QStringLiteral("errors"), errors}};
}

/// Says when to give up.
class TimeLimit {
public:
    TimeLimit(std::chrono::milliseconds limit, const CancellationToken &cancel)
        : m_limit(limit)
        , m_end(std::chrono::steady_clock::now() + limit)
        , m_cancel(cancel)
    {
    }

    [[nodiscard]] Status check() const
    {
        if (m_cancel.isCancelled())
            return cancelled();
        if (std::chrono::steady_clock::now() < m_end)
            return {};
        constexpr double Second = 1'000.0;
        return fail(
            ErrorCode::TimedOut,
            inWords(QT_TRANSLATE_NOOP("ForecastService", "The forecasts took longer than %1 seconds."))
                .arg(static_cast<double>(m_limit.count()) / Second),
            inWords(QT_TRANSLATE_NOOP("ForecastService", "Ask for fewer series at once, or for a longer time limit.")));
    }

private:
    std::chrono::milliseconds m_limit;
    std::chrono::steady_clock::time_point m_end;
    const CancellationToken &m_cancel;
};

Result<QJsonObject> ofSeries(const ForecastOrder &order, const CancellationToken &cancel)
{
    const TimeLimit limit(order.timeLimit, cancel);
    QJsonArray forecasts;
    QJsonArray errors;
    for (auto raw : order.series) {
        raw.country = order.holidays;
        if (const auto goesOn = limit.check(); !goesOn)
            return tl::unexpected(goesOn.error());
        const auto prepared = prepareSeries(raw, order.frequency);
        if (!prepared) {
            errors.append(errorJson(raw.name, prepared.error()));
            continue;
        }
        const auto steps = order.periods ? static_cast<std::size_t>(*order.periods) : usualSteps(prepared->frequency);
        const auto forecast = forecastSeries(*prepared, steps);
        if (forecast)
            forecasts.append(jsonOf(*forecast, *prepared));
        else
            errors.append(errorJson(raw.name, forecast.error()));
    }
    return answer(forecasts, errors, {});
}

Result<Forecast> forecastQuarters(Financials &financials, const QString &concept_, int count)
{
    const auto series = quarterHistory(financials, concept_);
    if (series.history.size() < 2)
        return fail(ErrorCode::NotDerivable,
                    QStringLiteral("not derivable: a forecast needs two fiscal quarters in a row at least"));
    return keptForecast(series, static_cast<std::size_t>(count), {}, financials.evidence);
}

Status checked(const ForecastOrder &order)
{
    if (!order.company.isEmpty() && order.frequency && *order.frequency != Frequency::Yearly
        && *order.frequency != Frequency::Quarterly)
        return fail(ErrorCode::InvalidArgument,
                    inWords(QT_TRANSLATE_NOOP("ForecastService",
                                              "A company's lines are forecast by fiscal year or by quarter.")),
                    inWords(QT_TRANSLATE_NOOP("ForecastService", "Choose the frequency yearly or quarterly.")));
    if (order.fadeTo && (order.company.isEmpty() || order.frequency == Frequency::Quarterly))
        return fail(ErrorCode::InvalidArgument,
                    inWords(QT_TRANSLATE_NOOP("ForecastService", "Growth fades in a company's fiscal years alone.")));
    if (!order.holidays.isEmpty() && !holidayCountries().contains(order.holidays))
        return fail(ErrorCode::InvalidArgument,
                    inWords(QT_TRANSLATE_NOOP("ForecastService", "The public holidays of \"%1\" aren't known."))
                        .arg(order.holidays),
                    inWords(QT_TRANSLATE_NOOP("ForecastService", "Name one of %1."))
                        .arg(holidayCountries().join(QStringLiteral(", "))));
    if (!order.holidays.isEmpty() && !order.company.isEmpty())
        return fail(ErrorCode::InvalidArgument,
                    inWords(QT_TRANSLATE_NOOP("ForecastService", "Public holidays count in series of days, not in a "
                                                                 "company's fiscal years and quarters.")));
    if (order.timeLimit < std::chrono::milliseconds(1) || order.timeLimit > ForecastOrder::MostTime)
        return fail(
            ErrorCode::InvalidArgument,
            inWords(QT_TRANSLATE_NOOP("ForecastService", "The time limit is longer than five minutes, or none.")));
    if (order.company.isEmpty() == order.series.empty())
        return fail(ErrorCode::InvalidArgument,
                    inWords(QT_TRANSLATE_NOOP("ForecastService", "Name a company or give series: one of the two.")));
    if (order.periods && (*order.periods < 1 || *order.periods > ForecastOrder::MostPeriods))
        return fail(ErrorCode::InvalidArgument,
                    inWords(QT_TRANSLATE_NOOP("ForecastService", "A forecast has 1 to %1 periods."))
                        .arg(ForecastOrder::MostPeriods));
    qsizetype values = 0;
    for (const auto &series : order.series)
        values += series.observations.size();
    if (order.series.size() > ForecastOrder::MostSeries || values > ForecastOrder::MostValues)
        return fail(
            ErrorCode::InvalidArgument,
            inWords(QT_TRANSLATE_NOOP("ForecastService", "At most %1 series with %2 values together are taken."))
                .arg(ForecastOrder::MostSeries)
                .arg(ForecastOrder::MostValues),
            inWords(QT_TRANSLATE_NOOP("ForecastService", "Ask for them in parts.")));
    return {};
}

CacheCodec<QJsonObject> codec()
{
    return {[](const QJsonObject &object) { return QJsonDocument(object).toJson(QJsonDocument::Compact); },
            [](const QByteArray &bytes) -> std::optional<QJsonObject> {
                const auto document = QJsonDocument::fromJson(bytes);
                return document.isObject() ? std::optional(document.object()) : std::nullopt;
            },
            {}};
}

} // namespace

ForecastService::ForecastService(std::shared_ptr<const FactStore> facts, std::shared_ptr<const FinancialEngine> engine,
                                 CacheAccess cache, QString resourceDir)
    : m_facts(std::move(facts))
    , m_engine(std::move(engine))
    , m_cache(std::move(cache))
    , m_resourceDir(std::move(resourceDir))
{
}

Result<QByteArray> ForecastService::keyOf(const ForecastOrder &order, const QString &companyId) const
{
    auto key = m_cache.scope.key("forecast", FormatVersion);
    key.text("periods", order.periods ? QString::number(*order.periods) : QString());
    key.text("fade", !order.fadeTo        ? QString()
                     : order.fadeTo->rate ? QString::number(*order.fadeTo->rate, 'g', QLocale::FloatingPointShortest)
                                          : order.fadeTo->anchor);
    key.text("holidays", order.holidays);
    key.text("frequency", order.frequency ? frequencyName(*order.frequency) : QString());
    // Sentences in it are of the language that they were asked in.
    key.text("language", inWords(QT_TRANSLATE_NOOP("ForecastService", "A forecast has 1 to %1 periods.")));
    if (!companyId.isEmpty()) {
        const auto version = m_facts->version({companyId});
        if (!version)
            return tl::unexpected(version.error());
        key.text("company", companyId).text("facts", *version).list("concepts", order.concepts);
        return key.key();
    }
    QCryptographicHash hash(QCryptographicHash::Sha256);
    // With their lengths: no text can be taken for two.
    const auto add = [&hash](const QString &text) {
        const auto bytes = text.toUtf8();
        hash.addData(QByteArray::number(bytes.size()) + ':' + bytes);
    };
    for (const auto &series : order.series) {
        add(series.name);
        add(QString::number(series.observations.size()));
        for (const auto &observation : series.observations) {
            add(observation.period);
            add(observation.value);
        }
    }
    key.bytes("series", hash.result());
    return key.key();
}

Result<QJsonObject> ForecastService::besideAnchors(const Forecast &forecast, const Company &company,
                                                   const ForecastOrder &order) const
{
    auto object = jsonOf(forecast, company.name);
    if (m_resourceDir.isEmpty())
        return object;
    std::vector<double> values;
    for (const auto &figure : forecast.history)
        values.push_back(figure.value);
    // Once more with its backtest's single errors, which a report's forecast doesn't keep.
    auto made = forecastSeries(undatedSeries(values, 1, companyLineKind(forecast.concept_)),
                               static_cast<std::size_t>(forecast.steps.size()));
    if (!made)
        return tl::unexpected(made.error());
    const auto growth = anchorGrowth(company, m_resourceDir, values, *made, order.fadeTo);
    if (!growth)
        return tl::unexpected(growth.error());
    object.insert(QStringLiteral("growth"), toJson(*growth));
    if (growth->isFaded) {
        QJsonArray steps;
        for (std::size_t i = 0; i < made->steps.size(); ++i) {
            const auto &step = made->steps[i];
            steps.append(stepJson(static_cast<int>(i) + 1, forecast.steps[static_cast<qsizetype>(i)].period().label(),
                                  step.mean, step.lower80, step.upper80, step.lower95, step.upper95));
        }
        object.insert(QStringLiteral("steps"), steps);
    }
    object.insert(QStringLiteral("notes"), json::fromStrings(forecast.notes + growth->inWords()));
    return object;
}

Result<QJsonObject> ForecastService::ofCompany(const ForecastOrder &order, const CancellationToken &cancel) const
{
    const auto company = m_facts->findCompany(order.company);
    if (!company)
        return tl::unexpected(company.error());
    const auto facts = m_facts->facts(company->id);
    if (!facts)
        return tl::unexpected(facts.error());
    if (cancel.isCancelled())
        return cancelled();
    const TimeLimit limit(order.timeLimit, cancel);
    const bool isQuarterly = order.frequency == Frequency::Quarterly;
    constexpr int QuartersPerYear = 4;
    FinancialOptions options;
    options.annualPeriods = MostYears;
    options.quarterlyPeriods = isQuarterly ? MostYears * QuartersPerYear : 0;
    options.isSplit = false;
    auto financials = m_engine->derive(*company, *facts, options);
    QJsonArray forecasts;
    QJsonArray errors;
    const auto concepts = order.concepts.isEmpty() ? QStringList{QStringLiteral("revenue")} : order.concepts;
    for (const auto &concept_ : concepts) {
        if (const auto goesOn = limit.check(); !goesOn)
            return tl::unexpected(goesOn.error());
        const int count = order.periods.value_or(
            static_cast<int>(usualSteps(isQuarterly ? Frequency::Quarterly : Frequency::Yearly)));
        if (isQuarterly) {
            const auto forecast = forecastQuarters(financials, concept_, count);
            if (forecast)
                forecasts.append(jsonOf(*forecast, company->name));
            else
                errors.append(errorJson(concept_, forecast.error()));
            continue;
        }
        FigureSeries series{company->id, concept_, concept_, {}};
        for (const auto &period : financials.annualPeriods())
            series.figures.append(financials.annual(concept_, period.fiscalYear));
        const auto forecast = forecastFigures(series, count, financials.evidence);
        auto object = forecast ? besideAnchors(*forecast, *company, order) : tl::unexpected(forecast.error());
        if (object)
            forecasts.append(*std::move(object));
        else
            errors.append(errorJson(concept_, object.error()));
    }
    return answer(forecasts, errors, company->name);
}

Result<QJsonObject> ForecastService::forecast(const ForecastOrder &order, const CancellationToken &cancel) const
{
    if (const auto fine = checked(order); !fine)
        return tl::unexpected(fine.error());
    // The cache's own look at it may come after what is quick to compute.
    if (cancel.isCancelled())
        return cancelled();
    QString companyId;
    if (!order.company.isEmpty()) {
        const auto company = m_facts->findCompany(order.company);
        if (!company)
            return tl::unexpected(company.error());
        companyId = company->id;
    }
    const auto compute = [this, &order](const CancellationToken &token) {
        return order.company.isEmpty() ? ofSeries(order, token) : ofCompany(order, token);
    };
    Result<QJsonObject> made = QJsonObject();
    auto servedFrom = CacheServedBy::Computed;
    const auto key = m_cache.manager ? keyOf(order, companyId) : Result<QByteArray>();
    if (!m_cache.manager || !key) {
        made = compute(cancel);
    } else {
        CacheOptions options;
        options.cancel = cancel;
        const auto product = [&](const CancellationToken &token) -> Result<CacheProduct<QJsonObject>> {
            auto object = compute(token);
            if (!object)
                return tl::unexpected(object.error());
            CacheProduct<QJsonObject> result;
            result.value = std::make_shared<const QJsonObject>(*std::move(object));
            result.tags = m_cache.scope.tags("forecast", companyId);
            return result;
        };
        const auto found = TypedCache<QJsonObject>(*m_cache.manager, codec()).getOrComputeHere(*key, product, options);
        if (!found)
            return tl::unexpected(found.error());
        made = *found->value;
        servedFrom = found->servedBy;
    }
    if (made)
        made->insert(QStringLiteral("served_from"), QString::fromLatin1(cacheServedByName(servedFrom)));
    return made;
}

} // namespace consultantos
