// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/request.h"

#include "base/json.h"
#include "model/fade_target.h"
#include "model/request_check.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {

namespace {

constexpr qsizetype MaxCompanyLength = 200;
constexpr qsizetype MaxTextLength = 20'000;

} // namespace

QString depthName(Depth depth)
{
    switch (depth) {
    case Depth::Quick:
        return QStringLiteral("quick");
    case Depth::Standard:
        break;
    case Depth::Deep:
        return QStringLiteral("deep");
    }
    return QStringLiteral("standard");
}

Result<Depth> depthFromName(const QString &name)
{
    for (const auto depth : {Depth::Quick, Depth::Standard, Depth::Deep}) {
        if (name.compare(depthName(depth), Qt::CaseInsensitive) == 0)
            return depth;
    }
    return fail(ErrorCode::InvalidArgument,
                QCoreApplication::translate("AnalysisRequest", "The depth \"%1\" is not known.").arg(name),
                QCoreApplication::translate("AnalysisRequest", "Choose quick, standard or deep."));
}

QStringList AnalysisRequest::knownFrameworks()
{
    return {QStringLiteral("porter"),      QStringLiteral("swot"),      QStringLiteral("pestel"),
            QStringLiteral("blue_ocean"),  QStringLiteral("ansoff"),    QStringLiteral("bcg"),
            QStringLiteral("value_chain"), QStringLiteral("vrio"),      QStringLiteral("three_c"),
            QStringLiteral("scenarios"),   QStringLiteral("issue_tree")};
}

Result<AnalysisRequest> AnalysisRequest::validated() const
{
    return validatedAmong(*this, knownFrameworks());
}

Result<AnalysisRequest> validatedAmong(const AnalysisRequest &given, const QStringList &known)
{
    auto request = given;
    for (auto *text : {&request.company, &request.industry, &request.question, &request.region, &request.context,
                       &request.language, &request.fadeTo})
        *text = text->trimmed();
    if (request.company.isEmpty())
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("AnalysisRequest", "The company's name is empty."),
                    QCoreApplication::translate("AnalysisRequest", "Name the company to analyse."));
    if (request.company.size() > MaxCompanyLength)
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("AnalysisRequest", "The company's name is longer than %1 characters.")
                        .arg(MaxCompanyLength),
                    QCoreApplication::translate("AnalysisRequest", "Give its name, ticker or CIK only."));
    for (const auto *text : {&request.industry, &request.question, &request.region, &request.context}) {
        if (text->size() > MaxTextLength)
            return fail(
                ErrorCode::InvalidArgument,
                QCoreApplication::translate(
                    "AnalysisRequest",
                    "A text of the request (industry, question, region or context) is longer than %1 characters.")
                    .arg(MaxTextLength),
                QCoreApplication::translate("AnalysisRequest", "Shorten it."));
    }
    if (request.marketCap && !(*request.marketCap > 0 && *request.marketCap < 1e16))
        return fail(
            ErrorCode::InvalidArgument,
            QCoreApplication::translate("AnalysisRequest", "The market value must be a positive amount."),
            QCoreApplication::translate("AnalysisRequest", "Give it in whole units of the reporting currency."));

    if (request.forecastYears < 0 || request.forecastYears > AnalysisRequest::MostForecastYears)
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("AnalysisRequest", "A report forecasts at most %1 years.")
                        .arg(AnalysisRequest::MostForecastYears),
                    QCoreApplication::translate("AnalysisRequest", "Give a number from 1 to %1.")
                        .arg(AnalysisRequest::MostForecastYears));

    if (!request.fadeTo.isEmpty()) {
        const auto target = fadeTarget(request.fadeTo);
        if (!target)
            return tl::unexpected(target.error());
        if (request.forecastYears == 0)
            return fail(
                ErrorCode::InvalidArgument,
                QCoreApplication::translate("AnalysisRequest", "Growth fades only where something is forecast."),
                QCoreApplication::translate("AnalysisRequest", "Say how many years are forecast, from 1 to %1.")
                    .arg(AnalysisRequest::MostForecastYears));
        request.fadeTo = fadeTargetText(*target);
    }

    const auto &weights = request.weights;
    const auto least = std::min({weights.impact, weights.feasibility, weights.risk, weights.time});
    const auto sum = weights.impact + weights.feasibility + weights.risk + weights.time;
    if (!(least >= 0 && sum > 0 && sum < 1e6))
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("AnalysisRequest",
                                                "The weights of recommendations must not be negative, nor all zero."),
                    QCoreApplication::translate("AnalysisRequest",
                                                "Give, for instance, impact=40,feasibility=25,risk=20,time=15."));

    if (request.frameworks.contains(QStringLiteral("all")))
        request.frameworks = known;
    for (const auto &framework : std::as_const(request.frameworks)) {
        if (!known.contains(framework))
            return fail(
                ErrorCode::InvalidArgument,
                QCoreApplication::translate("AnalysisRequest", "The framework \"%1\" is not known.").arg(framework),
                QCoreApplication::translate("AnalysisRequest", "Choose among %1.")
                    .arg(known.join(QStringLiteral(", "))));
    }
    QStringList ordered;
    for (const auto &framework : known) {
        if (request.frameworks.contains(framework))
            ordered.append(framework);
    }
    if (ordered.isEmpty())
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("AnalysisRequest", "No framework is chosen."),
                    QCoreApplication::translate("AnalysisRequest", "Choose at least one of %1.")
                        .arg(known.join(QStringLiteral(", "))));
    request.frameworks = ordered;
    return request;
}

QJsonObject toJson(const RecommendationWeights &weights)
{
    return {{QStringLiteral("impact"), weights.impact},
            {QStringLiteral("feasibility"), weights.feasibility},
            {QStringLiteral("risk"), weights.risk},
            {QStringLiteral("time"), weights.time}};
}

RecommendationWeights recommendationWeightsFromJson(const QJsonObject &object)
{
    const RecommendationWeights usual;
    return {object[QStringLiteral("impact")].toDouble(usual.impact),
            object[QStringLiteral("feasibility")].toDouble(usual.feasibility),
            object[QStringLiteral("risk")].toDouble(usual.risk), object[QStringLiteral("time")].toDouble(usual.time)};
}

QJsonObject toJson(const AnalysisRequest &request)
{
    QJsonObject object{{QStringLiteral("company"), request.company},
                       {QStringLiteral("industry"), request.industry},
                       {QStringLiteral("question"), request.question},
                       {QStringLiteral("region"), request.region},
                       {QStringLiteral("context"), request.context},
                       {QStringLiteral("frameworks"), json::fromStrings(request.frameworks)},
                       {QStringLiteral("depth"), depthName(request.depth)},
                       {QStringLiteral("market_cap"), json::fromOptional(request.marketCap)},
                       {QStringLiteral("facts_files"), json::fromStrings(request.factsFiles)}};
    if (!request.language.isEmpty())
        object.insert(QStringLiteral("language"), request.language);
    if (request.forecastYears > 0)
        object.insert(QStringLiteral("forecast_years"), request.forecastYears);
    if (!request.fadeTo.isEmpty())
        object.insert(QStringLiteral("fade_to"), request.fadeTo);
    if (!(request.weights == RecommendationWeights{}))
        object.insert(QStringLiteral("weights"), toJson(request.weights));
    if (!request.layout.isStandard())
        object.insert(QStringLiteral("layout"), toJson(request.layout));
    return object;
}

AnalysisRequest analysisRequestFromJson(const QJsonObject &object)
{
    AnalysisRequest request;
    request.company = object[QStringLiteral("company")].toString();
    request.industry = object[QStringLiteral("industry")].toString();
    request.question = object[QStringLiteral("question")].toString();
    request.region = object[QStringLiteral("region")].toString();
    request.context = object[QStringLiteral("context")].toString();
    request.frameworks = json::toStrings(object[QStringLiteral("frameworks")]);
    request.depth = depthFromName(object[QStringLiteral("depth")].toString()).value_or(Depth::Standard);
    request.marketCap = json::toOptionalDouble(object[QStringLiteral("market_cap")]);
    request.factsFiles = json::toStrings(object[QStringLiteral("facts_files")]);
    request.language = object[QStringLiteral("language")].toString();
    request.forecastYears = object[QStringLiteral("forecast_years")].toInt();
    request.fadeTo = object[QStringLiteral("fade_to")].toString();
    if (const auto weights = object[QStringLiteral("weights")]; weights.isObject())
        request.weights = recommendationWeightsFromJson(weights.toObject());
    request.layout = reportLayoutFromJson(object[QStringLiteral("layout")].toObject());
    return request;
}

} // namespace consultantos
