// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/laid_out.h"

#include "model/evidence_roots.h"

#include <algorithm>

namespace consultantos {

namespace {

QStringList frameworkIds(const Report &report)
{
    QStringList ids;
    for (const auto &framework : report.frameworks)
        ids.append(framework.id);
    return ids;
}

bool has(const ReportLayout &layout, const char *part)
{
    return std::any_of(layout.parts.cbegin(), layout.parts.cend(),
                       [part](const ReportLayout::Part &one) { return one.id == QLatin1String(part); });
}

/// Without the parts that the layout leaves out.
Report shownAlone(Report report)
{
    const auto &layout = report.request.layout;
    if (!has(layout, "summary"))
        report.summary = {};
    if (!has(layout, "recommendations")) {
        report.recommendations.clear();
        report.tippingPoints.clear();
    }
    if (!has(layout, "financials"))
        report.financials = {};
    if (!has(layout, "health"))
        report.health = {};
    if (!has(layout, "forecasts"))
        report.forecasts.clear();
    return report;
}

template <typename T>
void shorten(QList<T> &list, int most)
{
    if (most > 0 && list.size() > most)
        list = list.mid(0, most);
}

} // namespace

QList<int> shownParts(const Report &report, const QStringList &ids)
{
    return report.request.layout.order(ids, frameworkIds(report));
}

Report laidOut(Report report, bool keepsEvidence)
{
    const auto &layout = report.request.layout;
    if (layout.isStandard())
        return report;
    QList<FrameworkResult> shown;
    for (const int place : shownParts(report, frameworkIds(report))) {
        auto framework = report.frameworks[place];
        framework.title = layout.titleOf(framework.id, framework.title);
        shown.append(framework);
    }
    report.frameworks = shown;
    auto &summary = report.summary;
    for (auto *claims : {&summary.supports, &summary.risks, &summary.nextSteps})
        shorten(*claims, layout.most);
    shorten(report.recommendations, layout.most);
    if (!has(layout, "evidence") && !keepsEvidence) {
        report.evidence = {};
        report.sources.clear();
        return report;
    }
    report.evidence = report.evidence.reachableFrom(evidenceRoots(shownAlone(report)));
    for (auto &source : report.sources)
        source.evidence.removeIf([&report](const QString &id) { return !report.evidence.contains(id); });
    report.sources.removeIf([](const Source &source) { return source.evidence.isEmpty(); });
    return report;
}

} // namespace consultantos
