// SPDX-License-Identifier: GPL-3.0-or-later
#include "brief/known_names.h"

#include "agents/analysis_service.h"
#include "analysis/frameworks/data/framework_catalogue.h"
#include "brief/brief_page.h"
#include "evidence/fact_store.h"
#include "widgets/async.h"

namespace consultantos {

void loadKnownNames(const AppServices &services, BriefPage *page, std::function<void()> done)
{
    struct Known {
        QList<Company> companies;
        QList<Industry> industries;
        QList<FrameworkInfo> frameworks;
    };
    runAsync(
        services.pool, page,
        [facts = services.facts, analysis = services.analysis] {
            return Known{facts->companies(), facts->industries(),
                         analysis ? analysis->frameworks()->infos() : QList<FrameworkInfo>()};
        },
        [page, done = std::move(done)](const Known &known) {
            page->setIndustries(known.industries);
            page->setCompanies(known.companies);
            if (!known.frameworks.isEmpty())
                page->setFrameworks(known.frameworks);
            done();
        });
}

} // namespace consultantos
