// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/report_exhibits.h"

#include "agents/source_list.h"

#include <algorithm>

namespace consultantos {

namespace {

/// Evidence that an exhibit of this kind alone rested on has its mark.
void forget(Report &report, const QString &kind)
{
    const auto mark = QStringLiteral("/kept-%1-").arg(kind);
    QStringList roots;
    const auto keep = [&](const QStringList &ids) {
        for (const auto &id : ids) {
            if (!id.contains(mark))
                roots.append(id);
        }
    };
    keep(report.evidence.facts().keys());
    keep(report.evidence.computations().keys());
    keep(report.evidence.passages().keys());
    keep(report.evidence.playbook().keys());
    report.evidence = report.evidence.reachableFrom(roots);
    for (auto &source : report.sources)
        source.evidence.removeIf([&](const QString &id) { return id.contains(mark); });
    report.sources.removeIf([](const Source &source) { return source.evidence.isEmpty(); });
    report.frameworks.removeIf([&](const FrameworkResult &framework) { return framework.id == kind; });
}

} // namespace

void addSources(Report &report, const EvidenceBook &evidence)
{
    for (const auto &source : sourcesOf(evidence, {})) {
        const auto known = std::find_if(report.sources.begin(), report.sources.end(), [&source](const Source &other) {
            return other.kind == source.kind && other.id == source.id;
        });
        if (known == report.sources.end()) {
            report.sources.append(source);
            continue;
        }
        for (const auto &id : source.evidence) {
            if (!known->evidence.contains(id))
                known->evidence.append(id);
        }
    }
}

Report reportWith(Report report, const Exhibit &exhibit)
{
    forget(report, exhibit.result.id);
    report.evidence.merge(exhibit.evidence);
    report.frameworks.append(exhibit.result);
    addSources(report, exhibit.evidence);
    return report;
}

} // namespace consultantos
