// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/metric_snapshot.h"

#include <QByteArray>
#include <QList>

namespace consultantos {

/// The media type of prometheusText().
inline constexpr auto PrometheusTextType = "text/plain; version=0.0.4; charset=utf-8";

/// In Prometheus' text format, written by prometheus-cpp. A family without series has its help and type.
[[nodiscard]] QByteArray prometheusText(const QList<FamilySnapshot> &families);

} // namespace consultantos
