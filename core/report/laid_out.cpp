// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/laid_out.h"

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
    const bool hasEvidence =
        std::any_of(layout.parts.cbegin(), layout.parts.cend(),
                    [](const ReportLayout::Part &part) { return part.id == QLatin1String("evidence"); });
    if (!hasEvidence && !keepsEvidence) {
        report.evidence = {};
        report.sources.clear();
    }
    return report;
}

} // namespace consultantos
