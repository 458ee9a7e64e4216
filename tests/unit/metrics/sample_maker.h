// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/metric_sample.h"

#include <QDateTime>
#include <QList>

#include <functional>

namespace consultantos::test {

inline const QDateTime SampleEnd(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);

/// Samples of ten seconds for `hours` up to SampleEnd; `fill` gets each with its time since the first, in hours.
inline QList<MetricSample> samplesOf(double hours, const std::function<void(MetricSample &, double)> &fill)
{
    constexpr int Length = 10;
    const int count = int(hours * 3'600 / Length);
    QList<MetricSample> samples;
    for (int i = 0; i < count; ++i) {
        MetricSample sample;
        sample.seconds = Length;
        sample.until = SampleEnd.addSecs(qint64(Length) * (i + 1 - count));
        fill(sample, double(i) * Length / 3'600);
        samples.append(sample);
    }
    return samples;
}

} // namespace consultantos::test
