// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/market_price.h"

#include "analysis/computation_builder.h"
#include "evidence/market_value.h"
#include "model/units.h"

#include <QMap>

#include <cstdlib>

namespace consultantos {
namespace {

constexpr qint64 MaxDaysApart = 457;

const Fact *sharesOutstanding(const QList<Fact> &facts, const QDate &day)
{
    const Fact *newest = nullptr;
    for (const auto &fact : facts) {
        if (fact.taxonomy == QLatin1String("dei") && fact.tag == QLatin1String("EntityCommonStockSharesOutstanding")
            && fact.unit == units::Shares && fact.isOfWholeCompany() && std::abs(fact.end.daysTo(day)) <= MaxDaysApart
            && (!newest || newest->end < fact.end))
            newest = &fact;
    }
    return newest;
}

} // namespace

QString reportingCurrency(const QList<Fact> &facts)
{
    QMap<QString, int> currencies;
    for (const auto &fact : facts) {
        if (isCurrency(fact.unit))
            ++currencies[fact.unit];
    }
    QString currency = QStringLiteral("USD");
    int most = 0;
    for (auto it = currencies.cbegin(); it != currencies.cend(); ++it) {
        if (it.value() > most) {
            most = it.value();
            currency = it.key();
        }
    }
    return currency;
}

const Fact *storedMarketValue(const QList<Fact> &facts)
{
    const Fact *newest = nullptr;
    for (const auto &fact : facts) {
        if (fact.taxonomy == market_value::Taxonomy && fact.tag == market_value::Tag
            && (!newest || newest->end <= fact.end))
            newest = &fact;
    }
    return newest;
}

std::optional<Figure> marketValueFrom(const Fact &price, const Company &company, const QList<Fact> &facts,
                                      EvidenceBook &book)
{
    const auto currency = reportingCurrency(facts);
    const auto *shares = sharesOutstanding(facts, price.end);
    if (shares == nullptr || price.unit != currency + QStringLiteral("/shares"))
        return std::nullopt;
    Period day;
    day.end = price.end;
    Period counted;
    counted.end = shares->end;
    EvidenceBook used;
    ComputationBuilder builder(company.id, QStringLiteral("market_value"), QStringLiteral("Market value of equity"));
    builder.bind(QStringLiteral("price"), used.add(price, day))
        .bind(QStringLiteral("shares"), used.add(*shares, counted))
        .period(day);
    const auto value = builder.evaluate(QStringLiteral("price * shares"), currency, used);
    if (!value)
        return std::nullopt;
    book.merge(used);
    return *value;
}

} // namespace consultantos
