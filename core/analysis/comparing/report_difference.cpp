// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/comparing/report_difference.h"

#include "analysis/comparing/edit_causes.h"
#include "analysis/comparing/figure_attribution.h"
#include "analysis/comparing/health_changes.h"
#include "analysis/comparing/statement_changes.h"
#include "base/json.h"
#include "model/units.h"

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

void compareSetting(const QString &id, const QString &title, const QString &before, const QString &after,
                    QList<DifferenceCause> &causes)
{
    if (before != after)
        causes.append({CauseKind::Setting, id, title, before, after});
}

QString textOf(const std::optional<double> &value)
{
    return value ? QString::number(*value, 'g', 15) : QString();
}

QString textOf(const RecommendationWeights &weights)
{
    return QStringLiteral("impact %1, feasibility %2, risk %3, time %4")
        .arg(weights.impact)
        .arg(weights.feasibility)
        .arg(weights.risk)
        .arg(weights.time);
}

void compareSettings(const AnalysisRequest &before, const AnalysisRequest &after, QList<DifferenceCause> &causes)
{
    const auto compare = [&](const char *id, const char *title, const QString &was, const QString &is) {
        compareSetting(QLatin1String(id), QLatin1String(title), was, is, causes);
    };
    compare("industry", "Industry", before.industry, after.industry);
    compare("question", "Question", before.question, after.question);
    compare("region", "Region", before.region, after.region);
    compare("context", "Context", before.context, after.context);
    compare("frameworks", "Frameworks", before.frameworks.join(QStringLiteral(", ")),
            after.frameworks.join(QStringLiteral(", ")));
    compare("depth", "Depth", depthName(before.depth), depthName(after.depth));
    compare("weights", "Weights of recommendations", textOf(before.weights), textOf(after.weights));
    compare("template", "Template of the report", before.layout.id, after.layout.id);
    compare("forecast_years", "Years forecast", QString::number(before.forecastYears),
            QString::number(after.forecastYears));
    compare("fade_to", "Growth faded to", before.fadeTo, after.fadeTo);
    compare("market_cap", "Market value given", textOf(before.marketCap), textOf(after.marketCap));
}

QString filingOf(const Fact &fact)
{
    return fact.latest.accession.isEmpty() ? fact.source : fact.latest.accession;
}

QString filingTitle(const Fact &fact)
{
    if (fact.latest.form.isEmpty())
        return fact.source;
    return QStringLiteral("%1 of %2").arg(fact.latest.form, fact.latest.filed.toString(Qt::ISODate));
}

QDate newestFiling(const Report &report)
{
    QDate newest;
    for (const auto &fact : report.evidence.facts())
        newest = std::max(newest, fact.latest.filed);
    return newest;
}

/// Evidence holds what the report reaches: a fact that only one of them has is news only if it was filed after everything
/// that the other knew, or stands in a document that the other didn't have.
bool isNews(const Fact &fact, const Report &other, const QDate &newest)
{
    // A person's judgement of a driver is told as what that person set.
    if (other.evidence.contains(fact.id) || fact.taxonomy == QLatin1String("answer"))
        return false;
    if (fact.latest.filed.isValid())
        return fact.latest.filed > newest;
    return !fact.latest.place.isEmpty()
           && std::none_of(other.sources.cbegin(), other.sources.cend(),
                           [&](const Source &source) { return source.id == fact.latest.place.document; });
}

/// Facts that both have with other values, and filings that only one of them knows.
void compareFacts(const Report &before, const Report &after, QList<DifferenceCause> &causes)
{
    for (const auto &fact : before.evidence.facts()) {
        const auto *other = after.evidence.fact(fact.id);
        if (other != nullptr && other->value() != fact.value())
            causes.append({CauseKind::Fact, fact.id, evidenceName(after.evidence, fact.id),
                           evidenceValue(before.evidence, fact.id), evidenceValue(after.evidence, fact.id)});
    }
    const auto addFilings = [&causes](const Report &own, const Report &other, bool isBefore) {
        const auto newest = newestFiling(other);
        QMap<QString, std::pair<QString, int>> fresh;
        for (const auto &fact : own.evidence.facts()) {
            if (!isNews(fact, other, newest))
                continue;
            auto &[title, count] = fresh[filingOf(fact)];
            title = filingTitle(fact);
            ++count;
        }
        for (auto it = fresh.cbegin(); it != fresh.cend(); ++it) {
            DifferenceCause cause{CauseKind::Fact, it.key(), it->first, {}, {}};
            (isBefore ? cause.before : cause.after) =
                it->second == 1 ? QStringLiteral("1 fact") : QStringLiteral("%1 facts").arg(it->second);
            causes.append(std::move(cause));
        }
    };
    addFilings(before, after, true);
    addFilings(after, before, false);
}

void compareSources(const Report &before, const Report &after, QList<DifferenceCause> &causes)
{
    const auto isOfInterest = [](const Source &source) {
        return source.kind == QLatin1String("document") || source.kind == QLatin1String("online");
    };
    const auto add = [&](const Report &own, const Report &other, bool isBefore) {
        for (const auto &source : own.sources) {
            const bool isKnown = std::any_of(other.sources.cbegin(), other.sources.cend(),
                                             [&](const Source &one) { return one.id == source.id; });
            if (isKnown || !isOfInterest(source))
                continue;
            DifferenceCause cause{CauseKind::Source, source.id, source.name, {}, {}};
            (isBefore ? cause.before : cause.after) = source.title.isEmpty() ? source.name : source.title;
            causes.append(std::move(cause));
        }
    };
    add(before, after, true);
    add(after, before, false);
    const auto peersOf = [](const Report &report) {
        QStringList names;
        for (const auto &peer : report.peers)
            names.append(peer.name);
        return names.join(QStringLiteral(", "));
    };
    if (peersOf(before) != peersOf(after))
        causes.append({CauseKind::Source, QStringLiteral("peers"), QStringLiteral("Companies compared with"),
                       peersOf(before), peersOf(after)});
}

/// Weights, and the versions of what derives.
void compareMethods(const Report &before, const Report &after, QList<DifferenceCause> &causes)
{
    if (before.engineVersion != after.engineVersion)
        causes.append({CauseKind::Method, QStringLiteral("engine"), QStringLiteral("Version of the engine"),
                       before.engineVersion, after.engineVersion});
    for (const auto &framework : before.frameworks) {
        const auto *other = after.framework(framework.id);
        if (other == nullptr)
            continue;
        for (const auto &section : framework.sections) {
            for (const auto &otherSection : other->sections) {
                if (otherSection.id != section.id)
                    continue;
                for (const auto &driver : section.drivers) {
                    for (const auto &otherDriver : otherSection.drivers) {
                        if (otherDriver.id == driver.id && otherDriver.weight != driver.weight)
                            causes.append({CauseKind::Method,
                                           QStringList{framework.id, section.id, driver.id}.join(QLatin1Char('.')),
                                           QStringLiteral("Weight of %1 in %2").arg(driver.label, section.title),
                                           textOf(driver.weight), textOf(otherDriver.weight)});
                    }
                }
            }
        }
    }
    const auto failed = [](const Report &report) {
        QStringList names;
        for (const auto &agent : report.agents) {
            if (agent.state != AgentState::Done)
                names.append(agent.name);
        }
        return names.join(QStringLiteral(", "));
    };
    if (failed(before) != failed(after))
        causes.append({CauseKind::Method, QStringLiteral("failed"), QStringLiteral("Agents that gave no result"),
                       failed(before), failed(after)});
    if (modelOf(before) != modelOf(after))
        causes.append({CauseKind::Model, QStringLiteral("model"), QStringLiteral("Language model"), modelOf(before),
                       modelOf(after)});
}

QString scoreText(const Score &score)
{
    return QStringLiteral("%1 (%2 to %3)")
        .arg(formatValue(score.value, units::Score), formatValue(score.low, units::Score),
             formatValue(score.high, units::Score));
}

QList<ReportChange> scoreChanges(const Report &before, const Report &after, const FigureAttribution &attribution)
{
    QList<ReportChange> changes;
    for (const auto &framework : before.frameworks) {
        const auto *other = after.framework(framework.id);
        if (other == nullptr)
            continue;
        for (const auto &section : framework.sections) {
            const auto found = std::find_if(other->sections.cbegin(), other->sections.cend(),
                                            [&](const FrameworkSection &one) { return one.id == section.id; });
            if (found == other->sections.cend() || (!section.score && !found->score))
                continue;
            ReportChange change{ReportChangeKind::Score,
                                framework.id + QLatin1Char('.') + section.id,
                                section.title,
                                {},
                                {},
                                {},
                                1,
                                {}};
            change.before = section.score ? scoreText(*section.score) : section.notDerivable;
            change.after = found->score ? scoreText(*found->score) : found->notDerivable;
            if (section.score && found->score) {
                const auto &was = *section.score;
                const auto &is = *found->score;
                if (was.value == is.value && was.low == is.low && was.high == is.high)
                    continue;
                change.difference = is.value - was.value;
                change.size = std::min(1.0, std::abs(*change.difference) / (was.scaleMax - was.scaleMin));
                change.causes = attribution.causes(was.ref, is.ref);
            }
            changes.append(std::move(change));
        }
    }
    return changes;
}

void compareFigures(const QString &id, const QString &title, const std::optional<Figure> &before,
                    const std::optional<Figure> &after, const FigureAttribution &attribution,
                    QList<ReportChange> &changes)
{
    if (!before || !after || before->value == after->value)
        return;
    ReportChange change{ReportChangeKind::Figure,
                        id,
                        title,
                        formatValue(before->value, before->unit),
                        formatValue(after->value, after->unit),
                        after->value - before->value,
                        0,
                        {}};
    const auto largest = std::max(std::abs(before->value), std::abs(after->value));
    change.size = std::min(1.0, std::abs(*change.difference) / largest);
    change.causes = attribution.causes(before->ref, after->ref);
    changes.append(std::move(change));
}

/// Of the same periods, and of the newest ones where these differ.
QList<ReportChange> figureChanges(const Report &before, const Report &after, const FigureAttribution &attribution)
{
    QList<ReportChange> changes;
    for (const auto &ratio : before.financials.ratios) {
        const auto other = std::find_if(after.financials.ratios.cbegin(), after.financials.ratios.cend(),
                                        [&](const Ratio &one) { return one.id == ratio.id; });
        if (other == after.financials.ratios.cend() || ratio.values.isEmpty() || other->values.isEmpty())
            continue;
        for (const auto &value : ratio.values) {
            for (const auto &otherValue : other->values) {
                if (value.period == otherValue.period)
                    compareFigures(ratio.id + QLatin1Char('.') + value.period.label(),
                                   ratio.title + QStringLiteral(", ") + value.period.label(), value.figure,
                                   otherValue.figure, attribution, changes);
            }
        }
        const auto &newest = ratio.values.first();
        const auto &otherNewest = other->values.first();
        if (newest.period != otherNewest.period)
            compareFigures(
                ratio.id,
                QStringLiteral("%1, %2 to %3").arg(ratio.title, newest.period.label(), otherNewest.period.label()),
                newest.figure, otherNewest.figure, attribution, changes);
    }
    for (const auto &forecast : before.forecasts) {
        const auto other = std::find_if(after.forecasts.cbegin(), after.forecasts.cend(),
                                        [&](const Forecast &one) { return one.concept_ == forecast.concept_; });
        for (const auto &step : other == after.forecasts.cend() ? QList<ForecastedPeriod>() : other->steps) {
            for (const auto &earlier : forecast.steps) {
                if (earlier.period() == step.period())
                    compareFigures(QStringLiteral("forecast.") + forecast.concept_ + QLatin1Char('.')
                                       + step.period().label(),
                                   QStringLiteral("%1, forecast of %2").arg(forecast.label, step.period().label()),
                                   earlier.mean, step.mean, attribution, changes);
            }
        }
    }
    return changes;
}

void sortBySize(QList<ReportChange> &changes)
{
    std::stable_sort(changes.begin(), changes.end(),
                     [](const ReportChange &a, const ReportChange &b) { return a.size > b.size; });
}

QJsonObject jsonOf(const DifferenceCause &cause)
{
    QJsonObject object{{QStringLiteral("kind"), causeKindName(cause.kind)},
                       {QStringLiteral("id"), cause.id},
                       {QStringLiteral("title"), cause.title},
                       {QStringLiteral("before"), cause.before},
                       {QStringLiteral("after"), cause.after}};
    if (cause.share)
        object.insert(QStringLiteral("share"), *cause.share);
    return object;
}

QJsonObject jsonOf(const ReportChange &change)
{
    QJsonObject object{{QStringLiteral("kind"), changeKindName(change.kind)},
                       {QStringLiteral("id"), change.id},
                       {QStringLiteral("title"), change.title},
                       {QStringLiteral("before"), change.before},
                       {QStringLiteral("after"), change.after},
                       {QStringLiteral("size"), change.size},
                       {QStringLiteral("causes"),
                        json::fromList(change.causes, [](const DifferenceCause &cause) { return jsonOf(cause); })}};
    if (change.difference)
        object.insert(QStringLiteral("difference"), *change.difference);
    return object;
}

} // namespace

QString causeKindName(CauseKind kind)
{
    switch (kind) {
    case CauseKind::Fact:
        return QStringLiteral("fact");
    case CauseKind::Source:
        return QStringLiteral("source");
    case CauseKind::Method:
        return QStringLiteral("method");
    case CauseKind::Model:
        return QStringLiteral("model");
    case CauseKind::Edit:
        return QStringLiteral("edit");
    case CauseKind::Setting:
        break;
    }
    return QStringLiteral("setting");
}

QString changeKindName(ReportChangeKind kind)
{
    switch (kind) {
    case ReportChangeKind::Score:
        return QStringLiteral("score");
    case ReportChangeKind::Figure:
        return QStringLiteral("figure");
    case ReportChangeKind::Light:
        return QStringLiteral("light");
    case ReportChangeKind::Statement:
        return QStringLiteral("statement");
    case ReportChangeKind::Recommendation:
        return QStringLiteral("recommendation");
    case ReportChangeKind::DataRequest:
        break;
    }
    return QStringLiteral("data_request");
}

ReportDifference differenceOf(const Report &before, const Report &after)
{
    ReportDifference difference;
    compareSettings(before.request, after.request, difference.inputs);
    compareMethods(before, after, difference.inputs);
    compareFacts(before, after, difference.inputs);
    compareSources(before, after, difference.inputs);
    difference.inputs += healthRuleCauses(before, after);
    const FigureAttribution attribution(before.evidence, after.evidence);
    for (auto changes : {scoreChanges(before, after, attribution), figureChanges(before, after, attribution),
                         lightChanges(before, after, difference.inputs, attribution),
                         statementChanges(before, after, difference.inputs, attribution)}) {
        sortBySize(changes);
        difference.changes += changes;
    }
    putDownToEdits(before, after, difference);
    return difference;
}

QJsonObject toJson(const ReportDifference &difference)
{
    return {{QStringLiteral("inputs"),
             json::fromList(difference.inputs, [](const DifferenceCause &cause) { return jsonOf(cause); })},
            {QStringLiteral("changes"),
             json::fromList(difference.changes, [](const ReportChange &change) { return jsonOf(change); })}};
}

} // namespace consultantos
