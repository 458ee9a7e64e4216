// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/position.h"

#include "analysis/frameworks/comparison.h"
#include "analysis/frameworks/ratio_words.h"
#include "model/units.h"

#include <cmath>

namespace consultantos {

namespace {

/// "Fell by 0.0 percentage points" is no news, whatever it is worth.
bool isReadAsZero(const Figure &change)
{
    return formatValue(std::abs(change.value), change.unit) == formatValue(0, change.unit);
}

} // namespace

std::optional<Claim> situation(Workbench &bench)
{
    const auto revenue = bench.line(QStringLiteral("revenue"));
    if (!revenue)
        return std::nullopt;
    ClaimBuilder claim(QStringLiteral("summary.situation"), Grade::Computed, confidenceOf(QString()));
    auto prose = bench.prose();
    prose.set(QStringLiteral("revenue"), *revenue);
    prose.write(claim, QStringLiteral("{company} earned revenue of {revenue} in {p}"));
    if (const auto growth = bench.ratio(QStringLiteral("revenue_growth"))) {
        prose.set(QStringLiteral("growth"), *growth);
        prose.write(claim, QStringLiteral(", {|growth|} {growth?more:less} than the year before"));
    }
    const auto margin = bench.ratio(QStringLiteral("operating_margin"));
    const auto income = bench.line(QStringLiteral("operating_income"));
    const auto net = bench.line(QStringLiteral("net_income"));
    if (margin && income) {
        prose.set(QStringLiteral("margin"), *margin).set(QStringLiteral("income"), *income);
        prose.write(
            claim,
            QStringLiteral("; {income?operating income was:the operating loss was} {|income|}, {margin} of revenue"));
    } else if (net) {
        prose.set(QStringLiteral("net"), *net);
        prose.write(claim, QStringLiteral("; {net?net income was:the net loss was} {|net|}"));
    }
    if (const auto cash = bench.ratio(QStringLiteral("free_cash_flow"))) {
        prose.set(QStringLiteral("cash"), *cash);
        prose.write(claim, QStringLiteral(", and free cash flow {cash}"));
    }
    claim.text(QStringLiteral("."));
    return claim.build();
}

std::optional<Claim> complication(Workbench &bench)
{
    std::optional<Figure> worst;
    std::optional<Figure> worstChange;
    QString worstId;
    QStringList compared;
    for (const auto &words : allRatioWords()) {
        if (words.merit == Merit::None || words.base.isEmpty() || words.id == QLatin1String("revenue_growth"))
            continue;
        const auto change = changeOf(bench, words.id);
        if (!change || isReadAsZero(*change) || (change->value > 0) == (words.merit == Merit::Higher))
            continue;
        const auto worth = worthOf(bench, words.id, *change, QStringLiteral("change"));
        if (worth)
            compared.append(worth->ref);
        if (worth && (!worst || std::abs(worth->value) > std::abs(worst->value))) {
            worst = worth;
            worstChange = change;
            worstId = words.id;
        }
    }
    const auto growth = bench.ratio(QStringLiteral("revenue_growth"));
    if (!worst && !(growth && growth->value < 0))
        return std::nullopt;
    ClaimBuilder claim(QStringLiteral("summary.complication"), Grade::Computed, confidenceOf(QString()));
    auto prose = bench.prose();
    if (!worst) {
        prose.set(QStringLiteral("growth"), *growth);
        prose.write(claim, QStringLiteral("But {companys} revenue shrank by {|growth|} in {p}."));
        return claim.build();
    }
    prose.set(QStringLiteral("noun"), ratioWords(worstId).noun).set(QStringLiteral("change"), *worstChange);
    prose.set(QStringLiteral("worth"), *worst).set(QStringLiteral("now"), *bench.ratio(worstId));
    const bool isDays = ratioWords(worstId).perBase < 1;
    const bool isOfPremiums = ratioWords(worstId).base == QLatin1String("premiums_earned");
    prose.write(claim, QStringLiteral("But {companys} {noun} {change?rose:fell} by {|change|} to {now} in {p}, ")
                           + (compared.size() > 1 ? QStringLiteral("the costliest change of that year: ")
                                                  : QStringLiteral("the one change of that year that cost money: "))
                           + (isDays         ? QStringLiteral("it tied up a further {|worth|} of cash.")
                              : isOfPremiums ? QStringLiteral("at the year's premiums it is worth {|worth|}.")
                                             : QStringLiteral("at the year's revenue it is worth {|worth|}.")));
    // "the costliest" is said of these.
    for (const auto &ref : std::as_const(compared))
        claim.evidence(ref);
    return claim.build();
}

} // namespace consultantos
