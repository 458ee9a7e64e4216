// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/unit_words.h"

#include "model/exact_number.h"
#include "model/units.h"
#include "widgets/shown_value.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace consultantos {

namespace {

struct Word {
    const char *unit;
    const char *text;
};

constexpr Word Units[] = {
    {"ratio", QT_TRANSLATE_NOOP("UnitWords", "ratio")},
    {"percent", QT_TRANSLATE_NOOP("UnitWords", "per cent")},
    {"points", QT_TRANSLATE_NOOP("UnitWords", "ratio, a difference")},
    {"percentage points", QT_TRANSLATE_NOOP("UnitWords", "percentage points")},
    {"multiple", QT_TRANSLATE_NOOP("UnitWords", "times")},
    {"days", QT_TRANSLATE_NOOP("UnitWords", "days")},
    {"years", QT_TRANSLATE_NOOP("UnitWords", "years")},
    {"shares", QT_TRANSLATE_NOOP("UnitWords", "shares")},
};
/// How an answer scales an amount: "USD millions".
constexpr Word Scales[] = {
    {" thousands", QT_TRANSLATE_NOOP("UnitWords", "thousand %1")},
    {" millions", QT_TRANSLATE_NOOP("UnitWords", "million %1")},
    {" billions", QT_TRANSLATE_NOOP("UnitWords", "billion %1")},
};
/// Numbers that are told by themselves.
constexpr const char *Bare[] = {"score", "index", "count", "percentile"};

QString translated(const char *text)
{
    return QCoreApplication::translate("UnitWords", text);
}

} // namespace

QString unitWords(const QString &unit)
{
    if (std::any_of(std::begin(Bare), std::end(Bare), [&](const char *bare) { return unit == QLatin1String(bare); }))
        return {};
    for (const auto &word : Units) {
        if (unit == QLatin1String(word.unit))
            return translated(word.text);
    }
    for (const auto &scale : Scales) {
        if (const QLatin1String end(scale.unit); unit.endsWith(end))
            return translated(scale.text).arg(unitWords(unit.chopped(end.size())));
    }
    return unit;
}

QString exactInWords(double value, const QString &unit)
{
    const auto number = shownNumber(exactNumber(value, unit));
    const auto words = unitWords(unit);
    return words.isEmpty() ? number : QStringLiteral("%1 %2").arg(number, words);
}

} // namespace consultantos
