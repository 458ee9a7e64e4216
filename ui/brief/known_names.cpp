// SPDX-License-Identifier: GPL-3.0-or-later
#include "brief/known_names.h"

#include "agents/analysis_service.h"
#include "analysis/frameworks/data/framework_catalogue.h"
#include "base/paths.h"
#include "brief/brief_page.h"
#include "brief/evidence_file_list.h"
#include "brief/template_choice.h"
#include "evidence/fact_store.h"
#include "report/export_options.h"
#include "storage/document_repository.h"
#include "widgets/async.h"

#include <QFileInfo>
#include <QLocale>

#include <algorithm>

namespace consultantos {

namespace {

/// Those whose files are still there: an analysis reads them once more, now that it is known whom they are about.
QList<OfferedDocument> aboutNobody(const DocumentRepository &documents)
{
    QList<OfferedDocument> offered;
    for (const auto &record : documents.list().value_or(QList<DocumentRecord>())) {
        if (record.origin.companyId.isEmpty() && QFileInfo(record.origin.path).isFile())
            offered.append({record.name, record.origin.path});
    }
    return offered;
}

/// Where nobody has set one, the window's own, if reports are written in it.
QString usualLanguage(const QList<SettingDescription> &settings, const QStringList &known)
{
    const bool isSet = std::any_of(settings.cbegin(), settings.cend(), [](const SettingDescription &one) {
        return one.key == QLatin1String("report_language") && one.origin != SettingOrigin::Default;
    });
    const auto ofWindow = QLocale::languageToCode(QLocale().language());
    if (!isSet && known.contains(ofWindow))
        return ofWindow;
    // What is wrong with the look of documents is told when one is written.
    const auto look = exportOptions(settings);
    return look ? look->usualLanguage : QString();
}

} // namespace

void loadKnownNames(const AppServices &services, BriefPage *page, std::function<void()> done)
{
    struct Known {
        QList<Company> companies;
        QList<Industry> industries;
        QList<FrameworkInfo> frameworks;
        QList<ReportTemplate> templates;
        QStringList languages;
        QString usualLanguage;
        QList<OfferedDocument> documents;
    };
    runAsync(
        services.pool, page,
        [facts = services.facts, analysis = services.analysis, dataDir = services.dataDir,
         environment = services.environment, documents = services.documents] {
            Known known{
                facts->companies(), facts->industries(), {}, {}, ReportLanguages(resourceDir()).codes(), {}, {}};
            known.usualLanguage = usualLanguage(Settings::describe(dataDir, environment), known.languages);
            auto ids = AnalysisRequest::knownFrameworks();
            if (analysis) {
                const auto frameworks = analysis->frameworks();
                known.frameworks = frameworks->infos();
                ids = frameworks->ids();
            }
            known.templates = ReportTemplates::load(resourceDir(), ReportTemplates::folderIn(dataDir), ids).all();
            if (documents)
                known.documents = aboutNobody(*documents);
            return known;
        },
        [page, done = std::move(done)](const Known &known) {
            page->setIndustries(known.industries);
            page->setCompanies(known.companies);
            if (!known.frameworks.isEmpty())
                page->setFrameworks(known.frameworks);
            page->setLanguages(known.languages, known.usualLanguage);
            page->templateChoice()->setTemplates(known.templates);
            page->offerDocuments(known.documents);
            done();
        });
}

} // namespace consultantos
