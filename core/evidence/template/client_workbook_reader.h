// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/financial_engine.h"
#include "base/result.h"
#include "evidence/country_catalogue.h"
#include "evidence/industry_catalogue.h"
#include "evidence/statements/label_catalogue.h"
#include "model/document.h"

#include <QString>

#include <memory>

namespace consultantos {

class ConceptCatalogue;

/// ReportIdentity::form of a workbook that a client's figures were filled into.
inline constexpr char16_t ClientWorkbookForm[] = u"client workbook";

/// Whether the document is the workbook of writeFinancialsTemplate(), filled in or not, whatever it is called.
[[nodiscard]] bool isClientWorkbook(const Document &document);

/// Reads the workbook that writeFinancialsTemplate() writes, from the tables that the XLSX importer has made of it.
/// Cells become facts of taxonomy "statement" (a line of concepts.json) or "row" (a row of the user's own), segments
/// and regions facts with dimensions, competitors PeerFigures, the market value a fact user:MarketCapitalization; each
/// keeps its cell. Pure but for load(); immutable and thread-safe.
class ClientWorkbookReader {
public:
    /// Loads what it needs of `resourceDir`; an error names file and entry.
    [[nodiscard]] static Result<ClientWorkbookReader> load(const QString &resourceDir);

    /// The document with facts, peers, identity, and warnings cell by cell; of its text what the user has written.
    /// Malformed names the cells without which nothing can be understood; NewerVersion for a later layout.
    [[nodiscard]] Result<Document> read(Document document) const;

private:
    ClientWorkbookReader(std::shared_ptr<const ConceptCatalogue> concepts, statements::LabelCatalogue labels,
                         IndustryCatalogue industries, CountryCatalogue countries, FinancialEngine engine);

    std::shared_ptr<const ConceptCatalogue> m_concepts;
    statements::LabelCatalogue m_labels;
    IndustryCatalogue m_industries;
    CountryCatalogue m_countries;
    FinancialEngine m_engine;
};

} // namespace consultantos
