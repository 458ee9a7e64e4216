// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/known_peer.h"

#include "analysis/computation_builder.h"
#include "analysis/valuation/valuation_words.h"
#include "evidence/fact_store.h"
#include "evidence/valuation_basis.h"
#include "model/units.h"

namespace consultantos {

using valuation_words::inWords;

namespace {

constexpr MultipleKind Kinds[] = {MultipleKind::EvToEbitda, MultipleKind::EvToEbit, MultipleKind::EvToSales,
                                  MultipleKind::PriceToEarnings, MultipleKind::PriceToBook};

/// The multiple of one kind, or why there is none.
Result<Figure> multipleOf(MultipleKind kind, const AssumptionTable &table, const QString &companyId,
                          const QString &peer, EvidenceBook &book)
{
    const auto find = [&](const char *name) { return table.find(QLatin1String(name)); };
    const auto metric = table.find(multipleMetric(kind));
    if (!metric)
        return fail(ErrorCode::NotDerivable,
                    inWords(QT_TRANSLATE_NOOP("Valuation", "what it is a multiple of isn't reported")));
    if (!(metric->value > 0))
        return fail(ErrorCode::NotDerivable,
                    inWords(QT_TRANSLATE_NOOP("Valuation", "what it is a multiple of isn't above zero")));
    const auto price = find("price");
    const auto shares = find("shares");
    const auto debt = find("debt");
    const auto cash = find("cash");
    if (!shares || (isOfEnterprise(kind) && (!debt || !cash)))
        return fail(ErrorCode::NotDerivable,
                    inWords(QT_TRANSLATE_NOOP("Valuation", "shares, debt or cash aren't reported")));
    ComputationBuilder builder(companyId, QStringLiteral("known_") + multipleName(kind),
                               QStringLiteral("%1, %2").arg(multipleTitle(kind), peer));
    Period period;
    period.end = table.date();
    builder.period(period)
        .bind(QStringLiteral("price"), *price)
        .bind(QStringLiteral("shares"), *shares)
        .bind(QStringLiteral("metric"), *metric);
    auto formula = QStringLiteral("price * shares / metric");
    if (isOfEnterprise(kind)) {
        builder.bind(QStringLiteral("debt"), *debt).bind(QStringLiteral("cash"), *cash);
        formula = QStringLiteral("(price * shares + debt - cash) / metric");
        if (const auto minority = find("minority_interest")) {
            builder.bind(QStringLiteral("minority_interest"), *minority);
            formula = QStringLiteral("(price * shares + debt + minority_interest - cash) / metric");
        }
    }
    const auto figure = builder.evaluate(formula, units::Multiple, book);
    if (!figure)
        return fail(ErrorCode::NotDerivable, figure.error().message);
    if (!(figure->value > 0))
        return fail(ErrorCode::NotDerivable,
                    inWords(QT_TRANSLATE_NOOP("Valuation", "the firm is worth no more than its cash")));
    return *figure;
}

} // namespace

KnownPeer knownPeer(const FactStore &facts, const QString &resourceDir, QDate date, const QString &company,
                    double price)
{
    KnownPeer peer{company, price, {}, {}, {}, {}};
    const auto basis = valuationBasis(facts, company, resourceDir, date);
    const auto start = basis ? startingValuation(basis->sources) : tl::unexpected(basis.error());
    if (!start || !(price > 0)) {
        peer.left.append(
            {company,
             start ? inWords(QT_TRANSLATE_NOOP("Valuation", "its price isn't above zero")) : start.error().message,
             {}});
        return peer;
    }
    peer.peer = basis->company.name;
    auto table = withMetrics(*start, basis->sources.financials).assumptions;
    table.setUsers(QStringLiteral("price"), QStringLiteral("Price of a share of %1").arg(peer.peer), price,
                   basis->sources.financials.currency + QStringLiteral("/shares"));
    peer.evidence = table.evidence();
    for (const auto kind : Kinds) {
        const auto multiple = multipleOf(kind, table, basis->company.id, peer.peer, peer.evidence);
        if (multiple)
            peer.multiples.append({kind, *multiple});
        else
            peer.left.append(
                {QStringLiteral("%1, %2").arg(peer.peer, translatedMultiple(kind)), multiple.error().message, {}});
    }
    const auto revenue = table.find(QStringLiteral("revenue"));
    peer.source = inWords(QT_TRANSLATE_NOOP("Valuation", "computed from its filings, %1, and the price %2 (yours)"))
                      .arg(revenue ? revenue->period.label() : QString(),
                           formatValue(price, basis->sources.financials.currency + QStringLiteral("/shares")));
    return peer;
}

} // namespace consultantos
