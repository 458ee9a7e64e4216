// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/document.h"
#include "storage/document_repository.h"

#include <QImage>

namespace consultantos::test {

/// A made-up annual report of two pages with positions, as from a PDF: "0123456789abcdef", of Tesla, 2023.
[[nodiscard]] Document sampleAnnualReport();
/// A made-up interview without pages, with enough passages for several parts: "fedcba9876543210".
[[nodiscard]] Document sampleInterview();
[[nodiscard]] DocumentOrigin sampleOrigin(const Document &document);
/// Draws a page of sampleAnnualReport() from its blocks; NotFound for other documents.
[[nodiscard]] Result<QImage> drawSamplePage(const QString &documentId, int page, double dpi);

} // namespace consultantos::test
