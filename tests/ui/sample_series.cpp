// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_series.h"

#include <QStringList>

#include <cmath>
#include <numbers>

namespace consultantos::test {

namespace {

constexpr int Months = 60;
constexpr int FirstYear = 2021;

QString valueOf(int column, int month, int columns, bool hasFaults)
{
    if (hasFaults && column == columns - 1)
        return month == 0 ? QStringLiteral("12") : QString();
    if (hasFaults && column == columns - 2)
        return QStringLiteral("n/a");
    const double level = 200.0 + 37.0 * (column % 11) + (1.0 + column % 5) * month;
    const double season = 1.0 + 0.04 * (column % 4) * std::sin(2.0 * std::numbers::pi * (month + column) / 12.0);
    // No generator whose numbers differ by library.
    const double noise = 1.0 + 0.03 * std::sin(12.9898 * month + 78.233 * column);
    return QString::number(level * season * noise, 'f', 1);
}

} // namespace

QString sampleSeriesTable(int columns, bool hasFaults)
{
    QStringList lines;
    QStringList head{QStringLiteral("Month")};
    for (int column = 0; column < columns; ++column)
        head.append(QStringLiteral("Product %1").arg(column + 1));
    lines.append(head.join(QLatin1Char('\t')));
    for (int month = 0; month < Months; ++month) {
        QStringList fields{
            QStringLiteral("%1-%2").arg(FirstYear + month / 12).arg(month % 12 + 1, 2, 10, QLatin1Char('0'))};
        for (int column = 0; column < columns; ++column)
            fields.append(valueOf(column, month, columns, hasFaults));
        lines.append(fields.join(QLatin1Char('\t')));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace consultantos::test
