// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/forecasting/faded_figures.h"

#include "analysis/forecasting/frequency.h"
#include "model/units.h"

#include <QDate>
#include <QLocale>

#include <algorithm>
#include <utility>

namespace consultantos::forecasting {

namespace {

QString plain(double value)
{
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

QString titleOf(const FadeBasis &basis)
{
    constexpr std::pair<const char *, const char *> Titles[] = {
        {"industry", "Growth of earnings that is expected in its industry, a year over five years"},
        {"economy", "Nominal growth of its country's gross domestic product, a year over ten years"},
        {"world", "Nominal growth of the world's gross domestic product, a year over ten years"}};
    for (const auto &[anchor, title] : Titles) {
        if (basis.anchor == QLatin1String(anchor))
            return QStringLiteral("%1 (%2)").arg(QLatin1String(title), basis.source);
    }
    return QStringLiteral("A rate of the user's own");
}

Figure rateFigure(const FadeBasis &basis, const QString &companyId, QDate asOf, EvidenceBook &book)
{
    Computation rate;
    rate.method = QStringLiteral("growth_to_fade_to");
    rate.title = titleOf(basis);
    // Of no fiscal year: it holds for all of them.
    rate.period.end = asOf;
    rate.id = QStringLiteral("c/%1/%2/%3/%4/%5")
                  .arg(companyId, rate.method, rate.period.label(),
                       basis.anchor.isEmpty() ? QStringLiteral("own") : basis.anchor, plain(basis.fade.rate));
    rate.formula = plain(basis.fade.rate);
    rate.value = basis.fade.rate;
    rate.unit = units::Ratio;
    return book.add(rate);
}

/// One figure in place of `own`, whose computation is in the book.
Figure moved(const Figure &own, const FadeBasis &basis, const QString &formula, const QList<Binding> &bindings,
             double value, EvidenceBook &book)
{
    const auto *made = book.computation(own.ref);
    Computation computation;
    computation.method = (made != nullptr ? made->method : QString()) + QStringLiteral("_faded");
    computation.title = (made != nullptr ? made->title : QString()) + QStringLiteral(", growth faded");
    computation.id = QStringLiteral("%1/faded/%2/%3").arg(own.ref, plain(basis.fade.rate)).arg(basis.fade.years);
    computation.formula = formula;
    computation.bindings = bindings;
    computation.value = value;
    computation.unit = own.unit;
    computation.period = own.period;
    return book.add(computation);
}

Binding bound(const char *name, const Figure &figure)
{
    return {QString::fromLatin1(name), {figure.ref}, false};
}

} // namespace

Result<Forecast> fadedForecast(Forecast forecast, const FadeBasis &basis, const QString &companyId, EvidenceBook &book)
{
    const bool isPositive = !forecast.history.isEmpty() && forecast.history.last().value > 0.0
                            && std::all_of(forecast.steps.begin(), forecast.steps.end(),
                                           [](const ForecastedPeriod &step) { return step.mean.value > 0.0; });
    if (!isPositive || forecast.frequency != frequencyName(Frequency::Yearly) || !(basis.fade.rate > -1.0))
        return fail(ErrorCode::NotDerivable,
                    QStringLiteral("not derivable: only what is above zero, in fiscal years, has "
                                   "a growth that fades"));
    const auto rate = rateFigure(basis, companyId, forecast.history.last().period.end, book);
    auto before = forecast.history.last();
    auto ownBefore = before;
    const int years = std::max(1, basis.fade.years);
    for (int i = 0; i < forecast.steps.size(); ++i) {
        auto &step = forecast.steps[i];
        const auto own = step.mean;
        const double part = std::min(1.0, static_cast<double>(i + 1) / years);
        const auto growth = QStringLiteral("before * ((1 - %1) * own / own_before + %1 * (1 + rate))").arg(plain(part));
        step.mean =
            moved(own, basis, growth,
                  {bound("before", before), bound("own", own), bound("own_before", ownBefore), bound("rate", rate)},
                  before.value * ((1 - part) * own.value / ownBefore.value + part * (1 + rate.value)), book);
        for (auto *limit : {&step.lower80, &step.upper80, &step.lower95, &step.upper95})
            *limit = moved(*limit, basis, QStringLiteral("own * faded / middle"),
                           {bound("own", *limit), bound("faded", step.mean), bound("middle", own)},
                           limit->value * step.mean.value / own.value, book);
        before = step.mean;
        ownBefore = own;
    }
    constexpr double Percent = 100.0;
    forecast.notes.append(QStringLiteral("Growth fades to %1 % a year over %2 years, and intervals move "
                                         "with it: %3.")
                              .arg(QLocale::c().toString(Percent * basis.fade.rate, 'f', 1))
                              .arg(years)
                              .arg(titleOf(basis)));
    return forecast;
}

} // namespace consultantos::forecasting
