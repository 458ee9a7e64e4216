// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/statements/column_periods.h"
#include "evidence/statements/label_catalogue.h"
#include "evidence/statements/money_scale.h"
#include "evidence/statements/statement_regions.h"
#include "model/fact.h"

#include <QList>
#include <QString>

namespace consultantos::statements {

/// A figure of a statement's row, as printed.
struct RowValue {
    Period period;
    double printed = 0;
    bool isDash = false;
    FactPlace place;
};

struct PrintedRow {
    QString label;   ///< as shown, wrapped lines joined
    QString normal;  ///< normalisedLabel(label)
    QString section; ///< of the label catalogue; empty where it can't be told
    QString under;   ///< the heading right above it, as shown
    int page = 0;
    QList<RowValue> values; ///< by column; none for a heading

    [[nodiscard]] bool isHeading() const { return values.isEmpty(); }
};

/// One statement as read from the page, its columns dated.
struct StatementTable {
    StatementKind kind = StatementKind::Other;
    QString title;
    QList<PrintedRow> rows;
    QList<Period> periods; ///< of the columns, each once, in their order
    MoneyScale scale;
    int page = 0;
    int namedYear = 0; ///< the newest year among columns that bear nothing but the number of a fiscal year; 0: none
    int undatedColumns = 0; ///< columns of figures that no period could be found for
};

/// Reads a region as a statement of a kind. `document` is its id, for the places of the figures.
[[nodiscard]] StatementTable statementTable(const StatementRegion &region, StatementKind kind,
                                            const LabelCatalogue &labels, const YearEnds &years,
                                            const QString &document);

} // namespace consultantos::statements
