// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "llm/money/model_price.h"

#include <QByteArray>
#include <QDate>
#include <QHash>
#include <QString>

#include <optional>
#include <utility>

namespace consultantos {

/// What models cost, as of a day: {source, date, currency, models: [{provider, model, input, cached_input, cache_write,
/// output, reasoning}]}, prices in micro-units for a million tokens or null. A value; const members are thread-safe.
class PriceTable {
public:
    PriceTable() = default;
    /// Malformed names the entry that isn't right: a price below zero or no whole number, a model listed twice.
    [[nodiscard]] static Result<PriceTable> parse(const QByteArray &text, const QString &what);
    /// The file at `path`.
    [[nodiscard]] static Result<PriceTable> load(const QString &path);
    /// These prices, and where `own` has the model, its ones. InvalidArgument if the currencies differ.
    [[nodiscard]] Result<PriceTable> with(const PriceTable &own) const;

    [[nodiscard]] QString source() const { return m_source; }
    [[nodiscard]] QDate date() const { return m_date; }
    [[nodiscard]] QString currency() const { return m_currency; }
    [[nodiscard]] qsizetype size() const { return m_prices.size(); }
    /// The price of a model, or of the one that it is a dated version of ("-2024-08-06", "-20240806", "-latest"). Empty
    /// if it isn't listed: its price is unknown. A server of the program's own ("local") costs nothing.
    [[nodiscard]] std::optional<ModelPrice> find(const QString &provider, const QString &model) const;

private:
    QString m_source;
    QDate m_date;
    QString m_currency;
    QHash<std::pair<QString, QString>, ModelPrice> m_prices; ///< by provider and model
};

} // namespace consultantos
