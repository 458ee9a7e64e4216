// SPDX-License-Identifier: GPL-3.0-or-later
#include "brief/known_names.h"

#include "agents/analysis_service.h"
#include "analysis/frameworks/data/framework_catalogue.h"
#include "base/paths.h"
#include "brief/brief_page.h"
#include "brief/template_choice.h"
#include "evidence/fact_store.h"
#include "report/export_options.h"
#include "widgets/async.h"

namespace consultantos {

void loadKnownNames(const AppServices &services, BriefPage *page, std::function<void()> done)
{
    struct Known {
        QList<Company> companies;
        QList<Industry> industries;
        QList<FrameworkInfo> frameworks;
        QList<ReportTemplate> templates;
        QStringList languages;
        QString usualLanguage;
    };
    runAsync(
        services.pool, page,
        [facts = services.facts, analysis = services.analysis, dataDir = services.dataDir,
         environment = services.environment] {
            Known known{facts->companies(), facts->industries(), {}, {}, ReportLanguages(resourceDir()).codes(), {}};
            // What is wrong with the look of documents is told when one is written.
            if (const auto look = exportOptions(Settings::describe(dataDir, environment)))
                known.usualLanguage = look->usualLanguage;
            auto ids = AnalysisRequest::knownFrameworks();
            if (analysis) {
                const auto frameworks = analysis->frameworks();
                known.frameworks = frameworks->infos();
                ids = frameworks->ids();
            }
            known.templates = ReportTemplates::load(resourceDir(), ReportTemplates::folderIn(dataDir), ids).all();
            return known;
        },
        [page, done = std::move(done)](const Known &known) {
            page->setIndustries(known.industries);
            page->setCompanies(known.companies);
            if (!known.frameworks.isEmpty())
                page->setFrameworks(known.frameworks);
            page->setLanguages(known.languages, known.usualLanguage);
            page->templateChoice()->setTemplates(known.templates);
            done();
        });
}

} // namespace consultantos
