// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/intake/intake_factory.h"

#include "analysis/financial_engine.h"
#include "evidence/documents/document_reader.h"
#include "evidence/facts_importer.h"
#include "evidence/filings/inline_xbrl_importer.h"
#include "evidence/filings/xbrl_json_importer.h"
#include "evidence/pdf/helper_process.h"
#include "evidence/pdf/pdf_importer.h"
#include "evidence/statements/statement_reader.h"
#include "evidence/template/client_workbook_reader.h"

#include <QDir>

namespace consultantos {

Result<std::shared_ptr<const EvidenceIntake>> makeIntake(const QString &resourceDir, const Storage &storage,
                                                         const QString &folder, std::shared_ptr<const FactStore> known,
                                                         const IntakeOptions &options)
{
    auto engine = FinancialEngine::load(resourceDir);
    if (!engine)
        return tl::unexpected(engine.error());
    auto statements = StatementReader::load(resourceDir);
    if (!statements)
        return tl::unexpected(statements.error());
    auto clientWorkbooks = ClientWorkbookReader::load(resourceDir);
    if (!clientWorkbooks)
        return tl::unexpected(clientWorkbooks.error());

    std::vector<std::unique_ptr<DocumentImporter>> importers;
    importers.push_back(std::make_unique<PdfImporter>(pdf::findHelper(), options.recognition));
    importers.push_back(std::make_unique<InlineXbrlImporter>());
    importers.push_back(std::make_unique<XbrlJsonImporter>());
    for (auto &importer : standardDocumentImporters())
        importers.push_back(std::move(importer));

    IntakeParts parts;
    parts.factsFiles = std::make_shared<FactsImporter>(storage.facts, known,
                                                       std::make_shared<const FinancialEngine>(std::move(*engine)));
    parts.parsed =
        ParsedDocuments(options.cache, options.recognition.program + QLatin1Char('|') + options.recognition.languages);
    parts.documents = std::make_shared<const DocumentReader>(std::move(importers));
    parts.statements = std::make_shared<const StatementReader>(std::move(*statements));
    parts.clientWorkbooks = std::make_shared<const ClientWorkbookReader>(std::move(*clientWorkbooks));
    parts.known = std::move(known);
    parts.factRepository = storage.facts;
    parts.documentRepository = storage.documents;
    parts.reports = storage.reports;
    parts.originals = storage.originals;
    parts.vaultDir = QDir(folder).filePath(QStringLiteral("documents"));
    return std::make_shared<const EvidenceIntake>(std::move(parts));
}

} // namespace consultantos
