// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/sources/network_sources.h"

#include <QString>

namespace consultantos {

/// Asks the source `sourceId` of `sources` one small thing, as little as its provider allows. Done, or the Error of the
/// answer; NotFound if no source has that id. Waits for the network.
[[nodiscard]] Status trySource(const NetworkSources &sources, const QString &sourceId, const SourceCall &call);

} // namespace consultantos
