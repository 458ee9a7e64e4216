// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/csv_importer.h"

#include "evidence/documents/block_builder.h"
#include "evidence/documents/delimited_text.h"
#include "evidence/documents/import_budget.h"
#include "evidence/documents/text_decoding.h"

#include <QCoreApplication>

namespace consultantos {

namespace {

constexpr int FewestRecords = 3; // fewer lines of prose may agree by chance
constexpr int FewestCommas = 3;  // columns that commas alone must make: prose has one or two
constexpr double AlmostAll = 0.95;

bool isNamedAsTable(const QString &name)
{
    for (const auto *ending : {".csv", ".tsv", ".tab"}) {
        if (name.endsWith(QLatin1String(ending), Qt::CaseInsensitive))
            return true;
    }
    return false;
}

bool looksLikeTable(const QByteArray &head)
{
    auto text = decodeText(head).text;
    text.truncate(text.lastIndexOf(QLatin1Char('\n'))); // the head may end within a line
    const auto dialect = findDialect(text);
    const int fewestColumns = dialect.delimiter == QLatin1Char(',') ? FewestCommas : 2;
    return dialect.records >= FewestRecords && dialect.columns >= fewestColumns && dialect.consistency >= AlmostAll;
}

/// Whether a line that begins so belongs to another kind of text.
bool isOtherText(const QByteArray &head)
{
    const auto start = head.trimmed().left(1);
    return start == "<" || start == "{" || start == "[" || start == "#";
}

QString columnWarning(const DelimitedDialect &dialect, qsizetype irregular)
{
    return QCoreApplication::translate("Documents", "%n line(s) have more or fewer fields than the %1 that most have.",
                                       nullptr, int(irregular))
        .arg(dialect.columns);
}

/// Gathers the records as cells; values follow once the whole file is known.
qsizetype readCells(DelimitedReader &reader, const DelimitedDialect &dialect, FieldStyle &style, Table &table,
                    ImportBudget &budget)
{
    qsizetype irregular = 0;
    for (int row = 0; !budget.isSpent() && table.cells.size() <= budget.limits().cells; ++row) {
        const auto record = reader.next();
        if (!record)
            break;
        irregular += record->size() != dialect.columns ? 1 : 0;
        for (int column = 0; column < record->size(); ++column) {
            const auto &text = record->at(column);
            if (text.isEmpty())
                continue;
            style.observe(text);
            table.cells.append(textCell(row, column, text));
        }
    }
    return irregular;
}

} // namespace

bool CsvImporter::accepts(const QByteArray &head, const QString &name) const
{
    if (!looksLikeText(head))
        return false;
    return isNamedAsTable(name) ? !head.startsWith("<") : !isOtherText(head) && looksLikeTable(head);
}

void CsvImporter::fill(Document &document, const QByteArray &content, ImportBudget &budget) const
{
    const auto decoded = decodeText(content);
    document.warnings += decodingWarnings(decoded);
    const auto dialect = findDialect(decoded.text);
    DelimitedReader reader(withoutSeparatorLine(decoded.text), dialect.delimiter);
    FieldStyle style;
    Table table;
    const auto irregular = readCells(reader, dialect, style, table, budget);
    for (auto &cell : table.cells) {
        if (budget.isSpent())
            return;
        cell.value = style.number(cell.text);
        cell.date = cell.value ? std::nullopt : isoDate(cell.text);
    }
    if (irregular > 0)
        document.warnings << columnWarning(dialect, irregular);
    if (reader.hasOpenQuote())
        document.warnings << QCoreApplication::translate(
            "Documents", "A quotation mark is never closed: the file may be cut short.");
    if (style.isContradictory())
        document.warnings << QCoreApplication::translate(
            "Documents",
            "Decimal points and decimal commas are mixed: numbers that can be read in two ways stay text.");
    BlockBuilder(document, budget).addTable(std::move(table));
}

} // namespace consultantos
