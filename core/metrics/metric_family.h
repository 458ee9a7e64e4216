// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/instruments.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QByteArrayView>

#include <algorithm>
#include <array>
#include <atomic>
#include <functional>
#include <memory>

namespace consultantos {

/// The series of one metric, told apart by the values of its labels. Looking one up takes no lock. There are at most
/// `MostSeries`: what comes beyond, and values that are too long, counts as "other", so that nobody can fill the memory
/// or a Prometheus by new names. Thread-safe; series live as long as the family.
template <class Instrument>
class MetricFamily {
public:
    static constexpr std::size_t MostLabels = 3;
    static constexpr std::size_t MostSeries = 200;
    static constexpr qsizetype LongestValue = 64; ///< bytes

    using Labels = std::array<QByteArrayView, MostLabels>; ///< values in the order of the names; the rest empty
    using Make = std::function<std::unique_ptr<Instrument>()>;

    MetricFamily(FamilySnapshot description, Make make)
        : m_description(std::move(description))
        , m_make(std::move(make))
    {
    }
    ~MetricFamily()
    {
        for (auto &slot : m_slots)
            delete slot.load(std::memory_order_relaxed);
    }
    MetricFamily(const MetricFamily &) = delete;
    MetricFamily &operator=(const MetricFamily &) = delete;

    [[nodiscard]] Instrument &at(const Labels &labels)
    {
        const bool isShort = std::all_of(labels.begin(), labels.end(),
                                         [](QByteArrayView value) { return value.size() <= LongestValue; });
        if (isShort) {
            if (auto *found = find(labels))
                return *found;
        }
        Labels other;
        std::fill_n(other.begin(), m_description.labelNames.size(), QByteArrayView("other"));
        return *find(other, true);
    }

    [[nodiscard]] FamilySnapshot snapshot() const
    {
        auto family = m_description;
        for (const auto &slot : m_slots) {
            const auto *series = slot.load(std::memory_order_acquire);
            if (!series)
                continue;
            SeriesSnapshot one;
            for (qsizetype i = 0; i < m_description.labelNames.size(); ++i)
                one.labels.append(series->labels[static_cast<std::size_t>(i)]);
            series->instrument->snapshot(one);
            family.series.append(std::move(one));
        }
        std::sort(family.series.begin(), family.series.end(),
                  [](const auto &a, const auto &b) { return a.labels < b.labels; });
        return family;
    }

private:
    struct Series {
        std::array<QByteArray, MostLabels> labels;
        std::unique_ptr<Instrument> instrument;

        [[nodiscard]] bool is(const Labels &values) const
        {
            return std::equal(values.begin(), values.end(), labels.begin(),
                              [](QByteArrayView a, const QByteArray &b) { return a == QByteArrayView(b); });
        }
    };
    /// Twice as many as there may be series, so that a search ends soon; one of them is kept for "other".
    static constexpr std::size_t Slots = 512;

    /// Null if there are too many; `isForced` is for the one that takes what is too much.
    [[nodiscard]] Instrument *find(const Labels &labels, bool isForced = false)
    {
        std::size_t hash = 1469598103934665603ULL; // FNV-1a
        for (const auto value : labels) {
            for (const auto byte : value)
                hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211ULL;
            hash = (hash ^ 0xFFU) * 1099511628211ULL;
        }
        std::unique_ptr<Series> made;
        for (std::size_t step = 0; step < Slots; ++step) {
            auto &slot = m_slots[(hash + step) % Slots];
            auto *series = slot.load(std::memory_order_acquire);
            if (!series) {
                if (!made) {
                    if (!isForced
                        && (m_count.load(std::memory_order_relaxed) >= MostSeries
                            || m_count.fetch_add(1, std::memory_order_relaxed) >= MostSeries))
                        return nullptr;
                    made = makeSeries(labels);
                }
                if (slot.compare_exchange_strong(series, made.get(), std::memory_order_acq_rel))
                    return made.release()->instrument.get();
            }
            if (series->is(labels)) {
                if (made && !isForced) // another thread was first
                    m_count.fetch_sub(1, std::memory_order_relaxed);
                return series->instrument.get();
            }
        }
        return nullptr;
    }

    [[nodiscard]] std::unique_ptr<Series> makeSeries(const Labels &labels) const
    {
        auto series = std::make_unique<Series>();
        std::transform(labels.begin(), labels.end(), series->labels.begin(),
                       [](QByteArrayView value) { return value.toByteArray(); });
        series->instrument = m_make();
        return series;
    }

    FamilySnapshot m_description; ///< without series
    Make m_make;
    std::array<std::atomic<Series *>, Slots> m_slots{};
    std::atomic<std::size_t> m_count{0};
};

} // namespace consultantos
