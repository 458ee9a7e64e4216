// SPDX-License-Identifier: GPL-3.0-or-later
#include "brief/known_names.h"

#include "brief/brief_page.h"
#include "evidence/fact_store.h"
#include "widgets/async.h"

namespace consultantos {

void loadKnownNames(const AppServices &services, BriefPage *page, std::function<void()> done)
{
    struct Known {
        QList<Company> companies;
        QList<Industry> industries;
    };
    runAsync(
        services.pool, page,
        [facts = services.facts] {
            return Known{facts->companies(), facts->industries()};
        },
        [page, done = std::move(done)](const Known &known) {
            page->setIndustries(known.industries);
            page->setCompanies(known.companies);
            done();
        });
}

} // namespace consultantos
