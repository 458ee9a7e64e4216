// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/import_tally.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace consultantos {

namespace {

constexpr int NamedUnits = 5;
constexpr qsizetype UnitNameLength = 40; // a file may hold anything; a warning stays a line

/// Qt counts plurals in int.
int plural(std::int64_t count)
{
    return int(std::min<std::int64_t>(count, std::numeric_limits<int>::max()));
}

QString listed(const std::set<QString> &names)
{
    QStringList first;
    for (const auto &name : names) {
        if (first.size() == NamedUnits) {
            first.append(QStringLiteral("…"));
            break;
        }
        first.append(name.left(UnitNameLength));
    }
    return first.join(QStringLiteral(", "));
}

} // namespace

void ImportTally::addOddUnit(const QString &unit, std::int64_t count)
{
    m_oddUnits += count;
    m_unitNames.insert(unit);
}

QStringList ImportTally::warnings() const
{
    QStringList lines;
    if (withoutPeriod > 0)
        lines.append(QCoreApplication::translate("Evidence", "%n value(s) without a valid period were skipped.",
                                                 nullptr, plural(withoutPeriod)));
    if (absurdValues > 0)
        lines.append(QCoreApplication::translate(
            "Evidence", "%n value(s) were skipped that are no number or beyond any company's size.", nullptr,
            plural(absurdValues)));
    if (misshapenNodes > 0)
        lines.append(QCoreApplication::translate("Evidence",
                                                 "%n part(s) of the file were skipped that don't have the "
                                                 "shape of companyfacts.",
                                                 nullptr, plural(misshapenNodes)));
    if (wrongNames > 0)
        lines.append(QCoreApplication::translate("Evidence", "%n value(s) under a name that can't be one were skipped.",
                                                 nullptr, plural(wrongNames)));
    if (repeated > 0)
        lines.append(QCoreApplication::translate(
            "Evidence", "%n value(s) stood there more than once and were taken once.", nullptr, plural(repeated)));
    if (m_oddUnits > 0)
        lines.append(QCoreApplication::translate("Evidence",
                                                 "%n value(s) are kept whose unit nothing is derived from: %1.",
                                                 nullptr, plural(m_oddUnits))
                         .arg(listed(m_unitNames)));
    if (withoutFiling > 0)
        lines.append(QCoreApplication::translate("Evidence",
                                                 "%n value(s) are kept that don't name their filing by an "
                                                 "accession number.",
                                                 nullptr, plural(withoutFiling)));
    if (withoutFilingDate > 0)
        lines.append(QCoreApplication::translate(
            "Evidence", "%n value(s) are kept that don't say when they were filed; dated ones go before them.", nullptr,
            plural(withoutFilingDate)));
    if (contradictory > 0)
        lines.append(QCoreApplication::translate("Evidence", "%n value(s) contradict another one of the same filing.",
                                                 nullptr, plural(contradictory)));
    return lines;
}

} // namespace consultantos
