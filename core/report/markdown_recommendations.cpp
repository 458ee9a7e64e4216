// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/markdown_recommendations.h"

#include "model/units.h"
#include "report/recommendation_text.h"

namespace consultantos {

namespace {

using namespace recommendation_text;

QString row(const QStringList &cells)
{
    return QStringLiteral("| ") + cells.join(QStringLiteral(" | ")) + QStringLiteral(" |\n");
}

QString head(const QStringList &titles)
{
    QStringList rule;
    for (qsizetype i = 0; i < titles.size(); ++i)
        rule.append(QStringLiteral("---"));
    return QLatin1Char('\n') + row(titles) + row(rule);
}

QString strong(const QString &title)
{
    return QStringLiteral("\n**") + title + QStringLiteral("**\n");
}

QString optionTable(const Report &report, const MarkdownPieces &write)
{
    auto text = head(optionColumns(write.wording));
    for (const auto &one : report.recommendations) {
        if (!one.score)
            continue;
        const auto *impact = one.criterion(QStringLiteral("impact"));
        QStringList cells{write.text(one.title),
                          write.figure(Figure{one.score->value, units::Score, {}, one.score->ref}),
                          write.figure(bound(report, one, true)), write.figure(bound(report, one, false)),
                          write.figure(impact ? impact->figure : std::nullopt)};
        for (const auto &criterion : one.criteria)
            cells.append(criterion.score ? write.figure(criterion.score) : write.wording.say(QStringLiteral("open")));
        text += row(cells);
    }
    const auto &first = report.recommendations.first();
    QStringList weights{write.wording.say(QStringLiteral("Weight")), {}, {}, {}, {}};
    for (const auto &criterion : first.criteria)
        weights.append(write.figure(weight(report, first, criterion.id)));
    return text + row(weights);
}

QString conditions(const Recommendation &one, const MarkdownPieces &write)
{
    if (one.conditions.isEmpty())
        return {};
    const auto &wording = write.wording;
    auto text = strong(wording.say(QStringLiteral("What would have to be true")))
                + head(wording.say({QStringLiteral("Condition"), QStringLiteral("Today"), QStringLiteral("Threshold"),
                                    QStringLiteral("Status"), QStringLiteral("How it is tested")}));
    for (const auto &condition : one.conditions)
        text += row({write.claim(condition.claim), write.figure(condition.today), write.figure(condition.threshold),
                     write.text(wording.say(condition.status)), write.text(test(condition, wording))});
    return text;
}

QString plan(const Recommendation &one, const MarkdownPieces &write)
{
    if (one.plan.isEmpty())
        return {};
    const auto &wording = write.wording;
    auto text = strong(wording.say(QStringLiteral("The first hundred days")))
                + head(wording.say({QStringLiteral("When"), QStringLiteral("Who"), QStringLiteral("What")}));
    for (const auto &action : one.plan)
        text += row({weeks(action, wording), write.text(action.owner), write.text(action.action)});
    return text;
}

} // namespace

QString markdownRecommendations(const Report &report, const MarkdownPieces &write)
{
    QString text;
    const bool isScored = hasScores(report);
    const auto impactWord = QStringLiteral("**") + write.wording.say(QStringLiteral("Impact")) + QStringLiteral(":** ");
    if (isScored)
        text += write.text(preface(write.wording)) + QStringLiteral("\n") + optionTable(report, write);
    int rank = 0;
    for (const auto &one : report.recommendations) {
        if (!isScored) {
            text += QStringLiteral("- ") + write.claim(one.claim) + QLatin1Char('\n');
            if (one.impact)
                text += QStringLiteral("  - ") + write.wording.say(QStringLiteral("Impact")) + QStringLiteral(": ")
                        + write.claim(*one.impact) + QLatin1Char('\n');
            if (!one.feasibility.isEmpty())
                text += QStringLiteral("  - ") + write.wording.say(QStringLiteral("Feasibility")) + QStringLiteral(": ")
                        + write.text(write.wording.say(one.feasibility)) + QLatin1Char('\n');
            continue;
        }
        text += QStringLiteral("\n### %1\\. %2\n\n").arg(QString::number(++rank), write.text(one.title))
                + write.claim(one.claim) + QStringLiteral("\n\n");
        const auto *impact = one.criterion(QStringLiteral("impact"));
        if (one.impact)
            text += impactWord + write.claim(*one.impact) + QLatin1Char('\n');
        else if (impact && !impact->notDerivable.isEmpty())
            text += impactWord + write.text(impact->notDerivable) + QLatin1Char('\n');
        text += conditions(one, write) + plan(one, write);
    }
    if (!report.tippingPoints.isEmpty()) {
        text += QStringLiteral("\n### ")
                + write.text(write.wording.say(QStringLiteral("What would put another option first")))
                + QStringLiteral("\n\n");
        for (const auto &point : report.tippingPoints)
            text += QStringLiteral("- ") + write.claim(point.claim) + QLatin1Char('\n');
    }
    return text;
}

} // namespace consultantos
