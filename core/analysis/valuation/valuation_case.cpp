// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/valuation/valuation_case.h"

#include "analysis/computation_builder.h"
#include "analysis/valuation/valuation_words.h"
#include "model/units.h"

#include <algorithm>
#include <cmath>

namespace consultantos {

using valuation_words::inWords;

namespace {

constexpr MultipleKind Kinds[] = {MultipleKind::EvToEbitda, MultipleKind::EvToEbit, MultipleKind::EvToSales,
                                  MultipleKind::PriceToEarnings, MultipleKind::PriceToBook};

Status apply(const QMap<QString, double> &own, const QString &currency, AssumptionTable &table)
{
    const auto optional = optionalAssumptions(currency);
    for (auto it = own.cbegin(); it != own.cend(); ++it) {
        const auto &rows = table.rows();
        const auto row =
            std::find_if(rows.begin(), rows.end(), [&](const Assumption &one) { return one.name == it.key(); });
        const auto missing = std::find_if(optional.begin(), optional.end(),
                                          [&](const OptionalAssumption &one) { return one.name == it.key(); });
        if ((row == rows.end() && missing == optional.end()) || !std::isfinite(it.value()))
            return fail(
                ErrorCode::InvalidArgument,
                inWords(QT_TRANSLATE_NOOP("Valuation", "There is no assumption \"%1\", or its value is no number."))
                    .arg(it.key()));
        if (row == rows.end()) {
            table.setUsers(it.key(), missing->title, it.value(), missing->unit);
            continue;
        }
        table.setUsers(it.key(), QString(row->title), it.value(), QString(row->figure.unit));
    }
    return {};
}

/// The cost of capital anew from changed rates, and what follows it.
Status recompute(const ValuationChanges &changes, AssumptionTable &table)
{
    const bool isOwnWacc = changes.own.contains(QStringLiteral("wacc"));
    const bool isOwnRoic = changes.own.contains(QStringLiteral("terminal_roic"));
    QStringList anew;
    if (!isOwnWacc)
        anew.append(QStringLiteral("wacc"));
    if (!isOwnRoic)
        anew.append(QStringLiteral("terminal_roic"));
    table.forgetEvidenceOf(anew);
    if (!isOwnWacc) {
        auto capital = costOfCapital(table);
        if (!capital)
            return tl::unexpected(capital.error());
        table.setComputed(QStringLiteral("wacc"), QStringLiteral("Weighted average cost of capital"), capital->wacc,
                          capital->evidence, inWords(QT_TRANSLATE_NOOP("Valuation", "computed from the rates above")));
    }
    if (isOwnRoic || !table.find(QStringLiteral("terminal_roic")))
        return {};
    EvidenceBook book = table.evidence();
    Period period;
    period.end = table.date();
    const auto title = QStringLiteral("Return on new capital for ever");
    ComputationBuilder builder(table.companyId(), QStringLiteral("starting_terminal_roic"), title);
    builder.period(period).bind(QStringLiteral("wacc"), *table.find(QStringLiteral("wacc")));
    const auto roic = builder.evaluate(QStringLiteral("wacc"), units::Ratio, book);
    if (roic)
        table.setComputed(QStringLiteral("terminal_roic"), title, *roic, book,
                          inWords(QT_TRANSLATE_NOOP("Valuation", "assumed: the cost of capital, no more")));
    return {};
}

void addGrids(ValuationOutcome &outcome)
{
    if (auto grid = sensitivityGrid(outcome.assumptions, outcome.plan, QStringLiteral("terminal_growth"), 0.01, 0.005))
        outcome.byGrowth = std::move(*grid);
    if (auto grid = sensitivityGrid(outcome.assumptions, outcome.plan, QStringLiteral("terminal_multiple"), 0.01, 1.0))
        outcome.byMultiple = std::move(*grid);
}

/// Value of equity, or per share, at a published multiple.
std::optional<double> valueAt(double multiple, MultipleKind kind, const AssumptionTable &table)
{
    const auto metric = table.value(multipleMetric(kind));
    if (!metric || !(*metric > 0) || !(multiple > 0))
        return std::nullopt;
    double value = multiple * *metric;
    if (isOfEnterprise(kind)) {
        const auto debt = table.value(QStringLiteral("debt"));
        const auto cash = table.value(QStringLiteral("cash"));
        if (!debt || !cash)
            return std::nullopt;
        value += *cash - *debt - table.value(QStringLiteral("minority_interest")).value_or(0);
    }
    if (const auto shares = table.value(QStringLiteral("shares")); shares && *shares > 0)
        value /= *shares;
    return value > 0 ? std::optional(value) : std::nullopt;
}

void addPeers(const ValuationChanges &changes, ValuationOutcome &outcome)
{
    auto &table = outcome.assumptions;
    auto withPeers = table;
    for (const auto &known : changes.known)
        outcome.refusals += known.left;
    for (const auto kind : Kinds) {
        QList<PeerMultiple> peers;
        for (qsizetype i = 0; i < changes.peers.size(); ++i) {
            const auto &entry = changes.peers[i];
            if (entry.kind != kind)
                continue;
            PeerMultiple peer;
            peer.peer = entry.peer;
            peer.multiple = withPeers.setUsers(QStringLiteral("peer_%1_%2").arg(multipleName(kind)).arg(i + 1),
                                               QStringLiteral("%1, %2").arg(multipleTitle(kind), entry.peer),
                                               entry.multiple, units::Multiple, entry.source);
            peer.source = withPeers.rows().last().source;
            peers.append(peer);
        }
        for (const auto &known : changes.known) {
            for (const auto &[of, multiple] : known.multiples) {
                if (of != kind)
                    continue;
                // No peer is counted twice: what was typed for it stands.
                if (std::any_of(peers.begin(), peers.end(),
                                [&](const PeerMultiple &one) { return one.peer == known.peer; }))
                    continue;
                PeerMultiple peer{known.peer, multiple, known.source};
                withPeers.setComputed(QStringLiteral("known_%1_%2").arg(multipleName(kind), known.peer),
                                      QStringLiteral("%1, %2").arg(multipleTitle(kind), known.peer), multiple,
                                      known.evidence, known.source);
                peers.append(peer);
            }
        }
        const auto metric = table.find(multipleMetric(kind));
        if (peers.isEmpty())
            continue;
        if (!metric) {
            outcome.refusals.append({translatedMultiple(kind),
                                     inWords(QT_TRANSLATE_NOOP("Valuation", "what it multiplies isn't reported")),
                                     {multipleMetric(kind)}});
            continue;
        }
        auto value = valueByPeers(withPeers, kind, *metric, peers);
        if (value)
            outcome.peers.append(std::move(*value));
        else
            outcome.refusals.append({translatedMultiple(kind), value.error().message, {}});
    }
}

void addField(const ValuationSources &sources, ValuationOutcome &outcome)
{
    QList<FootballBar> bars;
    const auto addGrid = [&](const std::optional<SensitivityGrid> &grid, const QString &method) {
        if (!grid)
            return;
        if (const auto bar = barOf(*grid, method))
            bars.append(*bar);
    };
    addGrid(outcome.byGrowth, inWords(QT_TRANSLATE_NOOP("Valuation", "Cash flows, growth for ever")));
    addGrid(outcome.byMultiple, inWords(QT_TRANSLATE_NOOP("Valuation", "Cash flows, terminal multiple")));
    for (const auto &value : outcome.peers)
        bars.append({inWords(QT_TRANSLATE_NOOP("Valuation", "%1 of peers")).arg(translatedMultiple(value.kind)),
                     value.low.value, value.middle.value, value.high.value,
                     inWords(QT_TRANSLATE_NOOP("Valuation", "lower quartile, median and upper quartile of %1 peers"))
                         .arg(value.peers.size())});
    // Only ranges can overlap: the industry's points come after.
    auto field = footballField({}, bars);
    for (const auto kind : Kinds) {
        const auto anchor = std::find_if(sources.industry.begin(), sources.industry.end(),
                                         [&](const auto &one) { return one.ratioId == multipleName(kind); });
        if (anchor == sources.industry.end())
            continue;
        const double multiple = anchor->fact.value();
        if (const auto value = valueAt(multiple, kind, outcome.assumptions))
            field.bars.append(
                {inWords(QT_TRANSLATE_NOOP("Valuation", "%1 of the industry")).arg(translatedMultiple(kind)), *value,
                 *value, *value,
                 QStringLiteral("%1, %2").arg(formatValue(multiple, units::Multiple), sourceOf(anchor->fact))});
    }
    const auto isPerShare = outcome.assumptions.value(QStringLiteral("shares")).value_or(0) > 0;
    field.unit = sources.financials.currency + (isPerShare ? QStringLiteral("/shares") : QString());
    outcome.field = field;
}

} // namespace

bool ValuationChanges::operator==(const ValuationChanges &other) const
{
    const auto same = [](const DcfPlan &left, const DcfPlan &right) {
        return left.highYears == right.highYears && left.fadeYears == right.fadeYears
               && left.isMidYear == right.isMidYear && left.isOfEbitda == right.isOfEbitda
               && left.isFinancial == right.isFinancial;
    };
    const auto isSamePeer = [](const KnownPeer &left, const KnownPeer &right) {
        return left.peer == right.peer && left.price == right.price && left.multiples == right.multiples;
    };
    return own == other.own && peers == other.peers
           && std::equal(known.begin(), known.end(), other.known.begin(), other.known.end(), isSamePeer)
           && plan.has_value() == other.plan.has_value() && (!plan || same(*plan, *other.plan));
}

QList<OptionalAssumption> optionalAssumptions(const QString &currency)
{
    return {{QStringLiteral("debt"), QStringLiteral("Debt"), currency},
            {QStringLiteral("cash"), QStringLiteral("Cash"), currency},
            {QStringLiteral("minority_interest"), QStringLiteral("Minority interest"), currency},
            {QStringLiteral("shares"), QStringLiteral("Diluted shares"), units::Shares},
            {QStringLiteral("depreciation_share"), QStringLiteral("Depreciation to revenue"), units::Ratio},
            {QStringLiteral("terminal_multiple"), QStringLiteral("Terminal EV/EBITDA"), units::Multiple},
            {QStringLiteral("ebitda"), QStringLiteral("EBITDA"), currency},
            {QStringLiteral("ebit"), QStringLiteral("EBIT"), currency},
            {QStringLiteral("net_income"), QStringLiteral("Net income"), currency},
            {QStringLiteral("book_equity"), QStringLiteral("Book equity"), currency}};
}

StartingValuation withMetrics(const StartingValuation &start, const Financials &financials)
{
    auto made = start;
    const auto periods = financials.annualPeriods();
    if (periods.isEmpty())
        return made;
    const int year = periods.first().fiscalYear;
    const std::tuple<QString, QString, std::optional<Figure>> metrics[] = {
        {QStringLiteral("ebitda"), QStringLiteral("EBITDA"), financials.ratio(QStringLiteral("ebitda"), year)},
        {QStringLiteral("ebit"), QStringLiteral("EBIT"), financials.annual(QStringLiteral("operating_income"), year)},
        {QStringLiteral("net_income"), QStringLiteral("Net income"),
         financials.annual(QStringLiteral("net_income"), year)},
        {QStringLiteral("book_equity"), QStringLiteral("Book equity"),
         financials.annual(QStringLiteral("equity"), year)}};
    for (const auto &[name, title, figure] : metrics) {
        if (!figure)
            continue;
        if (const auto *fact = financials.evidence.fact(figure->ref))
            made.assumptions.setFact(name, title, *fact, figure->period);
        else
            made.assumptions.setComputed(
                name, title, *figure, financials.evidence,
                inWords(QT_TRANSLATE_NOOP("Valuation", "computed from filings, %1")).arg(figure->period.label()));
    }
    return made;
}

Result<ValuationOutcome> valueCompany(const StartingValuation &start, const ValuationSources &sources,
                                      const ValuationChanges &changes)
{
    ValuationOutcome outcome{start.assumptions, changes.plan.value_or(start.plan), {}, {}, {}, {}, {}, {}};
    if (const auto applied = apply(changes.own, sources.financials.currency, outcome.assumptions); !applied)
        return tl::unexpected(applied.error());
    if (const auto computed = recompute(changes, outcome.assumptions); !computed)
        return tl::unexpected(computed.error());
    auto dcf = discountCashFlows(outcome.assumptions, outcome.plan);
    if (!dcf)
        return tl::unexpected(dcf.error());
    outcome.dcf = std::move(*dcf);
    outcome.refusals = outcome.dcf.refusals;
    addGrids(outcome);
    addPeers(changes, outcome);
    addField(sources, outcome);
    return outcome;
}

} // namespace consultantos
