// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/uptime.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace consultantos {
namespace {

constexpr qint64 Second = 1'000;
constexpr qint64 BeatMs = UptimeBeat.count() * Second;
/// A run that was seen so long ago, two beats having been missed, is taken for dead.
constexpr qint64 AliveMs = 3 * BeatMs;
constexpr qint64 LongestWindowGapMs = 300 * Second;

struct Span {
    qint64 begin = 0;
    qint64 end = 0;
};

/// The length of all spans together, what lies on each other once; milliseconds.
qint64 lengthOf(std::vector<Span> spans)
{
    std::sort(spans.begin(), spans.end(), [](const Span &a, const Span &b) { return a.begin < b.begin; });
    qint64 length = 0;
    qint64 until = std::numeric_limits<qint64>::min();
    for (const auto &span : spans) {
        length += std::max<qint64>(0, span.end - std::max(span.begin, until));
        until = std::max(until, span.end);
    }
    return length;
}

Uptime ofKind(const QList<ProgramRun> &runs, ProgramKind kind, Span range)
{
    const auto clipped = [&](qint64 begin, qint64 end) {
        return Span{std::max(begin, range.begin), std::max(std::max(begin, range.begin), std::min(end, range.end))};
    };
    Uptime uptime;
    std::vector<Span> up;
    std::vector<Span> all;
    for (const auto &run : runs) {
        if (run.kind != kind)
            continue;
        const auto seen = run.seen.toMSecsSinceEpoch();
        const bool isAlive = !run.isEnded && range.end - seen < AliveMs;
        up.push_back(clipped(run.began.toMSecsSinceEpoch(), isAlive ? range.end : seen));
        if (run.isEnded || isAlive)
            continue;
        qint64 next = range.end;
        for (const auto &other : runs) {
            if (other.kind == kind && other.began.toMSecsSinceEpoch() > seen)
                next = std::min(next, other.began.toMSecsSinceEpoch());
        }
        if (kind == ProgramKind::Window)
            next = std::min(next, seen + LongestWindowGapMs);
        const auto gap = clipped(seen, next);
        uptime.crashes += gap.end > gap.begin ? 1 : 0;
        all.push_back(gap);
    }
    const auto upMs = lengthOf(up);
    all.insert(all.end(), up.begin(), up.end());
    uptime.upSeconds = static_cast<double>(upMs) / Second;
    uptime.downSeconds = static_cast<double>(lengthOf(all) - upMs) / Second;
    return uptime;
}

} // namespace

std::optional<double> Uptime::share() const
{
    const auto all = upSeconds + downSeconds;
    return all > 0 ? std::optional(upSeconds / all) : std::nullopt;
}

Uptime uptimeOf(const QList<ProgramRun> &runs, const QDateTime &from, const QDateTime &now)
{
    const Span range{from.toMSecsSinceEpoch(), now.toMSecsSinceEpoch()};
    auto sum = ofKind(runs, ProgramKind::Window, range);
    const auto server = ofKind(runs, ProgramKind::Server, range);
    sum.upSeconds += server.upSeconds;
    sum.downSeconds += server.downSeconds;
    sum.crashes += server.crashes;
    return sum;
}

} // namespace consultantos
