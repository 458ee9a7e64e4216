// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/csv_importer.h"
#include "evidence/documents/document_reader.h"
#include "evidence/documents/docx_importer.h"
#include "evidence/documents/eml_importer.h"
#include "evidence/documents/feed_importer.h"
#include "evidence/documents/html_importer.h"
#include "evidence/documents/markdown_importer.h"
#include "evidence/documents/odf_importer.h"
#include "evidence/documents/plain_text_importer.h"
#include "evidence/documents/pptx_importer.h"
#include "evidence/documents/xlsx_importer.h"

namespace consultantos {

std::vector<std::unique_ptr<DocumentImporter>> standardDocumentImporters()
{
    std::vector<std::unique_ptr<DocumentImporter>> importers;
    importers.push_back(std::make_unique<DocxImporter>());
    importers.push_back(std::make_unique<XlsxImporter>());
    importers.push_back(std::make_unique<PptxImporter>());
    for (const auto kind : {OdfKind::Text, OdfKind::Sheet, OdfKind::Presentation})
        importers.push_back(std::make_unique<OdfImporter>(kind));
    importers.push_back(std::make_unique<HtmlImporter>());
    importers.push_back(std::make_unique<XmlFeedImporter>());
    importers.push_back(std::make_unique<JsonFeedImporter>());
    importers.push_back(std::make_unique<EmlImporter>());
    importers.push_back(std::make_unique<MarkdownImporter>());
    importers.push_back(std::make_unique<CsvImporter>());
    importers.push_back(std::make_unique<PlainTextImporter>());
    return importers;
}

} // namespace consultantos
