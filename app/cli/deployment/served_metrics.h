// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/metric_sample.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QSet>

#include <functional>

namespace consultantos {

/// What a server told at /metrics (Prometheus' text format 0.0.4). Lines that can't be read are passed over. Immutable.
class ServedMetrics {
public:
    using LabelFilter = std::function<bool(const QByteArray &labels)>; ///< of `a="x",b="y"`; empty: all

    [[nodiscard]] static ServedMetrics parse(const QByteArray &text);

    /// Names of the families that are described.
    [[nodiscard]] const QSet<QByteArray> &families() const { return m_families; }
    /// Of all samples of that name.
    [[nodiscard]] double sum(QByteArrayView name, const LabelFilter &filter = {}) const;
    /// Of a histogram in seconds.
    [[nodiscard]] LatencyCounts latency(const QByteArray &name, const LabelFilter &filter = {}) const;

private:
    struct Sample {
        QByteArray name;
        QByteArray labels;
        double value = 0;
    };
    QList<Sample> m_samples;
    QSet<QByteArray> m_families;
};

} // namespace consultantos
