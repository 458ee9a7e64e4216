// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine.h"

#include "evidence/local_fact_store.h"
#include "evidence_desk.h"
#include "report/html_renderer.h"
#include "report/json_renderer.h"
#include "report/markdown_renderer.h"
#include "report/pdf_renderer.h"

#include <QCoreApplication>

namespace consultantos {

Status addEvidence(AppServices &services, const Storage &storage, const QString &folder, const QString &resourceDir)
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
    const auto desk = std::make_shared<EvidenceDesk>(resourceDir, storage, folder, services.facts);
    services.takeFile = [desk](const QString &path, const QString &about, const CancellationToken &cancel) {
        return desk->take(path, about, cancel);
    };
    services.renderPage = [desk](const QString &documentId, int page, double dpi) {
        return desk->renderPage(documentId, page, dpi);
    };
    services.ask = [desk](const QuestionScope &question) { return desk->ask(question); };
    services.reports = storage.reports;
    services.documents = storage.documents;
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
