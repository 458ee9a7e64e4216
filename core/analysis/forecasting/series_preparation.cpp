// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/series_preparation.h"

#include "analysis/forecasting/series_labels.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace consultantos::forecasting {

namespace {

using Kind = PeriodLabel::Kind;

struct Reading {
    PeriodLabel label;
    std::optional<double> value;
};

/// A text about a number of things, by the plural of the interface's language.
QString counted(const char *text, qint64 count)
{
    return QCoreApplication::translate("Forecast", text, nullptr, static_cast<int>(count));
}

QString inWords(const char *text)
{
    return QCoreApplication::translate("Forecast", text);
}

tl::unexpected<Error> refused(const char *text, const char *advice)
{
    return fail(ErrorCode::NotDerivable, inWords(text), inWords(advice));
}

/// Missing values on the line between their neighbours; with a season, between those of the same place in it.
void fill(std::vector<double> &values, std::size_t season)
{
    const auto n = values.size();
    const auto original = values;
    const auto neighbour = [&](std::size_t from, bool isForward, std::size_t stride) -> std::optional<std::size_t> {
        for (std::size_t at = from; isForward ? at + stride < n : at >= stride;) {
            at = isForward ? at + stride : at - stride;
            if (!std::isnan(original[at]))
                return at;
        }
        return std::nullopt;
    };
    for (std::size_t t = 0; t < n; ++t) {
        if (!std::isnan(original[t]))
            continue;
        auto before = season > 1 ? neighbour(t, false, season) : std::nullopt;
        auto after = season > 1 ? neighbour(t, true, season) : std::nullopt;
        if (!before || !after) {
            before = neighbour(t, false, 1);
            after = neighbour(t, true, 1);
        }
        if (before && after) {
            const double share = asReal(t - *before) / asReal(*after - *before);
            values[t] = std::lerp(original[*before], original[*after], share); // whose difference may be out of range
        } else if (before || after) {
            values[t] = original[before ? *before : *after];
        }
    }
}

Result<std::vector<Reading>> readingsOf(const RawSeries &raw, std::optional<Frequency> frequency, QStringList &notes)
{
    std::vector<Reading> readings;
    qsizetype wrongPeriods = 0;
    qsizetype wrongValues = 0;
    QStringList labels;
    QStringList texts;
    for (const auto &observation : raw.observations) {
        labels.append(observation.period);
        texts.append(observation.value);
    }
    const auto style = styleOf(labels, frequency, notes);
    if (!style)
        return tl::unexpected(style.error());
    const auto mark = decimalMarkOf(texts);
    if (mark == DecimalMark::Comma)
        notes.append(inWords(QT_TRANSLATE_NOOP("Forecast", "Numbers are read with a decimal comma.")));
    for (const auto &observation : raw.observations) {
        const auto label = readPeriodLabel(observation.period, *style);
        if (!label) {
            ++wrongPeriods;
            continue;
        }
        const auto value = readTableNumber(observation.value, mark);
        wrongValues += value || observation.value.trimmed().isEmpty() ? 0 : 1;
        readings.push_back({*label, value});
    }
    const auto count = raw.observations.size();
    if (wrongPeriods * 2 > count)
        return tl::unexpected(unreadablePeriods(labels));
    if (wrongValues * 2 > count)
        return refused(QT_TRANSLATE_NOOP("Forecast", "Most of its values are no finite numbers."),
                       QT_TRANSLATE_NOOP("Forecast", "Write plain numbers with a point."));
    if (wrongPeriods > 0)
        notes.append(
            counted(QT_TRANSLATE_N_NOOP("Forecast", "%n row(s) with unreadable periods left out."), wrongPeriods));
    if (wrongValues > 0)
        notes.append(counted(
            QT_TRANSLATE_N_NOOP("Forecast", "%n value(s) that are no finite numbers count as missing."), wrongValues));
    return readings;
}

/// Labels of several kinds have one axis only where one kind is the rule and the rest are slips, or dates.
Status keepOneKind(std::vector<Reading> &readings, QStringList &notes)
{
    QMap<Kind, int> counts;
    for (const auto &reading : readings)
        ++counts[reading.label.kind];
    if (counts.size() <= 1)
        return {};
    auto most = counts.cbegin();
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        if (it.value() > most.value())
            most = it;
    }
    // A long index passes through the numbers that may be years.
    if (counts.size() == 2 && counts.contains(Kind::Index) && counts.contains(Kind::Year)) {
        for (auto &reading : readings)
            reading.label.kind = Kind::Index;
        return {};
    }
    const auto others = static_cast<int>(readings.size()) - most.value();
    if (others * 5 > static_cast<int>(readings.size()))
        return refused(
            QT_TRANSLATE_NOOP("Forecast", "Its periods are of several frequencies."),
            QT_TRANSLATE_NOOP("Forecast", "Make each frequency a series of its own, or add values up first."));
    const auto kind = most.key();
    std::erase_if(readings, [kind](const Reading &reading) { return reading.label.kind != kind; });
    notes.append(counted(QT_TRANSLATE_N_NOOP("Forecast", "%n row(s) of another frequency left out."), others));
    return {};
}

} // namespace

QString PreparedSeries::labelAt(std::size_t place) const
{
    return labelOf(firstPlace + stride * static_cast<qint64>(place), frequency, writtenAs);
}

QString PreparedSeries::labelAfter(std::size_t step) const
{
    return labelAt(values.size() + step);
}

SeriesKind companyLineKind(const QString &concept_)
{
    const auto name = concept_.toLower().remove(u'_').remove(u' ');
    for (const auto *part : {"income", "profit", "earnings", "loss", "cashflow", "netcash", "ebit", "eps"}) {
        if (name.contains(QLatin1String(part)))
            return SeriesKind::CompanyResult;
    }
    return SeriesKind::CompanyAmount;
}

Result<PreparedSeries> prepareSeries(const RawSeries &raw, std::optional<Frequency> frequency)
{
    PreparedSeries series;
    series.name = raw.name;
    series.kind = raw.kind;
    series.country = raw.country;
    auto readings = readingsOf(raw, frequency, series.notes);
    if (!readings)
        return tl::unexpected(readings.error());
    if (readings->empty())
        return refused(QT_TRANSLATE_NOOP("Forecast", "It has no values."),
                       QT_TRANSLATE_NOOP("Forecast", "A forecast needs two values at least."));
    if (!frequency) {
        if (const auto kept = keepOneKind(*readings, series.notes); !kept)
            return tl::unexpected(kept.error());
        std::vector<PeriodLabel> labels;
        for (const auto &reading : *readings)
            labels.push_back(reading.label);
        frequency = frequencyOf(labels);
    }
    if (!frequency)
        return refused(QT_TRANSLATE_NOOP("Forecast", "Its dates are irregular."),
                       QT_TRANSLATE_NOOP("Forecast", "Name the frequency, or give one value a period."));
    series.frequency = *frequency;
    series.writtenAs = readings->front().label.kind;

    QMap<qint64, std::pair<PeriodLabel, double>> byPlace;
    qsizetype repeated = 0;
    qsizetype finer = 0;
    qsizetype outside = 0;
    constexpr double Missing = std::numeric_limits<double>::quiet_NaN();
    for (const auto &reading : *readings) {
        const auto place = placeOf(reading.label, *frequency);
        if (!place) {
            ++outside;
            continue;
        }
        const auto found = byPlace.constFind(*place);
        if (found != byPlace.cend()) {
            const bool isSame = found->first == reading.label;
            finer += isSame ? 0 : 1;
            repeated += isSame ? 1 : 0;
            if (!reading.value)
                continue;
        }
        byPlace.insert(*place, {reading.label, reading.value.value_or(Missing)});
    }
    if (outside * 5 > static_cast<qsizetype>(readings->size()) || finer * 5 > byPlace.size())
        return refused(
            QT_TRANSLATE_NOOP("Forecast", "Its periods don't fit the frequency."),
            QT_TRANSLATE_NOOP("Forecast", "Name another frequency, or add the values up to one a period first."));
    if (outside + finer > 0)
        series.notes.append(
            counted(QT_TRANSLATE_N_NOOP("Forecast", "%n row(s) of another frequency left out."), outside + finer));
    if (repeated > 0)
        series.notes.append(counted(
            QT_TRANSLATE_N_NOOP("Forecast", "%n period(s) came more than once; the last value stands."), repeated));

    // What is missing at either end was never there.
    const auto isMissing = [](const auto &entry) { return std::isnan(entry.second); };
    while (!byPlace.isEmpty() && isMissing(byPlace.first()))
        byPlace.erase(byPlace.begin());
    while (!byPlace.isEmpty() && isMissing(byPlace.last()))
        byPlace.erase(std::prev(byPlace.end()));
    if (byPlace.isEmpty())
        return refused(QT_TRANSLATE_NOOP("Forecast", "It has no values."),
                       QT_TRANSLATE_NOOP("Forecast", "A forecast needs two values at least."));

    // Every second year, every tenth index: the step is the usual gap.
    std::vector<qint64> places;
    for (auto it = byPlace.cbegin(); it != byPlace.cend(); ++it)
        places.push_back(it.key());
    const bool isIndex = series.writtenAs == Kind::Index || *frequency == Frequency::None;
    const qint64 stride = isIndex ? std::max<qint64>(1, usualGap(places)) : 1;
    const qint64 length = (places.back() - places.front()) / stride + 1;
    const auto present = static_cast<qint64>(
        std::count_if(byPlace.cbegin(), byPlace.cend(), [](const auto &entry) { return !std::isnan(entry.second); }));
    if ((length - present) * 3 > length)
        return refused(QT_TRANSLATE_NOOP("Forecast", "More than a third of its periods are missing."),
                       QT_TRANSLATE_NOOP("Forecast", "Name a coarser frequency, or complete the series."));
    series.firstPlace = places.front();
    series.stride = stride;
    series.values.assign(static_cast<std::size_t>(length), Missing);
    qsizetype between = 0;
    for (auto it = byPlace.cbegin(); it != byPlace.cend(); ++it) {
        const auto offset = it.key() - places.front();
        if (offset % stride != 0)
            ++between;
        else
            series.values[static_cast<std::size_t>(offset / stride)] = it->second;
    }
    if (between * 5 > byPlace.size())
        return refused(QT_TRANSLATE_NOOP("Forecast", "Its periods are irregular."),
                       QT_TRANSLATE_NOOP("Forecast", "Name the frequency, or give one value a period."));
    const auto missing =
        std::count_if(series.values.begin(), series.values.end(), [](double value) { return std::isnan(value); });
    if (missing > 0) {
        fill(series.values, seasonOf(*frequency));
        series.notes.append(
            counted(QT_TRANSLATE_N_NOOP("Forecast", "%n missing period(s) filled from their neighbours."), missing));
    }
    return series;
}

} // namespace consultantos::forecasting
