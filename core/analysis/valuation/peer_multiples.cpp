// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/valuation/peer_multiples.h"

#include "analysis/computation_builder.h"
#include "analysis/valuation/valuation_words.h"
#include "base/json.h"
#include "model/translated_name.h"
#include "model/units.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace consultantos {

using valuation_words::inWords;

namespace {

constexpr qsizetype FewestPeers = 3;

constexpr struct {
    MultipleKind kind;
    const char *name;
    const char *title;
    const char *metric;
} Kinds[] = {{MultipleKind::EvToEbitda, "ev_ebitda", "EV/EBITDA", "ebitda"},
             {MultipleKind::EvToEbit, "ev_ebit", "EV/EBIT", "ebit"},
             {MultipleKind::EvToSales, "ev_sales", "EV/Sales", "revenue"},
             {MultipleKind::PriceToEarnings, "pe", "P/E", "net_income"},
             {MultipleKind::PriceToBook, "pb", "P/B", "book_equity"}};

class PeerComputation {
public:
    PeerComputation(const AssumptionTable &table, MultipleKind kind, const Figure &metric, MultipleValuation &result)
        : m_table(table)
        , m_kind(kind)
        , m_metric(metric)
        , m_result(result)
    {
        m_period.end = table.date();
    }

    Status run()
    {
        const auto lower = quartile(0.25, "lower_quartile");
        const auto upper = quartile(0.75, "upper_quartile");
        QList<Figure> multiples;
        for (const auto &peer : std::as_const(m_result.peers))
            multiples.append(peer.multiple);
        auto builder = this->builder("median", QStringLiteral("Median"));
        builder.bindList(QStringLiteral("multiples"), multiples);
        const auto median = builder.evaluate(QStringLiteral("median(multiples)"), units::Multiple, m_result.evidence);
        if (!lower || !upper || !median)
            return tl::unexpected(!lower ? lower.error() : !upper ? upper.error() : median.error());
        m_result.lowerQuartile = *lower;
        m_result.upperQuartile = *upper;
        m_result.median = *median;
        for (const auto &[multiple, name, target] : {std::tuple{*lower, "low", &m_result.low},
                                                     {*median, "middle", &m_result.middle},
                                                     {*upper, "high", &m_result.high}}) {
            const auto value = valueAt(multiple, name);
            if (!value)
                return tl::unexpected(value.error());
            *target = *value;
        }
        return {};
    }

private:
    [[nodiscard]] ComputationBuilder builder(const char *what, const QString &title) const
    {
        const auto method = QStringLiteral("peers_%1_%2").arg(multipleName(m_kind), QLatin1String(what));
        ComputationBuilder made(m_table.companyId(), method, title + u' ' + multipleTitle(m_kind));
        made.period(m_period);
        return made;
    }

    Result<Figure> quartile(double share, const char *name)
    {
        const auto &peers = m_result.peers;
        const double at = share * static_cast<double>(peers.size() - 1);
        const auto index = static_cast<qsizetype>(at);
        const double rest = at - static_cast<double>(index);
        const auto title = share < 0.5 ? QStringLiteral("Lower quartile of") : QStringLiteral("Upper quartile of");
        auto builder = this->builder(name, title);
        builder.bind(QStringLiteral("below"), peers[index].multiple);
        if (rest == 0)
            return builder.evaluate(QStringLiteral("below"), units::Multiple, m_result.evidence);
        builder.bind(QStringLiteral("above"), peers[index + 1].multiple);
        return builder.evaluate(QStringLiteral("below + (above - below) * %1").arg(rest), units::Multiple,
                                m_result.evidence);
    }

    Result<Figure> valueAt(const Figure &multiple, const char *name)
    {
        auto builder = this->builder(name, QStringLiteral("Value by"));
        builder.bind(QStringLiteral("multiple"), multiple).bind(QStringLiteral("metric"), m_metric);
        QString formula = QStringLiteral("multiple * metric");
        if (isOfEnterprise(m_kind)) {
            for (const auto *needed : {"debt", "cash"}) {
                const auto figure = m_table.find(QLatin1String(needed));
                if (!figure)
                    return fail(ErrorCode::NotDerivable,
                                inWords(QT_TRANSLATE_NOOP("Valuation",
                                                          "Debt or cash is missing, so there is no value of equity.")));
                builder.bind(QLatin1String(needed), *figure);
            }
            formula += QStringLiteral(" - debt + cash");
            if (const auto minority = m_table.find(QStringLiteral("minority_interest"))) {
                builder.bind(QStringLiteral("minority_interest"), *minority);
                formula += QStringLiteral(" - minority_interest");
            }
        }
        auto unit = m_metric.unit;
        const auto shares = m_table.find(QStringLiteral("shares"));
        if (shares && shares->value > 0) {
            builder.bind(QStringLiteral("shares"), *shares);
            formula = u'(' + formula + QStringLiteral(") / shares");
            unit += QStringLiteral("/shares");
        }
        const auto value = builder.evaluate(formula, unit, m_result.evidence);
        if (value && value->value <= 0)
            return fail(
                ErrorCode::NotDerivable,
                inWords(QT_TRANSLATE_NOOP("Valuation",
                                          "By %1 of its peers debt exceeds the enterprise value: equity has no value."))
                    .arg(translatedMultiple(m_kind)));
        return value;
    }

    const AssumptionTable &m_table;
    MultipleKind m_kind;
    Figure m_metric;
    MultipleValuation &m_result;
    Period m_period;
};

} // namespace

QString multipleName(MultipleKind kind)
{
    return QLatin1String(Kinds[static_cast<int>(kind)].name);
}

QString multipleTitle(MultipleKind kind)
{
    return QLatin1String(Kinds[static_cast<int>(kind)].title);
}

QString translatedMultiple(MultipleKind kind)
{
    return translatedName(multipleTitle(kind));
}

QString multipleMetric(MultipleKind kind)
{
    return QLatin1String(Kinds[static_cast<int>(kind)].metric);
}

bool isOfEnterprise(MultipleKind kind)
{
    return kind == MultipleKind::EvToEbitda || kind == MultipleKind::EvToEbit || kind == MultipleKind::EvToSales;
}

Result<MultipleValuation> valueByPeers(const AssumptionTable &assumptions, MultipleKind kind, const Figure &metric,
                                       const QList<PeerMultiple> &peers)
{
    if (!(metric.value > 0))
        return fail(
            ErrorCode::NotDerivable,
            inWords(QT_TRANSLATE_NOOP("Valuation", "%1 values nothing here: what it multiplies isn't above zero."))
                .arg(translatedMultiple(kind)));
    MultipleValuation result;
    result.kind = kind;
    result.evidence = assumptions.evidence();
    for (const auto &peer : peers) {
        if (std::isfinite(peer.multiple.value) && peer.multiple.value > 0)
            result.peers.append(peer);
        else
            result.left.append(
                {peer.peer, inWords(QT_TRANSLATE_NOOP("Valuation", "its multiple isn't above zero")), {}});
    }
    if (result.peers.size() < FewestPeers)
        return fail(ErrorCode::NotDerivable,
                    inWords(QT_TRANSLATE_NOOP("Valuation", "%1 of fewer than three peers says nothing."))
                        .arg(translatedMultiple(kind)));
    std::stable_sort(result.peers.begin(), result.peers.end(), [](const PeerMultiple &left, const PeerMultiple &right) {
        return left.multiple.value < right.multiple.value;
    });
    if (const auto made = PeerComputation(assumptions, kind, metric, result).run(); !made)
        return tl::unexpected(made.error());
    return result;
}

FootballField footballField(const QString &unit, const QList<FootballBar> &bars)
{
    FootballField field{unit, bars, std::nullopt};
    if (bars.isEmpty())
        return field;
    double low = bars.first().low;
    double high = bars.first().high;
    for (const auto &bar : bars) {
        low = std::max(low, bar.low);
        high = std::min(high, bar.high);
    }
    if (low <= high)
        field.overlap = std::pair(low, high);
    return field;
}

std::optional<FootballBar> barOf(const SensitivityGrid &grid, const QString &method)
{
    std::optional<FootballBar> bar;
    for (const auto &row : grid.values) {
        for (const auto &cell : row) {
            if (!cell)
                continue;
            if (!bar)
                bar = FootballBar{method, *cell, std::nullopt, *cell, {}};
            bar->low = std::min(bar->low, *cell);
            bar->high = std::max(bar->high, *cell);
        }
    }
    if (bar) {
        const auto middle = grid.values.size() / 2;
        bar->middle = grid.values[middle][grid.columns.size() / 2];
        bar->note = inWords(QT_TRANSLATE_NOOP("Valuation", "cost of capital %1 … %2, %3 varied with it"))
                        .arg(formatValue(grid.waccs.first(), units::Ratio),
                             formatValue(grid.waccs.last(), units::Ratio), grid.column);
    }
    return bar;
}

QJsonObject toJson(const MultipleValuation &valuation)
{
    QJsonArray peers;
    for (const auto &peer : valuation.peers)
        peers.append(QJsonObject{{QStringLiteral("peer"), peer.peer},
                                 {QStringLiteral("multiple"), toJson(peer.multiple)},
                                 {QStringLiteral("source"), peer.source}});
    QJsonArray left;
    for (const auto &refusal : valuation.left)
        left.append(QJsonObject{{QStringLiteral("peer"), refusal.what}, {QStringLiteral("why"), refusal.why}});
    return {{QStringLiteral("multiple"), multipleName(valuation.kind)},
            {QStringLiteral("peers"), peers},
            {QStringLiteral("left_out"), left},
            {QStringLiteral("lower_quartile"), toJson(valuation.lowerQuartile)},
            {QStringLiteral("median"), toJson(valuation.median)},
            {QStringLiteral("upper_quartile"), toJson(valuation.upperQuartile)},
            {QStringLiteral("low"), toJson(valuation.low)},
            {QStringLiteral("middle"), toJson(valuation.middle)},
            {QStringLiteral("high"), toJson(valuation.high)}};
}

QJsonObject toJson(const FootballField &field)
{
    QJsonArray bars;
    for (const auto &bar : field.bars) {
        bars.append(QJsonObject{{QStringLiteral("method"), bar.method},
                                {QStringLiteral("low"), bar.low},
                                {QStringLiteral("middle"), json::fromOptional(bar.middle)},
                                {QStringLiteral("high"), bar.high},
                                {QStringLiteral("note"), bar.note}});
    }
    return {{QStringLiteral("unit"), field.unit},
            {QStringLiteral("bars"), bars},
            {QStringLiteral("overlap"),
             field.overlap ? QJsonValue(QJsonArray{field.overlap->first, field.overlap->second}) : QJsonValue()}};
}

} // namespace consultantos
