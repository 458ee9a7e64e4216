// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/documents/number_format.h"
#include "evidence/documents/office_package.h"

#include <QStringList>

#include <vector>

namespace consultantos {

struct XlsxSheet {
    QString name;
    QString part; ///< empty if the sheet is no worksheet
    bool isHidden = false;
};

/// What the sheets of a workbook share.
struct XlsxWorkbook {
    QList<XlsxSheet> sheets; ///< in the order of the tabs
    QStringList strings;
    std::vector<NumberFormat> formats; ///< by the style of a cell
    bool is1904 = false;               ///< dates count from 1904

    [[nodiscard]] static XlsxWorkbook read(OfficePackage &package, ImportBudget &budget);
};

/// The text of a rich string element (si, is, text): its runs, without phonetic guides.
[[nodiscard]] QString xlsxRichText(SafeXmlReader &xml);

} // namespace consultantos
