// SPDX-License-Identifier: GPL-3.0-or-later
// The part of CliServices that puts monitors together.
#include "cli_services.h"

#include "agents/analysis_service.h"
#include "agents/monitoring/alert_outputs.h"
#include "agents/monitoring/company_watcher.h"
#include "agents/monitoring/monitor_service.h"
#include "analysis/frameworks/data/framework_catalogue.h"
#include "base/paths.h"
#include "evidence/sources/network_access.h"
#include "storage/monitor_repository.h"

namespace consultantos {

Result<std::shared_ptr<MonitorService>> CliServices::monitors()
{
    if (m_monitors)
        return m_monitors;
    std::optional<Error> notice;
    auto store = MonitorRepository::open(m_storage.place, m_clock, m_metrics, &notice);
    if (!store)
        return tl::unexpected(store.error());
    if (notice)
        m_terminal->error(*notice);
    std::shared_ptr<const AlertSender> sender;
    if (const auto access = network())
        sender = std::make_shared<AlertOutputs>(AlertOutputs::Parts{*access, m_storage.egress, m_clock});
    CompanyWatcher::Parts watching;
    watching.facts = m_facts;
    watching.documents = m_storage.documents;
    watching.network = network().value_or(nullptr);
    watching.intake = [this] { return intake(); };
    watching.cache = cacheAccess();
    watching.resourceDir = resourceDir();
    watching.clock = m_clock;
    watching.analyse = [this](const AnalysisRequest &request, const CancellationToken &cancel) {
        auto analysing = analysis().asComputed(request, cancel);
        analysing.waitForFinished();
        return analysing.result();
    };
    m_monitors = std::make_shared<MonitorService>(
        MonitorService::Parts{*std::move(store), m_facts, std::make_shared<CompanyWatcher>(std::move(watching)), sender,
                              m_clock, [this] { return analysis().frameworks()->ids(); }});
    return m_monitors;
}

} // namespace consultantos
