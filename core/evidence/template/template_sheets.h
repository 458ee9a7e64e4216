// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/template/workbook_layout.h"

namespace consultantos {
class ConceptCatalogue;
class XlsxBook;
struct FinancialsTemplateOptions;
} // namespace consultantos

/// The sheets of the empty workbook, one function a kind. To be called in the order of the tabs.
namespace consultantos::client_workbook {

void addReadMe(XlsxBook &book);
void addCompanySheet(XlsxBook &book, const FinancialsTemplateOptions &options);
void addStatementSheet(XlsxBook &book, SheetKind kind, const FinancialsTemplateOptions &options,
                       const ConceptCatalogue &concepts);
void addSegmentsSheet(XlsxBook &book, const FinancialsTemplateOptions &options);
void addCompetitorsSheet(XlsxBook &book, const ConceptCatalogue &concepts);

} // namespace consultantos::client_workbook
