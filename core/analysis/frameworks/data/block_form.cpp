// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/data/block_form.h"

#include <QMap>

#include <algorithm>

namespace consultantos {

namespace {

QStringList split(const char *names)
{
    return QString(QLatin1String(names)).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

TextSlot text(const char *name, const char *figures = "", const char *words = "")
{
    return {QLatin1String(name), split(figures), split(words)};
}

LimitSlot limit(const char *name, double least, double most)
{
    return {QLatin1String(name), least, most, false};
}

/// How many of something are shown, at the depth that the name ends in.
LimitSlot count(const char *name, double least = 0)
{
    constexpr double Most = 1'000;
    return {QLatin1String(name), least, Most, true};
}

std::pair<QString, QString> rising(const char *lower, const char *upper)
{
    return {QLatin1String(lower), QLatin1String(upper)};
}

BlockForm porterForm()
{
    return {{text("headline", "high low", "strongest weakest"),
             text("summary", "v low high", "subject word"),
             text("raised", "", "driver"),
             text("lowered", "", "driver"),
             text("lowered_too", "", "driver"),
             text("adds", "", "driver subject"),
             text("takes", "", "driver subject"),
             text("leaves", "", "driver subject"),
             text("driver_reference", "reference", "basis"),
             text("driver_answer", "v", "driver"),
             text("driver_slope", "v", "noun"),
             text("driver_concentration", "v"),
             text("driver_dispersion", "v", "noun"),
             text("driver_scale", "v", "noun"),
             text("driver_spread", "v reference", "noun"),
             text("driver_category_gap", "v", "noun"),
             text("income_share", "share"),
             text("income_loss"),
             text("empty"),
             text("empty_score"),
             text("note_scoring"),
             text("note_few_peers"),
             text("note_concentration"),
             text("note_region")},
            {limit("neutral_band", 0, 2), count("drivers_quick"), count("drivers_standard"), count("playbook_quick"),
             count("playbook_standard")},
            {rising("drivers_quick", "drivers_standard"), rising("playbook_quick", "playbook_standard")}};
}

BlockForm swotForm()
{
    constexpr double MostYears = 20;
    constexpr double MostWeight = 100;
    BlockForm form{{text("headline_strength", "", "strength"),
                    text("headline_weakness", "", "weakness"),
                    text("headline_weakness_too", "", "weakness"),
                    text("stands_out", "v gap", "fact comparison running"),
                    text("below_zero", "v", "fact running"),
                    text("below_floor", "v", "fact running"),
                    text("above_ceiling", "v", "fact running"),
                    text("running", "", "years"),
                    text("worth_floor", "worth"),
                    text("worth_strength", "worth"),
                    text("worth_weakness", "worth"),
                    text("worth_days_strength", "worth"),
                    text("worth_days_weakness", "worth"),
                    text("fastest_part", "share growth whole", "name"),
                    text("option", "v", "noun consequence"),
                    text("option_reference", "v reference", "noun consequence basis"),
                    text("loss_repair"),
                    text("loss_expose"),
                    text("empty_traits"),
                    text("empty_outlooks"),
                    text("empty_pair", "", "what"),
                    text("empty_topics"),
                    text("note_traits"),
                    text("note_pestel")},
                   {limit("deviation", 0.1, 10), limit("years", 1, MostYears), limit("lasting_years", 1, MostYears),
                    limit("impact_high", 0, 1), limit("impact_medium", 0, 1), limit("weight_high", 0, MostWeight),
                    limit("weight_medium", 0, MostWeight), limit("weight_low", 0, MostWeight),
                    limit("topic_bonus", 0, MostWeight), limit("question_factor", 0, MostWeight), count("items_quick"),
                    count("items_standard"), count("options_quick"), count("options_standard"), count("options_deep")},
                   {rising("impact_medium", "impact_high"), rising("items_quick", "items_standard"),
                    rising("weight_low", "weight_medium"), rising("weight_medium", "weight_high")}};
    for (const auto *const quadrant : {"strengths", "weaknesses", "opportunities", "threats", "so", "st", "wo", "wt"})
        form.texts.append({QStringLiteral("title_") + QLatin1String(quadrant), {}, {}});
    for (const auto *const quadrant : {"so", "st", "wo", "wt"})
        form.texts.append({QStringLiteral("lead_") + QLatin1String(quadrant), {}, {QStringLiteral("outlook")}});
    return form;
}

BlockForm pestelForm()
{
    return {{text("empty", "", "class"), text("note_impact"), text("note_region"), text("note_no_region"),
             text("request_subject"), text("request_reason"), text("request_need")},
            {limit("impact_high", 0, 1), limit("impact_medium", 0, 1), count("risks_quick"), count("risks_standard"),
             count("risks_deep"), count("quotes_quick"), count("quotes_standard"), count("quotes_deep"),
             count("items_quick"), count("items_standard")},
            {rising("impact_medium", "impact_high"), rising("items_quick", "items_standard")}};
}

BlockForm blueOceanForm()
{
    constexpr double MostLevel = 10;
    BlockForm form{
        {text("headline", "highlevel lowlevel", "high low"), text("headline_two", "highlevel lowlevel", "high low"),
         text("against_peers", "v reference level", "fact advice"),
         text("against_average", "v reference level", "fact advice"), text("advice_eliminate"), text("advice_reduce"),
         text("advice_raise"), text("worth_spending", "worth"), text("worth_raise", "worth"), text("empty"),
         text("empty_high"), text("empty_low"), text("empty_factor"), text("note_levels"), text("note_create"),
         text("request_subject", "", "factors"), text("request_reason"), text("request_need_survey"),
         text("request_need_prices")},
        {limit("high_level", 0, MostLevel), limit("low_level", 0, MostLevel), limit("eliminate_level", 0, MostLevel),
         count("canvas_peers", 1), count("canvas_companies", 2), count("factors_quick", 1), count("items_quick"),
         count("items_standard"), count("items_deep"), count("playbook_quick"), count("playbook_standard"),
         count("playbook_deep")},
        {rising("low_level", "high_level"), rising("high_level", "eliminate_level"),
         rising("items_quick", "items_standard"), rising("items_standard", "items_deep"),
         rising("playbook_quick", "playbook_standard"), rising("playbook_standard", "playbook_deep")}};
    for (const auto *const cell : {"eliminate", "reduce", "raise", "create"})
        form.texts.append({QStringLiteral("title_") + QLatin1String(cell), {}, {}});
    return form;
}

QMap<QString, BlockForm> pestelFigureForms()
{
    const auto made = [](QList<TextSlot> texts, QList<LimitSlot> limits = {},
                         QList<std::pair<QString, QString>> rising = {}) {
        return BlockForm{std::move(texts), std::move(limits), std::move(rising)};
    };
    return {
        {QStringLiteral("foreign_revenue"), made({text("text", "share amount part partamount", "home country"),
                                                  text("text_at_least", "share amount part partamount", "home country"),
                                                  text("largest", "part partamount", "country"), text("rest")})},
        {QStringLiteral("interest"), made({text("text", "debt cost"), text("share", "share")},
                                          {limit("high", 0, 10), limit("medium", 0, 10)}, {rising("medium", "high")})},
        {QStringLiteral("market_growth"), made({text("text", "v own")})},
        {QStringLiteral("risk_premium"), made({text("text", "premium"), text("return", "roic")})},
        {QStringLiteral("currency"), made({text("text", "cost share")})},
        {QStringLiteral("indicator"), made({text("text", "v")})},
        {QStringLiteral("research"), made({text("ahead", "", "fact comparison"), text("behind", "", "fact comparison")},
                                          {limit("deviation", 0, 10)})},
        {QStringLiteral("fixed_assets"),
         made({text("text", "v"), text("capex", "capex")}, {limit("high", 0, 1), limit("medium", 0, 1)},
              {rising("medium", "high")})},
        {QStringLiteral("tax_gap"), made({text("text", "own rate gap")})},
        {QStringLiteral("tax"), made({text("text", "", "fact"), text("text_change", "", "fact change")})},
    };
}

QMap<QString, BlockForm> makeForms()
{
    QMap<QString, BlockForm> forms{
        {QStringLiteral("porter"), porterForm()},
        {QStringLiteral("porter.meaning"), {{text("text", "amount")}, {}, {}}},
        {QStringLiteral("porter.industry"), {{text("text", "v spread")}, {}, {}}},
        {QStringLiteral("swot"), swotForm()},
        {QStringLiteral("swot.measure"),
         {{text("below", "v", "fact running"), text("above", "v", "fact running"), text("worth_strength", "worth"),
           text("worth_weakness", "worth")},
          {},
          {}}},
        {QStringLiteral("pestel"), pestelForm()},
        {QStringLiteral("blue_ocean"), blueOceanForm()},
        {QStringLiteral("blue_ocean.factor"), {{text("advice"), text("worth", "worth")}, {}, {}}},
    };
    const auto figures = pestelFigureForms();
    for (auto figure = figures.cbegin(); figure != figures.cend(); ++figure)
        forms.insert(QStringLiteral("pestel.") + figure.key(), figure.value());
    return forms;
}

} // namespace

const TextSlot *BlockForm::text(const QString &name) const
{
    const auto found =
        std::find_if(texts.cbegin(), texts.cend(), [&name](const TextSlot &slot) { return slot.name == name; });
    return found == texts.cend() ? nullptr : &*found;
}

const LimitSlot *BlockForm::limit(const QString &name) const
{
    const auto found =
        std::find_if(limits.cbegin(), limits.cend(), [&name](const LimitSlot &slot) { return slot.name == name; });
    return found == limits.cend() ? nullptr : &*found;
}

QStringList BlockForm::textNames() const
{
    QStringList names;
    for (const auto &slot : texts)
        names.append(slot.name);
    return names;
}

QStringList BlockForm::limitNames() const
{
    QStringList names;
    for (const auto &slot : limits)
        names.append(slot.name);
    return names;
}

const BlockForm &blockForm(const QString &name)
{
    static const auto all = makeForms();
    static const BlockForm none;
    const auto found = all.constFind(name);
    return found == all.cend() ? none : *found;
}

const QStringList &pestelMeasures()
{
    static const QStringList all = pestelFigureForms().keys();
    return all;
}

} // namespace consultantos
