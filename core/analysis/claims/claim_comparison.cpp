// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/claims/claim_comparison.h"

#include "analysis/claims/amount_agreement.h"
#include "analysis/claims/claim_units.h"
#include "model/units.h"

#include <QCoreApplication>

#include <cmath>

namespace consultantos {

namespace {

using Kind = NumberClaim::Kind;

constexpr double Percent = 100;
constexpr double BasisPoints = 10000;

} // namespace

void compareWithFigure(const NumberClaim &claim, FigureLedger &ledger, const Figure &given, CheckedNumber &result)
{
    auto figure = given;
    // Facts files of some years give amounts per share in the currency alone.
    if (const auto unit = claim.term ? ledger.unitOf(*claim.term) : QString();
        isPerShareUnit(unit) && figure.unit == currencyOfUnit(unit))
        figure.unit = unit;
    const auto &amount = claim.amount;
    const int sign = signOf(claim);
    const bool isMove = claim.kind == Kind::Change;
    result.ref = figure.ref;
    result.expected = shownValue(figure);
    result.expectedUnit = shownUnit(figure.unit, isMove);
    result.verdict = ClaimVerdict::Mismatch;
    const auto right = QCoreApplication::translate("Check", "%1 of %2, %3: %4")
                           .arg(result.subject, result.company, result.period, formatValue(figure.value, figure.unit));
    result.reason = right;
    // "the margin moved 390 basis points": who doesn't say where to is neither right nor wrong.
    const bool isAdditive = amount.unit == ClaimUnit::Points || amount.unit == ClaimUnit::BasisPoints;
    const bool isUndirected = isMove && isAdditive && claim.direction == 0 && !amount.isNegative && !amount.isPositive;
    const auto matches = [&](double actual) {
        if (isUndirected && (agrees(amount, actual) || agrees(amount, -actual))) {
            result.verdict = ClaimVerdict::Unsupported;
            result.expected.reset();
            result.reason = QCoreApplication::translate("Check", "It isn't said whether it rose or fell.");
            return true;
        }
        if (agrees(amount, actual * sign) || (amount.isBracketed && agrees(amount, -actual * sign))) {
            result.verdict = ClaimVerdict::Match;
            result.expected.reset();
            result.reason.clear();
            return true;
        }
        return false;
    };
    const auto because = [&](const QString &why) { result.reason = right + QStringLiteral(". ") + why; };
    switch (amount.unit) {
    case ClaimUnit::Money: {
        if (!isMoneyUnit(figure.unit)) {
            because(QCoreApplication::translate("Check", "It is no amount of money."));
            return;
        }
        const auto currency = currencyOfUnit(figure.unit);
        const bool isDollar = amount.isGenericDollar && currency.endsWith(QLatin1Char('D'));
        if (!amount.currency.isEmpty() && amount.currency != currency && !isDollar) {
            because(QCoreApplication::translate("Check", "The currency is %1.").arg(currency));
            return;
        }
        if (amount.isEachShare && !isPerShareUnit(figure.unit)) {
            because(QCoreApplication::translate("Check", "It is a total, not an amount per share."));
            return;
        }
        if (matches(figure.value))
            return;
        if (const auto *fact = ledger.evidence().fact(figure.ref)) {
            for (const auto &report : fact->earlier) {
                if (agrees(amount, report.value * sign)) {
                    result.verdict = ClaimVerdict::Match;
                    result.expected.reset();
                    result.reason =
                        QCoreApplication::translate("Check", "As first reported (%1, filed %2); since restated to %3.")
                            .arg(report.form, report.filed.toString(Qt::ISODate),
                                 formatValue(figure.value, figure.unit));
                    return;
                }
            }
        }
        break;
    }
    case ClaimUnit::Percent:
        if (isMoneyUnit(figure.unit) || figure.unit == units::Shares || figure.unit == units::Days) {
            because(QCoreApplication::translate("Check", "It is no percentage."));
            return;
        }
        if (figure.unit == units::Multiple) {
            // "debt to equity of 20 %" for 0.20 is said, "a current ratio of 2.5 %" for 2.5 is wrong.
            if (matches(figure.value * Percent))
                return;
            break;
        }
        if (matches(figure.value * Percent))
            return;
        break;
    case ClaimUnit::Points:
    case ClaimUnit::BasisPoints:
        if (figure.unit != units::Points && figure.unit != units::Ratio)
            break;
        if (figure.unit == units::Ratio && isMove) {
            result.expectedUnit = QStringLiteral("percent");
            because(QCoreApplication::translate("Check", "An amount grows by percent, not by percentage points."));
            return;
        }
        if (matches(figure.value * (amount.unit == ClaimUnit::Points ? Percent : BasisPoints)))
            return;
        if (amount.unit == ClaimUnit::BasisPoints) {
            result.expected = figure.value * BasisPoints;
            result.expectedUnit = QStringLiteral("basis points");
        }
        break;
    case ClaimUnit::Plain: {
        if (matches(figure.value))
            return;
        const bool isPart = figure.unit == units::Ratio || figure.unit == units::Points;
        if (isPart && matches(figure.value * Percent))
            return;
        if (isMoneyUnit(figure.unit) && amount.scale == 1) {
            for (const auto scale : {1e3, 1e6, 1e9}) {
                if (matches(figure.value / scale))
                    return;
            }
        }
        break;
    }
    case ClaimUnit::Times:
    case ClaimUnit::Shares:
    case ClaimUnit::Days:
    case ClaimUnit::Employees:
        if (isMoneyUnit(figure.unit) || (amount.unit == ClaimUnit::Shares) != (figure.unit == units::Shares)
            || (amount.unit == ClaimUnit::Days) != (figure.unit == units::Days)) {
            because(QCoreApplication::translate("Check", "The unit is another one."));
            return;
        }
        if (matches(figure.value))
            return;
        break;
    }
    // What may have gone wrong, where one thing explains it.
    const auto scale = result.unit == QLatin1String("percent") ? Percent : 1.0;
    const auto actual = figure.value * scale;
    if (agrees(amount, -actual * sign))
        because(isMove ? (figure.value < 0 ? QCoreApplication::translate("Check", "It fell.")
                                           : QCoreApplication::translate("Check", "It rose."))
                       : QCoreApplication::translate("Check", "The sign is the other one."));
    for (const auto factor : {1e3, 1e6, 1e-3, 1e-6}) {
        if (isMoneyUnit(figure.unit) && amount.bound == ClaimBound::Exact && agrees(amount, actual * sign * factor))
            because(QCoreApplication::translate("Check", "The scale word is wrong."));
    }
}

void acceptWrittenDifference(const QList<NumberClaim> &claims, QList<CheckedNumber> &results)
{
    for (qsizetype i = 0; i < claims.size(); ++i) {
        const auto &claim = claims[i];
        if (claim.kind != Kind::Change || results[i].verdict != ClaimVerdict::Mismatch || claim.amount.highest
            || claim.amount.bound != ClaimBound::Exact || claim.direction == 0)
            continue;
        for (qsizetype from = 0; from < claims.size(); ++from) {
            for (qsizetype to = 0; to < claims.size(); ++to) {
                const auto &one = claims[from];
                const auto &other = claims[to];
                const bool isPair = from != to && one.isFrom && one.kind == Kind::Level && other.kind == Kind::Level
                                    && !other.isFrom && one.term == claim.term && other.term == claim.term
                                    && one.company == other.company && results[from].verdict == ClaimVerdict::Match
                                    && results[to].verdict == ClaimVerdict::Match
                                    && one.amount.scale == other.amount.scale && one.amount.unit == other.amount.unit;
                const bool isSameUnit =
                    (claim.amount.unit == ClaimUnit::Points && one.amount.unit == ClaimUnit::Percent)
                    || (claim.amount.unit == one.amount.unit && claim.amount.unit == ClaimUnit::Money);
                if (!isPair || !isSameUnit || claim.amount.scale != one.amount.scale)
                    continue;
                constexpr double Slack = 1e-9;
                const auto difference = (results[to].value - results[from].value) / one.amount.scale;
                if (std::abs(difference - claim.direction * claim.amount.value) < Slack) {
                    results[i].verdict = ClaimVerdict::Match;
                    results[i].expected.reset();
                    results[i].reason.clear();
                }
            }
        }
    }
}

} // namespace consultantos
