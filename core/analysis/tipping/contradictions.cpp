// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/tipping/contradictions.h"

#include "analysis/frameworks/comparison.h"

#include <QMap>

#include <cmath>

namespace consultantos {

namespace {

constexpr double NeutralBand = 0.25; ///< as in a force's summary

/// One judgement of one figure.
struct Judgement {
    QString place;
    bool isFavourable = false;
    QString basis;
};

void addDrivers(const FrameworkResult &framework, QMap<QString, QList<Judgement>> &judged)
{
    const bool isHighAdverse = framework.id == QLatin1String("porter");
    for (const auto &section : framework.sections) {
        const double middle = section.score ? (section.score->scaleMin + section.score->scaleMax) / 2 : 0;
        for (const auto &driver : section.drivers) {
            if (!section.score || !driver.figure || !driver.score
                || std::abs(driver.score->value - middle) <= NeutralBand)
                continue;
            const bool isHigh = driver.score->value > middle;
            judged[driver.figure->ref].append({QStringLiteral("%1.%2.%3").arg(framework.id, section.id, driver.id),
                                               isHigh != isHighAdverse, driver.basis});
        }
    }
}

void addTraits(const FrameworkResult &framework, QMap<QString, QList<Judgement>> &judged)
{
    for (const auto &section : framework.sections) {
        const bool isStrength = section.id == QLatin1String("strengths");
        if (!isStrength && section.id != QLatin1String("weaknesses"))
            continue;
        for (const auto &item : section.items) {
            if (item.claim.numbers.isEmpty())
                continue;
            // The first number of a trait is its ratio; the others are what it is held against.
            judged[item.claim.numbers.first().ref].append(
                {framework.id + QLatin1Char('.') + item.id, isStrength, item.fields.value(QStringLiteral("basis"))});
        }
    }
}

/// A verdict of VRIO on a resource, by the ratio that measures it.
void addVerdicts(const FrameworkResult &framework, QMap<QString, QList<Judgement>> &judged)
{
    for (const auto &section : framework.sections) {
        for (const auto &item : section.items) {
            const auto verdict = item.fields.value(QStringLiteral("verdict"));
            const bool isAdvantage = verdict.endsWith(QLatin1String(" advantage"));
            if ((!isAdvantage && verdict != QLatin1String("disadvantage")) || item.claim.numbers.isEmpty())
                continue;
            judged[item.claim.numbers.first().ref].append(
                {framework.id + QLatin1Char('.') + item.id, isAdvantage, item.fields.value(QStringLiteral("basis"))});
        }
    }
}

/// Written knowledge that one framework takes for an opportunity and another for a threat.
void addReadings(const FrameworkResult &framework, QMap<QString, QList<Judgement>> &judged)
{
    for (const auto &section : framework.sections) {
        for (const auto &item : section.items) {
            auto direction = item.fields.value(QStringLiteral("direction"));
            if (direction != QLatin1String("opportunity") && direction != QLatin1String("threat"))
                continue;
            for (const auto &ref : item.claim.evidence) {
                if (ref.startsWith(QLatin1String("k/")))
                    judged[ref].append({framework.id + QLatin1Char('.') + item.id,
                                        direction == QLatin1String("opportunity"), QStringLiteral("playbook")});
            }
        }
    }
}

/// Two comparisons of one figure: the better evidence outweighs, by the confidence that statements on it have.
QString outweighed(const Judgement &good, const Judgement &bad)
{
    if (good.basis == bad.basis || good.basis.isEmpty() || bad.basis.isEmpty())
        return {};
    const bool isGood = confidenceOf(good.basis) >= confidenceOf(bad.basis);
    const auto &better = isGood ? good : bad;
    const auto &other = isGood ? bad : good;
    return QStringLiteral("%1 holds it against %2, which outweighs %3, against which %4 holds it")
        .arg(better.place, basisWords(better.basis), basisWords(other.basis), other.place);
}

/// What a document says against a computed statement: the filed figure outweighs a text that is no later than it.
void addContrary(const Report &report, QList<Contradiction> &found)
{
    QDate newest;
    for (const auto &period : report.financials.annualPeriods())
        newest = std::max(newest, period.end);
    for (const auto &claim : report.claims()) {
        if (!claim.contrary)
            continue;
        const auto *passage = report.evidence.passage(claim.contrary->passage);
        Contradiction contradiction{claim.contrary->passage, claim.id, claim.contrary->passage, {}};
        const bool isEarlier = passage != nullptr && passage->date && newest.isValid() && *passage->date <= newest;
        if (claim.grade == Grade::Computed && isEarlier)
            contradiction.settledBy = QStringLiteral("the figures of the year to %1 outweigh a text of %2")
                                          .arg(newest.toString(Qt::ISODate), passage->date->toString(Qt::ISODate));
        found.append(contradiction);
    }
}

} // namespace

QList<Contradiction> contradictions(const Report &report)
{
    QMap<QString, QList<Judgement>> judged;
    for (const auto &framework : report.frameworks) {
        if (framework.id == QLatin1String("swot"))
            addTraits(framework, judged);
        else
            addDrivers(framework, judged);
        addVerdicts(framework, judged);
        addReadings(framework, judged);
    }
    QList<Contradiction> found;
    for (auto figure = judged.cbegin(); figure != judged.cend(); ++figure) {
        for (const auto &good : *figure) {
            for (const auto &bad : *figure) {
                if (good.isFavourable && !bad.isFavourable)
                    found.append({figure.key(), good.place, bad.place, outweighed(good, bad)});
            }
        }
    }
    addContrary(report, found);
    return found;
}

} // namespace consultantos
