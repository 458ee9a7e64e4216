// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/table_number.h"

#include <algorithm>
#include <cmath>

namespace consultantos::forecasting {

std::optional<double> readTableNumber(const QString &text, DecimalMark mark)
{
    auto trimmed = text.trimmed();
    bool isNegative = false;
    if (trimmed.startsWith(QLatin1Char('(')) && trimmed.endsWith(QLatin1Char(')'))) {
        isNegative = true;
        trimmed = trimmed.mid(1, trimmed.size() - 2);
    }
    // Spaces of three widths stand between thousands.
    for (const QChar sign : {QChar(u'$'), QChar(u'€'), QChar(u'£'), QChar(u'%'), QChar(u' '), QChar(0x00A0),
                             QChar(0x2009), QChar(0x202F), QChar(u'\'')})
        trimmed.remove(sign);
    trimmed.replace(QChar(0x2212), QLatin1Char('-'));
    const QChar group = mark == DecimalMark::Point ? u',' : u'.';
    const QChar point = mark == DecimalMark::Point ? u'.' : u',';
    if (trimmed.contains(group)) {
        // Between groups of three only: 1,5 may be one and a half as well as fifteen.
        const auto groups = trimmed.section(point, 0, 0).split(group);
        const bool areThousands =
            std::all_of(groups.cbegin() + 1, groups.cend(), [](const QString &part) { return part.size() == 3; });
        if (!areThousands || trimmed.section(point, 1).contains(group))
            return std::nullopt;
        trimmed.remove(group);
    }
    trimmed.replace(point, QLatin1Char('.'));
    bool isNumber = false;
    const double value = trimmed.toDouble(&isNumber);
    if (!isNumber || !std::isfinite(value))
        return std::nullopt;
    return isNegative ? -value : value;
}

DecimalMark decimalMarkOf(const QStringList &texts)
{
    if (std::none_of(texts.begin(), texts.end(), [](const QString &text) { return text.contains(u','); }))
        return DecimalMark::Point;
    qsizetype points = 0;
    qsizetype commas = 0;
    for (const auto &text : texts) {
        points += readTableNumber(text, DecimalMark::Point) ? 1 : 0;
        commas += readTableNumber(text, DecimalMark::Comma) ? 1 : 0;
    }
    return commas > points ? DecimalMark::Comma : DecimalMark::Point;
}

} // namespace consultantos::forecasting
