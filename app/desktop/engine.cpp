// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine.h"

#include "analysis/financial_engine.h"
#include "evidence/facts_importer.h"
#include "evidence/intake/evidence_intake.h"
#include "evidence/local_fact_store.h"
#include "report/html_renderer.h"
#include "report/json_renderer.h"
#include "report/markdown_renderer.h"
#include "report/pdf_renderer.h"

#include <QCoreApplication>

namespace consultantos {

Status addFacts(AppServices &services, const Storage &storage, const QString &resourceDir)
{
    if (resourceDir.isEmpty())
        return fail(
            ErrorCode::NotFound,
            QCoreApplication::translate("Engine", "The program's resources were not found; nothing was done."),
            QCoreApplication::translate("Engine", "Install it again, or name them by CONSULTANTOS_RESOURCE_DIR."));
    auto store = LocalFactStore::load(resourceDir, storage.facts);
    if (!store)
        return tl::unexpected(store.error());
    services.facts = std::move(*store);
    services.takeFile = [repository = storage.facts, known = services.facts,
                         resourceDir](const QString &path, const QString & /*about*/,
                                      const CancellationToken & /*cancel*/) -> Result<Intake> {
        // Without its definitions the identities stay untested, and the user reads so; the facts are taken all the same.
        auto engine = FinancialEngine::load(resourceDir);
        const FactsImporter importer(repository, known,
                                     engine ? std::make_shared<const FinancialEngine>(std::move(*engine)) : nullptr);
        const auto imported = importer.importFile(path);
        if (!imported)
            return tl::unexpected(imported.error());
        Intake intake;
        intake.path = path;
        intake.format = QStringLiteral("companyfacts");
        intake.company = imported->company;
        intake.facts = imported->facts;
        intake.outcome = imported->outcome;
        intake.warnings = imported->warnings;
        if (!engine)
            intake.warnings.append(engine.error().message);
        return intake;
    };
    return {};
}

ReportWriters reportWriters()
{
    ReportWriters writers;
    writers.html = [](const Report &report) { return renderHtml(report).toUtf8(); };
    writers.markdown = [](const Report &report) { return renderMarkdown(report).toUtf8(); };
    writers.json = [](const Report &report) { return renderJson(report); };
    writers.pdf = [](const Report &report, const QString &path) { return renderPdf(report, path); };
    return writers;
}

} // namespace consultantos
