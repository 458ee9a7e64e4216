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

} // namespace

QList<Contradiction> contradictions(const Report &report)
{
    QMap<QString, QList<Judgement>> judged;
    for (const auto &framework : report.frameworks) {
        if (framework.id == QLatin1String("swot"))
            addTraits(framework, judged);
        else
            addDrivers(framework, judged);
    }
    QList<Contradiction> found;
    for (auto figure = judged.cbegin(); figure != judged.cend(); ++figure) {
        for (const auto &good : *figure) {
            for (const auto &bad : *figure) {
                if (!good.isFavourable || bad.isFavourable)
                    continue;
                Contradiction contradiction{figure.key(), good.place, bad.place, {}};
                if (good.basis != bad.basis)
                    contradiction.settledBy =
                        QStringLiteral("%1 holds it against %2, %3 against %4")
                            .arg(good.place, basisWords(good.basis), bad.place, basisWords(bad.basis));
                found.append(contradiction);
            }
        }
    }
    return found;
}

QJsonObject toJson(const Contradiction &contradiction)
{
    return {{QStringLiteral("figure"), contradiction.figure},
            {QStringLiteral("favourable"), contradiction.favourable},
            {QStringLiteral("adverse"), contradiction.adverse},
            {QStringLiteral("settled_by"), contradiction.settledBy}};
}

} // namespace consultantos
