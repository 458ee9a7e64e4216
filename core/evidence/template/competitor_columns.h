// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace consultantos {
class ConceptCatalogue;
enum class CellStyle;
} // namespace consultantos

namespace consultantos::client_workbook {

/// A column of the list of competitors. Its id is one of ids::Competitor… or that of a line of the statements.
struct CompetitorColumn {
    QString id;
    QString title;
    QString note;
    CellStyle style;
    double width = 0; ///< in characters

    [[nodiscard]] bool isNumber() const;
};

/// In the order of the empty workbook.
[[nodiscard]] QList<CompetitorColumn> competitorColumns(const ConceptCatalogue &concepts);

} // namespace consultantos::client_workbook
