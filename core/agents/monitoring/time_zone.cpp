// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/monitoring/time_zone.h"

#include <algorithm>
#include <array>
#include <utility>

namespace consultantos {

namespace {

/// Present names with the older ones, by the links in the IANA's file `backward`.
constexpr std::array<std::pair<const char *, const char *>, 15> Renamed{{
    {"Africa/Asmara", "Africa/Asmera"},
    {"America/Argentina/Buenos_Aires", "America/Buenos_Aires"},
    {"America/Argentina/Catamarca", "America/Catamarca"},
    {"America/Indiana/Indianapolis", "America/Indianapolis"},
    {"America/Kentucky/Louisville", "America/Louisville"},
    {"America/Nuuk", "America/Godthab"},
    {"Asia/Ho_Chi_Minh", "Asia/Saigon"},
    {"Asia/Kathmandu", "Asia/Katmandu"},
    {"Asia/Kolkata", "Asia/Calcutta"},
    {"Asia/Yangon", "Asia/Rangoon"},
    {"Atlantic/Faroe", "Atlantic/Faeroe"},
    {"Europe/Kyiv", "Europe/Kiev"},
    {"Pacific/Chuuk", "Pacific/Truk"},
    {"Pacific/Kanton", "Pacific/Enderbury"},
    {"Pacific/Pohnpei", "Pacific/Ponape"},
}};

} // namespace

QTimeZone timeZoneNamed(const QString &name)
{
    const auto id = name.toUtf8();
    const QTimeZone zone(id);
    if (zone.isValid())
        return zone;
    const auto *const known =
        std::find_if(Renamed.begin(), Renamed.end(), [&id](const auto &names) { return id == names.first; });
    return known == Renamed.end() ? zone : QTimeZone(known->second);
}

} // namespace consultantos
