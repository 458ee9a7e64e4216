// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/filings/xbrl_tally.h"

#include <QCoreApplication>

namespace consultantos {

namespace {

constexpr int NamedFormats = 5;
constexpr qsizetype FormatNameLength = 40; // a file may hold anything; a warning stays a line

QString listed(const std::set<QString> &names)
{
    QStringList first;
    for (const auto &name : names) {
        if (first.size() == NamedFormats) {
            first.append(QStringLiteral("…"));
            break;
        }
        first.append(name.left(FormatNameLength));
    }
    return first.join(QStringLiteral(", "));
}

} // namespace

QStringList XbrlTally::warnings() const
{
    QStringList lines;
    if (unreadable > 0)
        lines.append(QCoreApplication::translate(
            "Evidence", "%n tagged number(s) were skipped that can't be read as one.", nullptr, unreadable));
    if (unknownFormats > 0)
        lines.append(QCoreApplication::translate("Evidence",
                                                 "%n tagged number(s) were skipped whose format is unknown: %1.",
                                                 nullptr, unknownFormats)
                         .arg(listed(formats)));
    if (withoutContext > 0)
        lines.append(QCoreApplication::translate(
            "Evidence", "%n tagged number(s) were skipped whose context or unit is missing in the file.", nullptr,
            withoutContext));
    if (withoutPeriod > 0)
        lines.append(QCoreApplication::translate("Evidence", "%n value(s) without a valid period were skipped.",
                                                 nullptr, withoutPeriod));
    if (contradictory > 0)
        lines.append(QCoreApplication::translate(
            "Evidence", "%n fact(s) stand there with different values; the more exact one was taken.", nullptr,
            contradictory));
    return lines;
}

} // namespace consultantos
