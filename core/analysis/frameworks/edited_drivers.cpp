// SPDX-License-Identifier: GPL-3.0-or-later
// What a person set in a section's drivers and score: weights, answers to data requests, the score itself.
#include "analysis/frameworks/force_drivers.h"
#include "analysis/frameworks/ratio_words.h"
#include "model/units.h"

#include <algorithm>

namespace consultantos {

namespace {

constexpr double ScaleMin = 1;
constexpr double ScaleMax = 5;
constexpr double JudgedHalfWidth = 0.75; ///< a person's judgement is as open as the widest way of scoring

} // namespace

QString ForceDrivers::place(const QString &part) const
{
    return QStringList{m_bench.framework(), m_force.id, part}.join(QLatin1Char('.'));
}

void ForceDrivers::weigh(QList<ScoredDriver> &drivers)
{
    double set = 0;
    double rest = 0;
    bool isEdited = false;
    for (auto &scored : drivers) {
        const auto target = place(scored.driver.id);
        if (const auto *edit = m_bench.edit(EditKind::Weight, target)) {
            m_bench.noteComputed(target, scored.driver.weight);
            set += edit->value;
            isEdited = true;
        } else {
            rest += scored.driver.weight;
        }
    }
    if (!isEdited)
        return;
    const double share = rest > 0 ? std::max(0.0, 1 - set) / rest : 0;
    for (auto &scored : drivers) {
        const auto *edit = m_bench.edit(EditKind::Weight, place(scored.driver.id));
        scored.driver.weight = edit != nullptr ? edit->value : scored.driver.weight * share;
    }
}

void ForceDrivers::scoreAnswer(ScoredDriver &scored)
{
    const auto target = place(scored.driver.id);
    const auto *edit = m_bench.edit(EditKind::Answer, target);
    if (edit == nullptr)
        return;
    if (scored.driver.score) {
        m_bench.noteComputed(target, scored.driver.score->value);
        return;
    }
    const auto &measure = scored.definition->measure;
    const bool isJudgement = edit->unit == units::Score;
    const bool isMeasured = measure == QLatin1String("concentration") || measure == QLatin1String("dispersion")
                            || measure == QLatin1String("scale") || measure == QLatin1String("category_gap");
    if ((!isJudgement && !isMeasured) || (isJudgement && (edit->value < ScaleMin || edit->value > ScaleMax)))
        return;
    const auto answer = m_bench.answer(*edit);
    scored.driver.figure = answer;
    scored.driver.reference.reset();
    bool isLaid = false;
    if (isJudgement) {
        scored.driver.score = m_bench.compute(
            QStringLiteral("driver_score"), QStringLiteral("%1: %2").arg(m_force.title, scored.definition->label),
            QStringLiteral("answer"), units::Score, {one(QStringLiteral("answer"), answer)}, answer.period,
            qualifier(*scored.definition));
        scored.below = scored.above = JudgedHalfWidth;
        isLaid = scored.driver.score.has_value();
    } else if (measure == QLatin1String("concentration")) {
        isLaid = layLinear(scored, m_definitions.parts.concentrationStart, m_definitions.parts.concentrationStop,
                           QStringLiteral("answer"));
    } else {
        if (measure == QLatin1String("category_gap")) {
            const auto own = m_bench.ratio(scored.definition->ratio);
            const auto gap =
                own ? m_bench.compute(QStringLiteral("answered_gap"), scored.definition->label,
                                      QStringLiteral("own - category"), differenceUnit(own->unit),
                                      {one(QStringLiteral("own"), *own), one(QStringLiteral("category"), answer)},
                                      own->period, scored.definition->ratio)
                    : std::nullopt;
            if (!gap) {
                scored.driver.figure.reset();
                return;
            }
            scored.driver.figure = gap;
            scored.driver.reference = answer;
        }
        isLaid = layLinear(scored, scored.definition->start.value_or(0), scored.definition->stop.value_or(1),
                           QStringLiteral("answer"));
    }
    if (!isLaid)
        return;
    scored.driver.basis = QStringLiteral("answer");
    scored.driver.notDerivable.clear();
    m_bench.noteComputed(target, std::nullopt);
}

std::optional<Score> ForceDrivers::replacedBy(const ReportEdit &edit, const std::optional<Score> &computed)
{
    const auto value = std::clamp(edit.value, ScaleMin, ScaleMax);
    const auto text = QString::number(value, 'g', 10);
    const auto period = m_bench.periods().isEmpty() ? Period() : m_bench.periods().first();
    const auto title = QStringLiteral("%1: score set by %2").arg(m_force.title, edit.author);
    m_bench.noteComputed(edit.target, computed ? std::optional(computed->value) : std::nullopt);
    m_replaced = m_value;
    const auto low = m_low;
    const auto high = m_high;
    const auto bounds = [](const std::optional<Figure> &figure) {
        return figure ? QList<Bound>{one(QStringLiteral("computed"), *figure)} : QList<Bound>();
    };
    m_value =
        m_bench.compute(QStringLiteral("person_score"), title, text, units::Score, {}, period, sectionQualifier());
    m_low = m_bench.compute(QStringLiteral("person_score_low"), title + QStringLiteral(", low end"),
                            low ? QStringLiteral("min(computed, %1)").arg(text) : text, units::Score, bounds(low),
                            period, sectionQualifier());
    m_high = m_bench.compute(QStringLiteral("person_score_high"), title + QStringLiteral(", high end"),
                             high ? QStringLiteral("max(computed, %1)").arg(text) : text, units::Score, bounds(high),
                             period, sectionQualifier());
    if (!m_value || !m_low || !m_high)
        return computed;
    return Score{m_value->value, m_low->value, m_high->value, ScaleMin, ScaleMax, m_value->ref};
}

} // namespace consultantos
