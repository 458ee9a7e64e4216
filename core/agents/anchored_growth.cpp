// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/anchored_growth.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

#include <algorithm>
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

const GrowthAnchor *anchorOf(const QList<GrowthAnchor> &anchors, const QString &id)
{
    const auto found =
        std::find_if(anchors.begin(), anchors.end(), [&id](const GrowthAnchor &anchor) { return anchor.id == id; });
    return found == anchors.end() ? nullptr : &*found;
}

Error noAnchor(const QString &id, const QString &company)
{
    const auto words = id == growth_anchors::Industry
                           ? QT_TRANSLATE_NOOP("AnchoredGrowth", "No growth is published for the industry of %1.")
                           : QT_TRANSLATE_NOOP("AnchoredGrowth", "No growth is published for the country of %1.");
    return {ErrorCode::NotDerivable, inWords(words).arg(company),
            inWords(QT_TRANSLATE_NOOP("AnchoredGrowth", "Give a percentage to fade to."))};
}

} // namespace

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

AnchoredGrowth growthBeside(const QList<GrowthAnchor> &anchors, Series values, const SeriesForecast &forecast,
                            const std::optional<GrowthFade> &fade, const QString &fadeAnchor)
{
    AnchoredGrowth growth;
    growth.anchors = anchors;
    growth.own = values.empty() ? std::nullopt : ownGrowth(forecast.steps, values.back());
    growth.fade = fade;
    growth.fadeAnchor = fadeAnchor;
    if (const auto *industry = anchorOf(anchors, growth_anchors::Industry); !fade && industry != nullptr) {
        growth.fade = GrowthFade{industry->rate};
        growth.fadeAnchor = industry->id;
    }
    if (growth.fade)
        growth.test = testFade(values, forecast.backtest, *growth.fade);
    growth.isFaded = fade.has_value();
    return growth;
}

Result<AnchoredGrowth> anchorGrowth(const Company &company, const QString &resourceDir, Series values,
                                    SeriesForecast &forecast, const std::optional<FadeTarget> &target)
{
    const auto anchors = growthAnchors(company, resourceDir);
    if (!anchors)
        return tl::unexpected(anchors.error());
    std::optional<GrowthFade> fade;
    if (target && target->rate) {
        fade = GrowthFade{*target->rate};
    } else if (target) {
        const auto *anchor = anchorOf(*anchors, target->anchor);
        if (anchor == nullptr)
            return tl::unexpected(noAnchor(target->anchor, company.name));
        fade = GrowthFade{anchor->rate};
    }
    auto growth = growthBeside(*anchors, values, forecast, fade, target && !target->rate ? target->anchor : QString());
    if (!fade)
        return growth;
    auto steps = growth.own ? faded(forecast.steps, values.back(), *fade) : std::nullopt;
    if (!steps)
        return fail(
            ErrorCode::NotDerivable,
            inWords(QT_TRANSLATE_NOOP("AnchoredGrowth", "What isn't above zero has no growth that could fade.")));
    forecast.steps = *std::move(steps);
    return growth;
}

} // namespace consultantos
