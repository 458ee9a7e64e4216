// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/statements/value_signs.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <optional>

namespace consultantos::statements {

namespace {

std::optional<double> valueAt(const StatementTable &table, qsizetype row, const Period &period)
{
    if (row < 0)
        return std::nullopt;
    for (const auto &value : table.rows[row].values) {
        if (value.period == period)
            return value.printed;
    }
    return std::nullopt;
}

double signOfMost(const PrintedRow &row)
{
    double sum = 0;
    int balance = 0;
    for (const auto &value : row.values) {
        sum += value.printed;
        balance += value.printed < 0 ? -1 : (value.printed > 0 ? 1 : 0);
    }
    if (balance == 0)
        return sum < 0 ? -1 : 1;
    return balance < 0 ? -1 : 1;
}

/// How `whole`, `part` and `rest` are printed: whole less part, or whole plus part, is the rest. 0 if neither is.
double signBySums(const StatementTable &table, qsizetype whole, qsizetype part, qsizetype rest)
{
    double asDeduction = 0;
    double asAddition = 0;
    double size = 0;
    for (const auto &period : table.periods) {
        const auto total = valueAt(table, whole, period);
        const auto share = valueAt(table, part, period);
        const auto remainder = valueAt(table, rest, period);
        if (!total || !share || !remainder)
            continue;
        asDeduction += std::abs(*total - *share - *remainder);
        asAddition += std::abs(*total + *share - *remainder);
        size += std::abs(*share);
    }
    constexpr double Tolerance = 0.5;
    if (size == 0 || std::min(asDeduction, asAddition) > Tolerance * size || asDeduction == asAddition)
        return 0;
    return asDeduction < asAddition ? 1 : -1;
}

double signOfTax(const StatementTable &table, qsizetype row, RowMapper &mapper)
{
    const auto before = mapper.rowOf(QStringLiteral("pretax_income"));
    for (const auto &after : {QStringLiteral("profit"), QStringLiteral("net_income")}) {
        const auto sign = signBySums(table, before, row, mapper.rowOf(after));
        if (sign != 0)
            return sign;
    }
    return signOfMost(table.rows[row]);
}

double signOfShare(const StatementTable &table, qsizetype row, RowMapper &mapper)
{
    const auto sign =
        signBySums(table, mapper.rowOf(QStringLiteral("profit")), row, mapper.rowOf(QStringLiteral("net_income")));
    return sign != 0 ? sign : signOfMost(table.rows[row]);
}

/// "Other (income) expense, net": in brackets stands what is printed as a negative. "Other expense, net" has an expense in
/// either sign, as the rows around it are printed.
double signOfGain(const PrintedRow &row)
{
    static const QRegularExpression gain(QStringLiteral("income|gain|earnings"));
    static const QRegularExpression bracketedGain(QStringLiteral("[(](?:income|gains?|earnings)[)]"));
    static const QRegularExpression loss(QStringLiteral("expense|loss|deduction|charge"));
    if (bracketedGain.match(row.normal).hasMatch())
        return -1;
    const bool isExpense = loss.match(row.normal).hasMatch() && !gain.match(row.normal).hasMatch();
    return isExpense ? -signOfMost(row) : 1;
}

} // namespace

double signOf(const LabelEntry &entry, const StatementTable &table, RowMapper &mapper)
{
    const auto row = mapper.rowOf(entry.id);
    if (row < 0)
        return 1;
    switch (entry.sign) {
    case SignRule::AsPrinted:
        return 1;
    case SignRule::Cost:
    case SignRule::Outflow:
        return signOfMost(table.rows[row]);
    case SignRule::Share:
        return signOfShare(table, row, mapper);
    case SignRule::Gain:
        return signOfGain(table.rows[row]);
    case SignRule::Tax:
        return signOfTax(table, row, mapper);
    }
    return 1;
}

} // namespace consultantos::statements
