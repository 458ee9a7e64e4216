// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonValue>
#include <QTimeZone>

namespace consultantos {

/// ISO 8601 in UTC with milliseconds; null for a time that isn't valid.
[[nodiscard]] inline QJsonValue timeToJson(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

/// In UTC; invalid for what is no time.
[[nodiscard]] inline QDateTime timeFromJson(const QJsonValue &value)
{
    const auto time = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    return time.isValid() ? time.toUTC() : QDateTime();
}

} // namespace consultantos
