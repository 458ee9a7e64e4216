// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/monitoring/change_finder.h"
#include "model/units.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace consultantos {
namespace {

constexpr int MostDetails = 30;
/// Sources give a headline some days after its date.
constexpr int NewsDelayDays = 3;

/// The facts and filings that alerts rest on.
QSet<QString> accessionsOf(const QList<MonitorAlert> &alerts, const CompanyObservation &now)
{
    QSet<QString> accessions;
    for (const auto &alert : alerts) {
        for (const auto &id : now.evidence.idsReachableFrom(alert.evidenceIds)) {
            if (const auto *fact = now.evidence.fact(id))
                accessions.insert(fact->latest.accession);
        }
    }
    return accessions;
}

QString filingText(const CompanyObservation &now, const SeenFiling &filing)
{
    const Period period{{}, filing.filed, filing.fiscalYear, filing.fiscalPeriod};
    const auto day = filing.filed.toString(Qt::ISODate);
    if (filing.fiscalYear == 0)
        return QCoreApplication::translate("Alerts", "%1 filed a %2 on %3.").arg(now.company.name, filing.form, day);
    return QCoreApplication::translate("Alerts", "%1 filed its %2 for %3 on %4.")
        .arg(now.company.name, filing.form, period.label(), day);
}

QString quoted(const QString &text)
{
    return QChar(0x201C) + text + QChar(0x201D);
}

QString headlineText(const Passage &passage)
{
    return passage.date ? QCoreApplication::translate("Alerts", "%1 (%2)")
                              .arg(quoted(passage.text.simplified()), passage.date->toString(Qt::ISODate))
                        : quoted(passage.text.simplified());
}

} // namespace

void findScores(const Monitor &monitor, const CompanySnapshot &before, const CompanyObservation &now,
                QList<MonitorAlert> &found)
{
    for (auto it = now.seen.scores.cbegin(); it != now.seen.scores.cend(); ++it) {
        const auto known = before.scores.constFind(it.key());
        if (known == before.scores.cend())
            continue;
        const auto &was = known->score;
        const auto &is = it->score;
        const bool hasLeft = is.value < was.low || is.value > was.high;
        const auto text = [](double value) { return formatValue(value, units::Score); };
        if (!hasLeft || std::abs(is.value - was.value) < monitor.thresholds.score || text(is.value) == text(was.value))
            continue;
        MonitorAlert alert;
        alert.topic = AlertTopic::Score;
        alert.subject = QStringLiteral("score/") + it.key();
        alert.title = QCoreApplication::translate("Alerts", "%1: the score went from %2 to %3.")
                          .arg(it->title, text(was.value), text(is.value));
        alert.why =
            QCoreApplication::translate("Alerts", "It left the interval of %1 to %2 that the evidence of before "
                                                  "left open, so the evidence itself has changed.")
                .arg(text(was.low), text(was.high));
        alert.evidenceIds = QStringList{is.ref};
        setFigures(alert, {was.value, units::Score, {}, was.ref}, {is.value, units::Score, {}, is.ref});
        found.append(alert);
    }
}

void findFilings(const CompanySnapshot &before, const CompanyObservation &now, QList<MonitorAlert> &found)
{
    if (!before.hasFilings)
        return;
    const auto dates = before.filings.values();
    const auto newest = dates.isEmpty() ? QDate() : *std::max_element(dates.cbegin(), dates.cend());
    const auto told = accessionsOf(found, now);
    MonitorAlert alert;
    alert.topic = AlertTopic::Filing;
    alert.subject = QStringLiteral("filings");
    for (const auto &filing : now.filings) {
        // One that is older than those known was only brought in now.
        if (before.filings.contains(filing.accession) || told.contains(filing.accession)
            || (newest.isValid() && filing.filed < newest))
            continue;
        alert.evidenceIds += filing.facts;
        if (alert.title.isEmpty())
            alert.title = filingText(now, filing);
        else if (alert.details.size() < MostDetails)
            alert.details.append(filingText(now, filing));
    }
    if (alert.title.isEmpty())
        return;
    alert.why = QCoreApplication::translate("Alerts", "Its figures are in the store: what rests on earlier ones can be "
                                                      "brought up to date.");
    found.append(alert);
}

void findNews(const CompanySnapshot &before, const CompanyObservation &now, QList<MonitorAlert> &found)
{
    if (!before.hasNews)
        return;
    const auto since = before.newsSeen.date().addDays(-NewsDelayDays);
    MonitorAlert alert;
    alert.topic = AlertTopic::News;
    alert.subject = QStringLiteral("news");
    QStringList lines;
    for (const auto &passage : now.news) {
        // Sources give another choice of old headlines each time.
        if (before.news.contains(passage.id) || (passage.date && *passage.date < since))
            continue;
        alert.evidenceIds.append(passage.id);
        const auto line = headlineText(passage);
        if (!lines.contains(line) && lines.size() < MostDetails)
            lines.append(line);
    }
    if (lines.isEmpty())
        return;
    alert.title =
        lines.size() == 1
            ? QCoreApplication::translate("Alerts", "A new item names %1: %2").arg(now.company.name, lines.first())
            : QCoreApplication::translate("Alerts", "%1 new items name %2, first of them %3")
                  .arg(QString::number(lines.size()), now.company.name, lines.first());
    alert.why = QCoreApplication::translate("Alerts", "It came up after the last check; whether it matters to your "
                                                      "question is for you to judge.");
    alert.details = lines.mid(1);
    found.append(alert);
}

namespace {

/// How much of them changed, and the first as an example: who reads a list of titles learns whether to go on.
QString riskTitle(const QString &year, int added, int dropped, const QString &first, const QString &only)
{
    if (added + dropped == 1)
        return only;
    if (dropped == 0)
        return QCoreApplication::translate("Alerts", "The annual report for %1 adds %2 risks, first of them %3")
            .arg(year, QString::number(added), first);
    if (added == 0)
        return QCoreApplication::translate("Alerts", "The annual report for %1 drops %2 risks, first of them %3")
            .arg(year, QString::number(dropped), first);
    return QCoreApplication::translate("Alerts",
                                       "The annual report for %1 adds %2 risks and drops %3, first of them %4")
        .arg(year, QString::number(added), QString::number(dropped), first);
}

} // namespace

void findRiskFactors(const CompanySnapshot &before, const CompanyObservation &now, QList<MonitorAlert> &found)
{
    if (!before.hasRiskFactors)
        return;
    MonitorAlert alert;
    alert.topic = AlertTopic::RiskFactor;
    QStringList lines;
    int added = 0;
    int dropped = 0;
    QString year;
    QString first;
    for (const auto &news : now.riskNews) {
        if (before.riskFactors.contains(news.quote))
            continue;
        ++(news.isNew ? added : dropped);
        alert.subject = QStringLiteral("risk_factors/FY%1").arg(news.fiscalYear);
        alert.evidenceIds.append(news.passage.id);
        if (lines.size() >= MostDetails)
            continue;
        year = QStringLiteral("FY%1").arg(news.fiscalYear);
        if (first.isEmpty())
            first = quoted(news.quote);
        lines.append((news.isNew ? QCoreApplication::translate("Alerts", "The annual report for %1 adds a risk: %2")
                                 : QCoreApplication::translate("Alerts", "The annual report for %1 drops a risk: %2"))
                         .arg(year, quoted(news.quote)));
    }
    if (lines.isEmpty())
        return;
    alert.title = riskTitle(year, added, dropped, first, lines.first());
    alert.details = lines.size() == 1 ? QStringList() : lines;
    alert.why =
        QCoreApplication::translate("Alerts", "Companies change what they must name as risks when their own view "
                                              "of them has changed.");
    found.append(alert);
}

} // namespace consultantos
