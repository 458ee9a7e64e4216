// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/duration_text.h"

#include <QCoreApplication>

namespace consultantos {

QString durationText(double seconds)
{
    constexpr int Minute = 60;
    constexpr int Hour = 60 * Minute;
    constexpr int Day = 24 * Hour;
    const auto whole = static_cast<qint64>(seconds);
    if (whole < Minute)
        return QCoreApplication::translate("Duration", "%1 s").arg(whole);
    if (whole < Hour)
        return QCoreApplication::translate("Duration", "%1 min").arg(whole / Minute);
    if (whole < 2 * Day)
        return QCoreApplication::translate("Duration", "%1 h").arg(whole / Hour);
    return QCoreApplication::translate("Duration", "%1 days").arg(whole / Day);
}

} // namespace consultantos
