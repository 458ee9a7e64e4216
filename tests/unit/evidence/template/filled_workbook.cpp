// SPDX-License-Identifier: GPL-3.0-or-later
#include "filled_workbook.h"

#include "analysis/financials/concept_catalogue.h"
#include "evidence/documents/cell_address.h"
#include "evidence/documents/xlsx_importer.h"
#include "evidence/template/client_workbook_reader.h"
#include "evidence/template/financials_template.h"
#include "evidence/template/workbook_layout.h"

#include <QTemporaryDir>

#include <algorithm>

namespace consultantos::test {

namespace {

const QString Resources = QStringLiteral(CONSULTANTOS_RESOURCE_DIR);

Document emptyWorkbook()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("empty.xlsx"));
    FinancialsTemplateOptions options;
    options.newestYear = 2024;
    options.years = 3;
    options.industries = {QStringLiteral("Machinery")};
    const auto concepts = ConceptCatalogue::load(Resources + QStringLiteral("/concepts.json"));
    if (const auto written = writeFinancialsTemplate(path, options, *concepts); !written)
        qFatal("%s", qPrintable(written.error().toText()));
    auto document = XlsxImporter().read(path, {}, {});
    if (!document)
        qFatal("%s", qPrintable(document.error().toText()));
    document->id = QStringLiteral("0123456789abcdef");
    document->name = QStringLiteral("nordhafen.xlsx");
    return *document;
}

} // namespace

FilledWorkbook::FilledWorkbook()
    : m_document(emptyWorkbook())
{
}

TableCell &FilledWorkbook::cellAt(const QString &cell)
{
    auto sheet = cell.section(QLatin1Char('!'), 0, 0);
    sheet.remove(QLatin1Char('\''));
    const auto place = cellPlace(cell.section(QLatin1Char('!'), 1));
    const auto table = std::find_if(m_document.tables.begin(), m_document.tables.end(),
                                    [&sheet](const Table &each) { return each.name == sheet; });
    if (!place || table == m_document.tables.end())
        qFatal("no cell %s", qPrintable(cell));
    auto &cells = table->cells;
    const auto at = std::lower_bound(cells.begin(), cells.end(), *place, [](const TableCell &each, const CellPlace &p) {
        return each.row != p.row ? each.row < p.row : each.column < p.column;
    });
    if (at != cells.end() && at->row == place->row && at->column == place->column)
        return *at;
    TableCell made;
    made.row = place->row;
    made.column = place->column;
    made.address = cellAddress(place->row, place->column);
    return *cells.insert(at, made);
}

FilledWorkbook &FilledWorkbook::number(const QString &cell, double value)
{
    auto &filled = cellAt(cell);
    filled.value = value;
    filled.text = QString::number(value, 'g', 15);
    return *this;
}

FilledWorkbook &FilledWorkbook::text(const QString &cell, const QString &value)
{
    auto &filled = cellAt(cell);
    filled.value.reset();
    filled.date.reset();
    filled.text = value;
    return *this;
}

FilledWorkbook &FilledWorkbook::date(const QString &cell, const QDate &value)
{
    auto &filled = cellAt(cell);
    filled.value.reset();
    filled.date = value;
    filled.text = value.toString(Qt::ISODate);
    return *this;
}

FilledWorkbook &FilledWorkbook::clear(const QString &cell)
{
    const auto &filled = cellAt(cell);
    for (auto &table : m_document.tables)
        table.cells.removeIf([&filled](const TableCell &each) { return &each == &filled; });
    return *this;
}

FilledWorkbook &FilledWorkbook::company()
{
    using namespace client_workbook;
    text(fieldCell(ids::Name), QStringLiteral("Nordhafen Werke GmbH"));
    text(fieldCell(ids::Industry), QStringLiteral("Machinery"));
    text(fieldCell(ids::FiscalYearEnd), QStringLiteral("31 December"));
    text(fieldCell(ids::Currency), QStringLiteral("EUR"));
    return text(fieldCell(ids::Scale), QStringLiteral("thousands"));
}

QString FilledWorkbook::cellOf(const QString &conceptId, int yearsBack) const
{
    using namespace client_workbook;
    for (const auto &table : m_document.tables) {
        for (const auto &cell : table.cells) {
            if (cell.column == IdColumn && cell.text == conceptId)
                return cellReference(table.name, cellAddress(cell.row, FirstYearColumn + yearsBack));
        }
    }
    qFatal("no row %s", qPrintable(conceptId));
}

FilledWorkbook &FilledWorkbook::line(const QString &conceptId, double value, int yearsBack)
{
    return number(cellOf(conceptId, yearsBack), value);
}

QString FilledWorkbook::fieldCell(const QString &id) const
{
    using namespace client_workbook;
    return cellOf(id, ValueColumn - FirstYearColumn);
}

Result<Document> FilledWorkbook::read() const
{
    static const auto reader = ClientWorkbookReader::load(Resources);
    return reader ? reader->read(m_document) : tl::unexpected(reader.error());
}

const Fact *factOf(const QList<Fact> &facts, const QString &tag, const QDate &end, const QString &dimensions)
{
    const auto found = std::find_if(facts.cbegin(), facts.cend(), [&](const Fact &fact) {
        return fact.tag == tag && fact.end == end && fact.dimensions == dimensions;
    });
    return found == facts.cend() ? nullptr : &*found;
}

} // namespace consultantos::test
