// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/score_weights.h"

#include <QRegularExpression>

#include <cmath>

namespace consultantos {

namespace {

constexpr double Tolerance = 1e-9;

/// Split at each " + " outside parentheses.
QStringList termsOf(const QString &sum)
{
    QStringList terms;
    int depth = 0;
    qsizetype from = 0;
    for (qsizetype i = 0; i < sum.size(); ++i) {
        depth += sum[i] == QLatin1Char('(') ? 1 : sum[i] == QLatin1Char(')') ? -1 : 0;
        if (depth == 0 && QStringView(sum).mid(i).startsWith(QLatin1String(" + "))) {
            terms.append(sum.mid(from, i - from));
            from = i + 3;
        }
    }
    return terms << sum.mid(from);
}

QString variableOf(const Driver &driver)
{
    return QStringLiteral("weight_") + driver.id;
}

bool isWeight(const QString &text, const Driver &driver)
{
    bool isNumber = false;
    return std::abs(text.toDouble(&isNumber) - driver.weight) < Tolerance && isNumber;
}

/// The sum with each term's weight as a variable; empty where a term isn't its driver's.
std::optional<QString> weighted(const QStringList &terms, const QList<Driver> &drivers)
{
    if (terms.size() != drivers.size())
        return std::nullopt;
    QStringList written;
    for (qsizetype i = 0; i < terms.size(); ++i) {
        const auto product = terms[i].indexOf(QLatin1String(" * "));
        if (product < 0 || !isWeight(terms[i].left(product), drivers[i]))
            return std::nullopt;
        written.append(variableOf(drivers[i]) + terms[i].mid(product));
    }
    return QLatin1Char('(') + written.join(QStringLiteral(" + ")) + QLatin1Char(')');
}

std::optional<QString> weightedScore(const QString &formula, const QList<Driver> &drivers)
{
    static const QRegularExpression Mean(QStringLiteral("^\\((.*)\\) / \\(([^()]*)\\)$"));
    const auto match = Mean.match(formula);
    QList<Driver> scored;
    for (const auto &driver : drivers) {
        if (driver.score)
            scored.append(driver);
    }
    const auto weights = termsOf(match.captured(2));
    if (!match.hasMatch() || weights.size() != scored.size())
        return std::nullopt;
    QStringList variables;
    for (qsizetype i = 0; i < scored.size(); ++i) {
        if (!isWeight(weights[i], scored[i]))
            return std::nullopt;
        variables.append(variableOf(scored[i]));
    }
    const auto sum = weighted(termsOf(match.captured(1)), scored);
    return sum ? std::optional(*sum + QStringLiteral(" / (") + variables.join(QStringLiteral(" + ")) + QLatin1Char(')'))
               : std::nullopt;
}

std::optional<QString> weightedBound(const QString &formula, const QList<Driver> &drivers)
{
    QStringList variables;
    for (const auto &driver : drivers)
        variables.append(variableOf(driver));
    const auto sum = weighted(termsOf(formula), drivers);
    return sum ? std::optional(*sum + QStringLiteral(" / (") + variables.join(QStringLiteral(" + ")) + QLatin1Char(')'))
               : std::nullopt;
}

} // namespace

QString weightKey(const QString &framework, const QString &section, const QString &driver)
{
    return QStringLiteral("weight:") + QStringList{framework, section, driver}.join(QLatin1Char('/'));
}

QList<ScoreWeight> scoreWeights(const Report &report)
{
    QList<ScoreWeight> weights;
    for (const auto &framework : report.frameworks) {
        for (const auto &section : framework.sections) {
            if (!section.score)
                continue;
            for (const auto &driver : section.drivers)
                weights.append({framework.title, section.title, driver.label,
                                weightKey(framework.id, section.id, driver.id), driver.weight});
        }
    }
    return weights;
}

QHash<QString, WeightedFormula> weightedFormulas(const Report &report)
{
    QHash<QString, WeightedFormula> made;
    for (const auto &framework : report.frameworks) {
        for (const auto &section : framework.sections) {
            if (!section.score)
                continue;
            QHash<QString, QString> keys;
            for (const auto &driver : section.drivers)
                keys.insert(variableOf(driver), weightKey(framework.id, section.id, driver.id));
            const auto take = [&](const QString &id, const std::optional<QString> &formula) {
                if (formula)
                    made.insert(id, {*formula, keys});
            };
            if (const auto *score = report.evidence.computation(section.score->ref))
                take(score->id, weightedScore(score->formula, section.drivers));
            if (!section.summary)
                continue;
            for (const auto &id : section.summary->evidence) {
                const auto *bound = report.evidence.computation(id);
                if (bound != nullptr && id != section.score->ref
                    && (bound->value == section.score->low || bound->value == section.score->high))
                    take(id, weightedBound(bound->formula, section.drivers));
            }
        }
    }
    return made;
}

} // namespace consultantos
