// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/decimal_spin.h"

#include "widgets/typed_number.h"

#include <QLocale>
#include <QRegularExpression>

namespace consultantos {

namespace {

/// What is typed with a decimal point, with that of the language; as it is where the point may stand between thousands.
QString withDecimalSign(const QString &text, const QLocale &locale)
{
    static const QRegularExpression Point(QStringLiteral("(?<![0-9.,])([0-9]*)\\.([0-9]*)(?![0-9.,])"));
    const auto match = Point.match(text);
    if (locale.decimalPoint() == QLatin1String(".") || !match.hasMatch())
        return text;
    if (hasPointsOfThousands(match.captured(), locale))
        return text;
    auto plain = text;
    return plain.replace(match.capturedEnd(1), 1, locale.decimalPoint());
}

} // namespace

double DecimalSpin::valueFromText(const QString &text) const
{
    return QDoubleSpinBox::valueFromText(withDecimalSign(text, locale()));
}

QValidator::State DecimalSpin::validate(QString &input, int &position) const
{
    // A copy: what somebody types isn't exchanged under their hands.
    auto plain = withDecimalSign(input, locale());
    return QDoubleSpinBox::validate(plain, position);
}

} // namespace consultantos
