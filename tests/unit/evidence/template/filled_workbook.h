// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/document.h"

#include <QDate>
#include <QString>

namespace consultantos::test {

/// An empty workbook as our writer makes it and our importer reads it, whose cells a test fills in as a user would.
class FilledWorkbook {
public:
    /// Of the years 2024 to 2022.
    FilledWorkbook();

    /// `cell` as in "Income!D5".
    FilledWorkbook &number(const QString &cell, double value);
    FilledWorkbook &text(const QString &cell, const QString &value);
    FilledWorkbook &date(const QString &cell, const QDate &value);
    FilledWorkbook &clear(const QString &cell);
    /// What the sheet Company needs: Nordhafen Werke, December, EUR, thousands, machinery.
    FilledWorkbook &company();
    /// The cell of a line in the newest year, or `yearsBack` before it.
    [[nodiscard]] QString cellOf(const QString &conceptId, int yearsBack = 0) const;
    FilledWorkbook &line(const QString &conceptId, double value, int yearsBack = 0);
    /// The cell of a field of the sheet Company.
    [[nodiscard]] QString fieldCell(const QString &id) const;

    [[nodiscard]] const Document &document() const { return m_document; }
    [[nodiscard]] Document &document() { return m_document; }
    [[nodiscard]] Result<Document> read() const;

private:
    TableCell &cellAt(const QString &cell);

    Document m_document;
};

/// The fact with this tag and end, of the whole company unless dimensions are given; nullptr if there is none.
[[nodiscard]] const Fact *factOf(const QList<Fact> &facts, const QString &tag, const QDate &end,
                                 const QString &dimensions = {});

} // namespace consultantos::test
