// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/result.h"

namespace consultantos {

QString Error::toText() const
{
    return detail.isEmpty() ? message : message + QLatin1Char('\n') + detail;
}

QString errorCodeName(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidArgument:
        return QStringLiteral("invalid_argument");
    case ErrorCode::NotFound:
        return QStringLiteral("not_found");
    case ErrorCode::Unreadable:
        return QStringLiteral("unreadable");
    case ErrorCode::Malformed:
        return QStringLiteral("malformed");
    case ErrorCode::Corrupt:
        return QStringLiteral("corrupt");
    case ErrorCode::NewerVersion:
        return QStringLiteral("newer_version");
    case ErrorCode::ReadOnly:
        return QStringLiteral("read_only");
    case ErrorCode::DiskFull:
        return QStringLiteral("disk_full");
    case ErrorCode::Busy:
        return QStringLiteral("busy");
    case ErrorCode::TimedOut:
        return QStringLiteral("timed_out");
    case ErrorCode::Cancelled:
        return QStringLiteral("cancelled");
    case ErrorCode::NotDerivable:
        return QStringLiteral("not_derivable");
    case ErrorCode::Offline:
        return QStringLiteral("offline");
    case ErrorCode::Network:
        return QStringLiteral("network");
    case ErrorCode::RateLimited:
        return QStringLiteral("rate_limited");
    case ErrorCode::Denied:
        return QStringLiteral("denied");
    case ErrorCode::Internal:
        break;
    }
    return QStringLiteral("internal");
}

} // namespace consultantos
