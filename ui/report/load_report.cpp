// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/load_report.h"

#include "storage/report_repository.h"
#include "widgets/async.h"

namespace consultantos {

void loadReport(const AppServices &services, const QString &id, QObject *context,
                std::function<void(const LoadedReport &)> done)
{
    runAsync(
        services.pool, context,
        [reports = services.reports, id]() -> LoadedReport {
            return reports->load(id).map(
                [](Report &&report) { return std::make_shared<const Report>(std::move(report)); });
        },
        std::move(done));
}

} // namespace consultantos
