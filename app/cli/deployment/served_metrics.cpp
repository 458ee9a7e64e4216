// SPDX-License-Identifier: GPL-3.0-or-later
#include "deployment/served_metrics.h"

#include <QMap>

#include <limits>

namespace consultantos {

namespace {

/// The upper bound of a bucket, by its label "le"; the widest without one.
double boundOf(const QByteArray &labels)
{
    if (const auto begin = labels.indexOf("le=\""); begin >= 0) {
        const auto text = labels.mid(begin + 4);
        bool isNumber = false;
        if (const auto bound = text.left(text.indexOf('"')).toDouble(&isNumber); isNumber)
            return bound;
    }
    return std::numeric_limits<double>::infinity();
}

} // namespace

ServedMetrics ServedMetrics::parse(const QByteArray &text)
{
    ServedMetrics metrics;
    for (const auto &line : text.split('\n')) {
        if (line.startsWith("# TYPE "))
            metrics.m_families.insert(line.split(' ').value(2));
        const auto blank = line.lastIndexOf(' ');
        if (line.startsWith('#') || blank < 0)
            continue;
        bool isNumber = false;
        Sample sample{line.left(blank), {}, line.mid(blank + 1).toDouble(&isNumber)};
        if (const auto brace = sample.name.indexOf('{'); brace >= 0) {
            if (!sample.name.endsWith('}'))
                continue;
            sample.labels = sample.name.mid(brace + 1).chopped(1);
            sample.name.truncate(brace);
        }
        if (isNumber)
            metrics.m_samples.append(sample);
    }
    return metrics;
}

double ServedMetrics::sum(QByteArrayView name, const LabelFilter &filter) const
{
    double sum = 0;
    for (const auto &sample : m_samples) {
        if (sample.name == name && (!filter || filter(sample.labels)))
            sum += sample.value;
    }
    return sum;
}

LatencyCounts ServedMetrics::latency(const QByteArray &name, const LabelFilter &filter) const
{
    QMap<double, double> upTo; // all that took no longer
    for (const auto &sample : m_samples) {
        if (sample.name == name + "_bucket" && (!filter || filter(sample.labels)))
            upTo[boundOf(sample.labels)] += sample.value;
    }
    LatencyCounts counts;
    double lower = 0;
    double before = 0;
    for (auto it = upTo.cbegin(); it != upTo.cend(); ++it) {
        const bool isLast = it.key() == std::numeric_limits<double>::infinity();
        if (it.value() > before)
            counts.buckets.append(
                {lower, isLast ? lower : it.key(), static_cast<quint64>(it.value()) - static_cast<quint64>(before)});
        before = it.value();
        lower = it.key();
    }
    return counts;
}

} // namespace consultantos
