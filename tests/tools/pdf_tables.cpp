// SPDX-License-Identifier: GPL-3.0-or-later
// Prints what the importer makes of a PDF, to look at:
//
//     pdf_tables FILE [--text] [--page N] [--find WORD]
//
// Each table with its page and caption, one row a line, cells as [column] or [column-last] and the text; --text adds
// blocks. --find keeps tables in which WORD stands.
#include "evidence/pdf/helper_process.h"
#include "evidence/pdf/pdf_importer.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTextStream>

#include <cstdio>

using namespace consultantos;

namespace {

void print(QTextStream &out, const Table &table)
{
    out << "== page " << table.page << " [" << table.section << "] " << table.name;
    int row = -1;
    for (const auto &cell : table.cells) {
        if (cell.row != row) {
            out << "\n" << (cell.row < 10 ? " " : "") << cell.row << ":";
            row = cell.row;
        }
        out << "  [" << cell.column;
        if (cell.columnSpan > 1)
            out << "-" << cell.column + cell.columnSpan - 1;
        out << "] " << cell.text;
    }
    out << "\n\n";
}

bool holds(const Table &table, const QString &word)
{
    return word.isEmpty() || table.name.contains(word, Qt::CaseInsensitive)
           || std::any_of(table.cells.begin(), table.cells.end(),
                          [&word](const TableCell &cell) { return cell.text.contains(word, Qt::CaseInsensitive); });
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addPositionalArgument(QStringLiteral("FILE"), QStringLiteral("a PDF"));
    parser.addOption({QStringLiteral("text"), QStringLiteral("blocks too")});
    parser.addOption({QStringLiteral("page"), QStringLiteral("this page only"), QStringLiteral("N")});
    parser.addOption({QStringLiteral("find"), QStringLiteral("tables that hold it"), QStringLiteral("WORD")});
    parser.addOption(
        {QStringLiteral("helper"), QStringLiteral("program of the helper"), QStringLiteral("PATH"), pdf::findHelper()});
    parser.addHelpOption();
    parser.process(application);
    QTextStream out(stdout);
    QTextStream err(stderr);
    for (const auto &path : parser.positionalArguments()) {
        QElapsedTimer timer;
        timer.start();
        const auto document = PdfImporter(parser.value(QStringLiteral("helper"))).read(path, {}, {});
        if (!document) {
            err << document.error().toText() << "\n";
            continue;
        }
        err << path << ": " << document->pages << " pages, " << document->blocks.size() << " blocks, "
            << document->tables.size() << " tables, " << timer.elapsed() << " ms\n";
        for (const auto &warning : document->warnings)
            err << warning << "\n";
        const auto page = parser.value(QStringLiteral("page")).toInt();
        for (const auto &block : document->blocks) {
            if (parser.isSet(QStringLiteral("text")) && (page == 0 || block.page == page))
                out << block.page << " " << int(block.kind) << "/" << block.level << " [" << block.section << "] "
                    << block.text << "\n";
        }
        for (const auto &table : document->tables) {
            if ((page == 0 || table.page == page) && holds(table, parser.value(QStringLiteral("find"))))
                print(out, table);
        }
    }
    return 0;
}
