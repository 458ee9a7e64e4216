// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitors.h"

#include "agents/analysis_service.h"
#include "agents/monitoring/alert_outputs.h"
#include "agents/monitoring/company_watcher.h"
#include "analysis/frameworks/data/framework_catalogue.h"
#include "cache/cache_store.h"
#include "evidence/sources/network_access.h"
#include "monitors/service_access.h"
#include "report/digest_renderer.h"
#include "storage/monitor_repository.h"

#include <QCoreApplication>

namespace consultantos {

namespace {

/// Without a language model, whose mood is no news, and without what persons set.
Result<Report> analysed(const std::weak_ptr<AnalysisService> &service, const AnalysisRequest &request,
                        const CancellationToken &cancel)
{
    // The program's end waits for the service alone: nothing else may keep it.
    const auto analysis = service.lock();
    if (!analysis)
        return fail(ErrorCode::Cancelled, QCoreApplication::translate("Engine", "The program ends."));
    auto analysing = analysis->asComputed(request, cancel);
    analysing.waitForFinished();
    return analysing.result();
}

} // namespace

void addMonitors(AppServices &services, const Storage &storage, const IntakeMaker &intake, const QString &resourceDir)
{
    std::optional<Error> notice;
    const auto store = MonitorRepository::open(storage.place, services.clock, services.metrics, &notice);
    if (!store) {
        services.notices.append(store.error());
        return;
    }
    if (notice)
        services.notices.append(*notice);
    MonitorAccessParts parts;
    parts.store = *store;
    parts.clock = services.clock;
    parts.resourceDir = resourceDir;
    if (services.network)
        parts.sender =
            std::make_shared<AlertOutputs>(AlertOutputs::Parts{services.network, storage.egress, services.clock});
    CompanyWatcher::Parts watching;
    watching.facts = services.facts;
    watching.documents = storage.documents;
    watching.network = services.network;
    watching.intake = intake;
    watching.cache = services.cache ? services.cache->access() : CacheAccess();
    watching.resourceDir = resourceDir;
    watching.clock = services.clock;
    watching.analyse = [analysis = std::weak_ptr(services.analysis)](const AnalysisRequest &request,
                                                                     const CancellationToken &cancel) {
        return analysed(analysis, request, cancel);
    };
    parts.service = std::make_shared<MonitorService>(
        MonitorService::Parts{*store, services.facts, std::make_shared<CompanyWatcher>(std::move(watching)),
                              parts.sender, services.clock, [analysis = std::weak_ptr(services.analysis)] {
                                  const auto there = analysis.lock();
                                  return there ? there->frameworks()->ids() : AnalysisRequest::knownFrameworks();
                              }});
    parts.writeDigest = [](const AlertDigest &digest, const QString &format) -> Result<QByteArray> {
        return digestFormatFromName(format).map(
            [&digest](DigestFormat chosen) { return renderDigest(digest, chosen); });
    };
    services.monitors = monitorAccess(parts);
}

} // namespace consultantos
