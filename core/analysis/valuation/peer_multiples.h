// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/valuation/assumption_table.h"
#include "analysis/valuation/dcf.h"
#include "base/result.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace consultantos {

/// What a multiple is of: enterprise value for the first three, equity for the others.
enum class MultipleKind { EvToEbitda, EvToEbit, EvToSales, PriceToEarnings, PriceToBook };

[[nodiscard]] QString multipleName(MultipleKind kind);       ///< "ev_ebitda", "ev_ebit", "ev_sales", "pe", "pb"
[[nodiscard]] QString multipleTitle(MultipleKind kind);      ///< "EV/EBITDA", …
[[nodiscard]] QString translatedMultiple(MultipleKind kind); ///< its title in the language of messages
[[nodiscard]] QString multipleMetric(MultipleKind kind);     ///< the assumption that it multiplies, e.g. "ebitda"
[[nodiscard]] bool isOfEnterprise(MultipleKind kind);

/// One peer's multiple, which the assumptions' evidence holds.
struct PeerMultiple {
    QString peer;
    Figure multiple;
    QString source;
};

/// The peers' middle and quartiles (Hyndman and Fan's type 7) and what they make of the company.
struct MultipleValuation {
    MultipleKind kind = MultipleKind::EvToEbitda;
    QList<PeerMultiple> peers;    ///< that counted, ascending
    QList<ValuationRefusal> left; ///< peers left out, and why
    Figure lowerQuartile;
    Figure median;
    Figure upperQuartile;
    /// Equity value, or per share where the number of shares is known, at each of these.
    Figure low;
    Figure middle;
    Figure high;
    EvidenceBook evidence;
};

/// `metric` is the company's EBITDA, EBIT, revenue, net income or book equity. Negative and zero multiples don't count: a loss
/// isn't cheap. The bridge takes debt, cash, minority_interest and shares of the assumptions. NotDerivable: fewer than three peers
/// that count, a metric that isn't above zero, equity without value, missing debt or cash.
[[nodiscard]] Result<MultipleValuation> valueByPeers(const AssumptionTable &assumptions, MultipleKind kind,
                                                     const Figure &metric, const QList<PeerMultiple> &peers);

/// One bar of a football field.
struct FootballBar {
    QString method;
    double low = 0;
    std::optional<double> middle;
    double high = 0;
    QString note; ///< what its ends are
    bool operator==(const FootballBar &) const = default;
};

/// The ranges that different methods give, side by side.
struct FootballField {
    QString unit;
    QList<FootballBar> bars;
    /// Where all bars overlap; empty where they don't.
    std::optional<std::pair<double, double>> overlap;
};
[[nodiscard]] FootballField footballField(const QString &unit, const QList<FootballBar> &bars);
/// The bar of a grid's least and most around its middle.
[[nodiscard]] std::optional<FootballBar> barOf(const SensitivityGrid &grid, const QString &method);

[[nodiscard]] QJsonObject toJson(const MultipleValuation &valuation);
[[nodiscard]] QJsonObject toJson(const FootballField &field);

} // namespace consultantos
