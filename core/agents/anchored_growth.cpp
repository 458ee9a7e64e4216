// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/anchored_growth.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

#include <utility>

namespace consultantos {

using namespace forecasting;

namespace {

constexpr double Percent = 100.0;

QString inWords(const char *text)
{
    return QCoreApplication::translate("AnchoredGrowth", text);
}

QString percentText(double share)
{
    return QLocale().toString(share * Percent, 'f', 1) + QStringLiteral(" %");
}

const GrowthAnchor *industryOf(const QList<GrowthAnchor> &anchors)
{
    for (const auto &anchor : anchors) {
        if (anchor.id == QLatin1String("industry"))
            return &anchor;
    }
    return nullptr;
}

} // namespace

Result<FadeTarget> fadeTarget(const QString &text)
{
    constexpr double Greatest = 50.0;
    auto trimmed = text.trimmed();
    if (trimmed.compare(QLatin1String("industry"), Qt::CaseInsensitive) == 0)
        return FadeTarget{};
    bool isNumber = trimmed.endsWith(QLatin1Char('%'));
    trimmed.chop(isNumber ? 1 : 0);
    const double rate = isNumber ? trimmed.trimmed().toDouble(&isNumber) : 0.0;
    if (!isNumber || !(rate >= -Greatest && rate <= Greatest))
        return fail(ErrorCode::InvalidArgument,
                    inWords(QT_TRANSLATE_NOOP("AnchoredGrowth", "\"%1\" is no growth to fade to.")).arg(text),
                    inWords(QT_TRANSLATE_NOOP("AnchoredGrowth",
                                              "Give a percentage from -50% to 50%, such as 4.5%, or industry.")));
    return FadeTarget{rate / Percent};
}

QStringList AnchoredGrowth::inWords() const
{
    const auto words = [](const char *text) { return consultantos::inWords(text); };
    QStringList sentences;
    if (own)
        sentences.append(
            words(QT_TRANSLATE_NOOP("AnchoredGrowth", "Growth of the forecast: %1 a year.")).arg(percentText(*own)));
    for (const auto &anchor : anchors)
        sentences.append(words(QT_TRANSLATE_NOOP("AnchoredGrowth", "Beside it: %1: %2 (%3)"))
                             .arg(anchor.title, percentText(anchor.rate), anchor.source));
    if (fade && isFaded)
        sentences.append(
            words(QT_TRANSLATE_NOOP("AnchoredGrowth", "As you asked, growth fades to %1 a year over %2 years."))
                .arg(percentText(fade->rate))
                .arg(fade->years));
    if (test && isFaded)
        sentences.append(
            (test->helps()
                 ? words(QT_TRANSLATE_NOOP("AnchoredGrowth", "On its own past fading would have erred by less: %1 % of "
                                                             "the error without it."))
                 : words(QT_TRANSLATE_NOOP("AnchoredGrowth", "On its own past fading would not have helped: %1 % of "
                                                             "the error without it.")))
                .arg(QLocale().toString(test->own > 0.0 ? Percent * test->faded / test->own : Percent, 'f', 0)));
    if (test && !isFaded && test->helps())
        sentences.append(
            words(QT_TRANSLATE_NOOP("AnchoredGrowth", "On its own past fading to the industry's rate would have "
                                                      "erred by less; ask for it if you believe it.")));
    return sentences;
}

QJsonObject toJson(const AnchoredGrowth &growth)
{
    QJsonArray anchors;
    for (const auto &anchor : growth.anchors)
        anchors.append(QJsonObject{{QStringLiteral("id"), anchor.id},
                                   {QStringLiteral("title"), anchor.title},
                                   {QStringLiteral("rate"), anchor.rate},
                                   {QStringLiteral("source"), anchor.source},
                                   {QStringLiteral("year"), anchor.year}});
    QJsonValue fade;
    if (growth.fade) {
        QJsonValue test;
        if (growth.test)
            test = QJsonObject{{QStringLiteral("origins"), growth.test->origins},
                               {QStringLiteral("own_error"), growth.test->own},
                               {QStringLiteral("faded_error"), growth.test->faded}};
        fade = QJsonObject{{QStringLiteral("rate"), growth.fade->rate},
                           {QStringLiteral("years"), growth.fade->years},
                           {QStringLiteral("applied"), growth.isFaded},
                           {QStringLiteral("backtest"), test}};
    }
    return {{QStringLiteral("own"), growth.own ? QJsonValue(*growth.own) : QJsonValue()},
            {QStringLiteral("anchors"), anchors},
            {QStringLiteral("fade"), fade}};
}

Result<AnchoredGrowth> anchorGrowth(const Company &company, const QString &resourceDir, Series values,
                                    SeriesForecast &forecast, const std::optional<FadeTarget> &target)
{
    auto anchors = growthAnchors(company, resourceDir);
    if (!anchors)
        return tl::unexpected(anchors.error());
    AnchoredGrowth growth;
    growth.anchors = *std::move(anchors);
    growth.own = values.empty() ? std::nullopt : ownGrowth(forecast.steps, values.back());
    const auto *industry = industryOf(growth.anchors);
    if (target && target->rate)
        growth.fade = GrowthFade{*target->rate};
    else if (industry)
        growth.fade = GrowthFade{industry->rate};
    if (growth.fade)
        growth.test = testFade(values, forecast.backtest, *growth.fade);
    if (!target)
        return growth;
    if (!growth.fade)
        return fail(ErrorCode::NotDerivable,
                    inWords(QT_TRANSLATE_NOOP("AnchoredGrowth", "No growth is published for the industry of %1."))
                        .arg(company.name),
                    inWords(QT_TRANSLATE_NOOP("AnchoredGrowth", "Give a percentage to fade to.")));
    auto steps = growth.own ? faded(forecast.steps, values.back(), *growth.fade) : std::nullopt;
    if (!steps)
        return fail(
            ErrorCode::NotDerivable,
            inWords(QT_TRANSLATE_NOOP("AnchoredGrowth", "What isn't above zero has no growth that could fade.")));
    forecast.steps = *std::move(steps);
    growth.isFaded = true;
    return growth;
}

} // namespace consultantos
