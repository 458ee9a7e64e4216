// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/sources/source_catalogue.h"

#include <QString>
#include <QStringList>

namespace consultantos {

/// What a source gives, e.g. "Filings and figures of companies listed in the USA."
[[nodiscard]] QString sourceGives(const QString &sourceId);
/// What leaves the computer when it is asked.
[[nodiscard]] QString sourceSends(const QString &sourceId);
/// Its limit of requests: "at most 9 requests a second".
[[nodiscard]] QString rateWords(const RateLimit &rate);
/// The settings without which it can't be asked and that have no default, e.g. "sec_contact", "searxng_url".
[[nodiscard]] QStringList neededSettings(const SourceInfo &info);
/// All its settings: the switch first, then those that are needed, then addresses.
[[nodiscard]] QStringList sourceSettings(const SourceInfo &info);

} // namespace consultantos
