// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"
#include "report/html_context.h"
#include "report/language/wording.h"

#include <QMap>
#include <QString>

namespace consultantos {

/// A report as one self-contained page: no script, no file or address that it would load. Every number is a link to its
/// entry in the evidence at the end. Pure and thread-safe.
[[nodiscard]] QString renderHtml(const Report &report, const Wording &wording = {});

/// The report for Qt's rich text, and the drawings that it names as "chart:<name>".
struct PaperHtml {
    QString html;
    QMap<QString, SvgChart> charts;
};
[[nodiscard]] PaperHtml renderPaperHtml(const Report &report, const Wording &wording = {});

} // namespace consultantos
