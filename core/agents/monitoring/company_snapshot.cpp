// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/monitoring/company_snapshot.h"

#include "base/json.h"
#include "model/time_text.h"

#include <algorithm>

namespace consultantos {
namespace {

/// Headlines are remembered for as long as sources give them again.
constexpr int NewsDays = 400;

QJsonObject datesToJson(const QMap<QString, QDate> &dates)
{
    QJsonObject object;
    for (auto it = dates.cbegin(); it != dates.cend(); ++it)
        object.insert(it.key(), it.value().toString(Qt::ISODate));
    return object;
}

QMap<QString, QDate> datesFromJson(const QJsonObject &object)
{
    QMap<QString, QDate> dates;
    for (auto it = object.constBegin(); it != object.constEnd(); ++it)
        dates.insert(it.key(), QDate::fromString(it.value().toString(), Qt::ISODate));
    return dates;
}

} // namespace

bool CompanySnapshot::isEmpty() const
{
    return figures.isEmpty() && scores.isEmpty() && !hasFilings && !hasNews && !hasRiskFactors;
}

QString periodKey(const Period &period)
{
    return period.fiscalPeriod.left(1) + QLatin1Char('/') + period.end.toString(Qt::ISODate);
}

QJsonObject toJson(const CompanySnapshot &snapshot)
{
    QJsonObject figures;
    for (auto it = snapshot.figures.cbegin(); it != snapshot.figures.cend(); ++it) {
        QJsonObject periods;
        for (auto period = it.value().cbegin(); period != it.value().cend(); ++period)
            periods.insert(period.key(), toJson(period.value()));
        figures.insert(it.key(), periods);
    }
    QJsonObject scores;
    for (auto it = snapshot.scores.cbegin(); it != snapshot.scores.cend(); ++it) {
        scores.insert(it.key(), QJsonObject{{QStringLiteral("title"), it.value().title},
                                            {QStringLiteral("score"), toJson(it.value().score)}});
    }
    QJsonObject object{{QStringLiteral("schema_version"), CompanySnapshot::SchemaVersion},
                       {QStringLiteral("figures"), figures},
                       {QStringLiteral("scores"), scores}};
    if (snapshot.hasFilings)
        object.insert(QStringLiteral("filings"), datesToJson(snapshot.filings));
    if (snapshot.hasNews) {
        object.insert(QStringLiteral("news"), datesToJson(snapshot.news));
        object.insert(QStringLiteral("news_seen"), timeToJson(snapshot.newsSeen));
    }
    if (snapshot.hasRiskFactors)
        object.insert(QStringLiteral("risk_factors"), json::fromStrings(snapshot.riskFactors));
    return object;
}

CompanySnapshot companySnapshotFromJson(const QJsonObject &object)
{
    CompanySnapshot snapshot;
    if (object[QLatin1String("schema_version")].toInt() != CompanySnapshot::SchemaVersion)
        return snapshot;
    const auto figures = object[QLatin1String("figures")].toObject();
    for (auto it = figures.constBegin(); it != figures.constEnd(); ++it) {
        const auto periods = it.value().toObject();
        for (auto period = periods.constBegin(); period != periods.constEnd(); ++period)
            snapshot.figures[it.key()].insert(period.key(), figureFromJson(period.value().toObject()));
    }
    const auto scores = object[QLatin1String("scores")].toObject();
    for (auto it = scores.constBegin(); it != scores.constEnd(); ++it) {
        const auto seen = it.value().toObject();
        snapshot.scores.insert(it.key(), {scoreFromJson(seen[QLatin1String("score")].toObject()),
                                          seen[QLatin1String("title")].toString()});
    }
    snapshot.hasFilings = object.contains(QLatin1String("filings"));
    snapshot.filings = datesFromJson(object[QLatin1String("filings")].toObject());
    snapshot.hasNews = object.contains(QLatin1String("news"));
    snapshot.news = datesFromJson(object[QLatin1String("news")].toObject());
    snapshot.newsSeen = timeFromJson(object[QLatin1String("news_seen")]);
    snapshot.hasRiskFactors = object.contains(QLatin1String("risk_factors"));
    snapshot.riskFactors = json::toStrings(object[QLatin1String("risk_factors")]);
    return snapshot;
}

CompanySnapshot merged(const CompanySnapshot &before, const CompanySnapshot &now)
{
    auto kept = before;
    for (auto it = now.figures.cbegin(); it != now.figures.cend(); ++it) {
        auto &periods = kept.figures[it.key()];
        for (auto period = it.value().cbegin(); period != it.value().cend(); ++period)
            periods.insert(period.key(), period.value());
    }
    for (auto it = now.scores.cbegin(); it != now.scores.cend(); ++it)
        kept.scores.insert(it.key(), it.value());
    if (now.hasFilings) {
        kept.hasFilings = true;
        kept.filings.insert(now.filings);
    }
    if (now.hasNews) {
        kept.hasNews = true;
        kept.news.insert(now.news);
        kept.newsSeen = now.newsSeen;
        const auto oldest = now.newsSeen.date().addDays(-NewsDays);
        for (auto it = kept.news.begin(); it != kept.news.end();)
            it = it.value().isValid() && it.value() < oldest ? kept.news.erase(it) : std::next(it);
    }
    if (now.hasRiskFactors) {
        kept.hasRiskFactors = true;
        kept.riskFactors += now.riskFactors;
        kept.riskFactors.removeDuplicates();
    }
    return kept;
}

} // namespace consultantos
