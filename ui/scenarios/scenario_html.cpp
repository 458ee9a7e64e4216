// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/scenario_html.h"

#include "scenarios/chart_scale.h"
#include "scenarios/quantity_title.h"
#include "widgets/shown_name.h"
#include "widgets/shown_value.h"
#include "widgets/theme.h"

#include <QCoreApplication>
#include <QPalette>

#include <algorithm>

namespace consultantos {

namespace {

QString inWords(const char *text)
{
    return QCoreApplication::translate("ScenarioHtml", text);
}

/// A table whose first column is text and whose others are figures.
class Table {
public:
    Table(const QStringList &heads, const QPalette &palette)
        : m_border(ThemeColors::of(palette).border.name())
        , m_muted(ThemeColors::of(palette).muted.name())
    {
        m_html = QStringLiteral("<table cellspacing=\"0\" cellpadding=\"5\" width=\"100%\"><tr>");
        for (qsizetype i = 0; i < heads.size(); ++i)
            m_html += QStringLiteral("<th align=\"%1\" style=\"color:%2; border-bottom:1px solid %3\">%4</th>")
                          .arg(i == 0 ? QStringLiteral("left") : QStringLiteral("right"), m_muted, m_border,
                               heads[i].toHtmlEscaped());
        m_html += QStringLiteral("</tr>");
    }

    void row(const QStringList &cells, bool isStrong = false)
    {
        m_html += QStringLiteral("<tr>");
        for (qsizetype i = 0; i < cells.size(); ++i)
            m_html += QStringLiteral("<td align=\"%1\" style=\"border-bottom:1px solid %2\">%3</td>")
                          .arg(i == 0 ? QStringLiteral("left") : QStringLiteral("right"), m_border,
                               isStrong ? QStringLiteral("<b>%1</b>").arg(cells[i].toHtmlEscaped())
                                        : cells[i].toHtmlEscaped());
        m_html += QStringLiteral("</tr>");
    }

    [[nodiscard]] QString html() const { return m_html + QStringLiteral("</table>"); }

private:
    QString m_border;
    QString m_muted;
    QString m_html;
};

/// A figure that stays on one line.
QString wholeText(double value, const QString &unit)
{
    return quantityText(value, unit).replace(QLatin1Char(' '), QChar(0x00a0));
}

QString heading(const QString &text)
{
    return QStringLiteral("<h3>%1</h3>").arg(text.toHtmlEscaped());
}

QString paragraph(const QString &text)
{
    return QStringLiteral("<p>%1</p>").arg(text.toHtmlEscaped());
}

void addNode(const DecisionNode &node, const QString &unit, int depth, QString &html)
{
    if (node.branches.empty())
        return;
    const auto kind = node.kind == DecisionNode::Kind::Decision
                          ? inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "you choose"))
                          : inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "chance decides"));
    html += QStringLiteral("<p style=\"margin-left:%1px; margin-top:2px; margin-bottom:2px\"><b>%2</b> (%3)</p>")
                .arg(depth * 24)
                .arg(node.name.toHtmlEscaped(), kind.toHtmlEscaped());
    for (const auto &branch : node.branches) {
        QStringList parts;
        if (node.kind == DecisionNode::Kind::Chance)
            parts.append(shownProbability(branch.probability));
        if (const double value = branch.value + branch.node.value; value != 0)
            parts.append(wholeText(value, unit));
        html += QStringLiteral("<p style=\"margin-left:%1px; margin-top:2px; margin-bottom:2px\">→ %2%3</p>")
                    .arg(depth * 24 + 12)
                    .arg(branch.name.toHtmlEscaped(),
                         parts.isEmpty() ? QString()
                                         : QStringLiteral(": ") + parts.join(QStringLiteral(", ")).toHtmlEscaped());
        addNode(branch.node, unit, depth + 1, html);
    }
}

QString levelTitle(const QString &level)
{
    if (level == QLatin1String("tam"))
        return inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "Total market (TAM)"));
    if (level == QLatin1String("sam"))
        return inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "Serviceable market (SAM)"));
    if (level == QLatin1String("som"))
        return inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "Obtainable market (SOM)"));
    return level;
}

} // namespace

QString scenarioSummary(const ScenarioDesk &desk)
{
    if (!desk.figures())
        return {};
    const auto &model = desk.model();
    const auto at = model.outputs.indexOf(desk.output());
    if (at < 0 || at >= desk.figures()->outputs.size())
        return {};
    const auto &summary = desk.figures()->outputs[at];
    const auto unit = model.unitOf(desk.output());
    const auto whole = [&](double value) { return wholeText(value, unit); };
    return inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "Median %1, mean %2. Nine of ten draws lie between %3 and %4."))
        .arg(whole(summary.quantile(0.5)), whole(summary.mean), whole(summary.quantile(0.05)),
             whole(summary.quantile(0.95)));
}

QString worldsHtml(const ScenarioModel &model, const ScenarioStudy &study, const QPalette &palette)
{
    if (!study.worlds)
        return paragraph(study.noWorlds.isEmpty() ? inWords(QT_TRANSLATE_NOOP(
                             "ScenarioHtml", "The file names no two axes, so there are no worlds to tell apart."))
                                                  : study.noWorlds);
    const auto output = std::max<qsizetype>(0, model.outputs.indexOf(study.output));
    const auto unit = model.unitOf(study.output);
    QString html = heading(inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "Four worlds")));
    // As one draws it on a board: the first axis across, the second upwards.
    const auto colors = ThemeColors::of(palette);
    const auto cellOf = [&](const ScenarioWorld &world) {
        auto cell = QStringLiteral("<b>%1</b>").arg(world.name.toHtmlEscaped());
        const auto share = shownProbability(world.probability).toHtmlEscaped();
        if (world.outputs.size() <= output)
            return cell + QStringLiteral("<br>") + share;
        const auto &summary = world.outputs[output];
        return cell
               + QStringLiteral("<br>%1 · %2<br><span style=\"color:%3\">%4</span>")
                     .arg(share,
                          inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "median %1"))
                              .arg(wholeText(summary.quantile(0.5), unit))
                              .toHtmlEscaped(),
                          colors.muted.name(),
                          inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "nine of ten draws: %1 to %2"))
                              .arg(wholeText(summary.quantile(0.05), unit), wholeText(summary.quantile(0.95), unit))
                              .toHtmlEscaped());
    };
    const auto head = [&](const QString &text, bool isRow) {
        return QStringLiteral("<td align=\"%1\" valign=\"middle\" style=\"color:%2\">%3</td>")
            .arg(isRow ? QStringLiteral("right") : QStringLiteral("center"), colors.muted.name(), text.toHtmlEscaped());
    };
    html += paragraph(inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "Of %1, by %2 (across) and %3 (upwards)."))
                          .arg(quantityTitle(model, study.output), quantityTitle(model, model.axes[0].quantity),
                               quantityTitle(model, model.axes[1].quantity)));
    html += QStringLiteral("<table cellspacing=\"4\" cellpadding=\"8\" width=\"100%\" border=\"0\">");
    const auto &all = study.worlds->worlds;
    for (const int row : {2, 0})
        html +=
            QStringLiteral("<tr>") + head(row == 2 ? model.axes[1].high : model.axes[1].low, true)
            + QStringLiteral("<td width=\"42%\" bgcolor=\"%3\">%1</td><td width=\"42%\" bgcolor=\"%3\">%2</td></tr>")
                  .arg(cellOf(all[row]), cellOf(all[row + 1]), colors.card.name());
    html += QStringLiteral("<tr><td></td>") + head(model.axes[0].low, false) + head(model.axes[0].high, false)
            + QStringLiteral("</tr></table>");
    if (study.worlds->signposts.isEmpty())
        return html;
    html += heading(inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "Signposts: what tells early which world comes")));
    Table posts({inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "Watch")),
                 inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "Threshold")),
                 inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "Above it speaks for")),
                 inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "Right above")),
                 inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "Right below"))},
                palette);
    for (const auto &post : study.worlds->signposts) {
        const auto &axis = model.axes[post.axis];
        posts.row({quantityTitle(model, post.quantity), wholeText(post.threshold, model.unitOf(post.quantity)),
                   post.highMeansHigh ? axis.high : axis.low, shownProbability(post.hitsWhenAbove),
                   shownProbability(post.hitsWhenBelow)});
    }
    return html + posts.html();
}

QString decisionHtml(const DecisionTree &tree, const Result<DecisionAnalysis> &analysis, const QPalette &palette)
{
    if (!analysis)
        return paragraph(analysis.error().message);
    QString html = heading(inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "Best by expected value: %1"))
                               .arg(wholeText(analysis->expectedValue, tree.unit)));
    for (const auto &choice : analysis->choices)
        html += paragraph(choice);
    Table choices({inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "First choice")),
                   inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "Expected value"))},
                  palette);
    for (const auto &[name, value] : analysis->firstChoices)
        choices.row({name, wholeText(value, tree.unit)}, value == analysis->expectedValue);
    html += choices.html() + heading(inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "What knowing more is worth at most")));
    Table knowing({inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "Knowledge before the first choice")),
                   inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "Worth"))},
                  palette);
    knowing.row({inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "All events (perfect information)")),
                 wholeText(analysis->perfectInformation, tree.unit)});
    for (const auto &[name, value] : analysis->perfectByEvent)
        knowing.row({name, wholeText(value, tree.unit)});
    for (const auto &[name, value] : analysis->tests)
        knowing.row({inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "%1, before its price")).arg(name),
                     wholeText(value, tree.unit)});
    html +=
        knowing.html() + heading(inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "How it may end, with the best choices")));
    Table profile({inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "Way")),
                   inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "Probability")),
                   inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "Value"))},
                  palette);
    constexpr qsizetype Most = 40;
    for (const auto &outcome : analysis->profile.mid(0, Most))
        profile.row({outcome.path.join(QStringLiteral(" → ")), shownProbability(outcome.probability),
                     wholeText(outcome.value, tree.unit)});
    html += profile.html() + heading(inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "The tree")));
    addNode(tree.root, tree.unit, 0, html);
    return html;
}

QString goalSeekText(const ScenarioModel &model, const Result<GoalSeek> &found)
{
    if (!found)
        return found.error().toText();
    const auto unit = model.unitOf(found->request.driver);
    QStringList solutions;
    for (const double solution : found->solutions)
        solutions.append(quantityText(solution, unit));
    return inWords(
               QT_TRANSLATE_NOOP("ScenarioHtml",
                                 "%1 reaches %2 where %3 is %4. Its median is %5, which gives %6; all other drivers "
                                 "are at their medians."))
        .arg(quantityTitle(model, found->request.output),
             quantityText(found->request.target, model.unitOf(found->request.output)),
             quantityTitle(model, found->request.driver),
             solutions.join(QStringLiteral(" %1 ").arg(inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "or")))),
             quantityText(found->base, unit), quantityText(found->baseOutput, model.unitOf(found->request.output)));
}

QString formulasHtml(const ScenarioModel &model, const QPalette &palette)
{
    Table table(
        {inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "Quantity")), inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "Formula"))},
        palette);
    for (const auto &formula : model.formulas)
        table.row({QStringLiteral("%1 (%2)").arg(quantityTitle(model, formula.name), formula.name), formula.formula},
                  model.outputs.contains(formula.name));
    auto html = table.html();
    if (model.correlations.isEmpty())
        return html;
    html += heading(inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "What moves together")));
    Table pairs({inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "Drivers")),
                 inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "Correlation"))},
                palette);
    for (const auto &pair : model.correlations)
        pairs.row({QStringLiteral("%1, %2").arg(quantityTitle(model, pair.left), quantityTitle(model, pair.right)),
                   wholeText(pair.value, {})});
    return html + pairs.html();
}

QString sizingHtml(const MarketSizingModel &model, const MarketSizing &sizing, const QPalette &palette)
{
    QString html;
    for (const auto &warning : sizing.warnings)
        html += QStringLiteral("<p style=\"color:%1\"><b>%2</b></p>")
                    .arg(ThemeColors::of(palette).warning.name(), warning.toHtmlEscaped());
    const auto shown = [&](const std::optional<DrawSummary> &summary) {
        return summary ? wholeText(summary->quantile(0.5), model.unit) : QStringLiteral("–");
    };
    Table levels({inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "Market")),
                  inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "Top-down")),
                  inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "Bottom-up")),
                  inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "Reconciled")),
                  inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "90 % interval"))},
                 palette);
    QStringList refusals;
    for (const auto &level : sizing.levels) {
        const auto &both = level.combined;
        levels.row({levelTitle(level.level), shown(level.topDown), shown(level.bottomUp),
                    both ? wholeText(both->value, model.unit) : QStringLiteral("–"),
                    both ? inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "%1 to %2"))
                               .arg(wholeText(both->low, model.unit), wholeText(both->high, model.unit))
                         : QStringLiteral("–")});
        if (!level.refusal.isEmpty())
            refusals.append(levelTitle(level.level) + QStringLiteral(": ") + level.refusal);
    }
    html += levels.html();
    for (const auto &refusal : refusals)
        html += paragraph(refusal);
    if (sizing.contributions.isEmpty())
        return html;
    html += heading(inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "What divides the two: %1"))
                        .arg(wholeText(sizing.difference, model.unit)));
    Table factors({inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "Factor")),
                   inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "Top-down")),
                   inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "Bottom-up")),
                   inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "Of the difference"))},
                  palette);
    for (const auto &part : sizing.contributions)
        factors.row({shownName(part.title), wholeText(part.topDown, {}), wholeText(part.bottomUp, {}),
                     wholeText(part.contribution, model.unit)});
    factors.row({inWords(QT_TRANSLATE_NOOP("ScenarioHtml", "Not explained by a factor")),
                 {},
                 {},
                 wholeText(sizing.unexplained, model.unit)});
    return html + factors.html();
}

} // namespace consultantos
