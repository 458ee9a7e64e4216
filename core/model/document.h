// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/fact.h"

#include <QDate>
#include <QList>
#include <QRectF>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// What a piece of a document's text is.
enum class BlockKind {
    Heading,
    Paragraph,
    ListItem,
    TableRow, ///< its cells stand in Table
    Note,     ///< a comment, a speaker's note, a footnote
};

/// A piece of a document's text in reading order: what search finds and a claim quotes.
struct Block {
    BlockKind kind = BlockKind::Paragraph;
    QString text;    ///< exact, whitespace runs as one blank; a table row's cells are joined by tabs
    int page = 0;    ///< from 1: page, slide or sheet; 0 where the format has none
    int offset = 0;  ///< first code point in the document's text, which is all blocks joined by line feeds
    int level = 0;   ///< of a heading, 1 the highest
    QString section; ///< the nearest named part it stands in, e.g. "Item 7", a sheet's name
    QRectF area;     ///< in points from the page's top left, where the format has positions

    bool operator==(const Block &) const = default;
};

/// A cell with its place. An empty cell has no entry.
struct TableCell {
    int row = 0;    ///< from 0
    int column = 0; ///< from 0
    int columnSpan = 1;
    int rowSpan = 1;
    QString text; ///< as shown
    /// A typed number where the format has types; in delimited text, what the field reads as in the number style that
    /// the whole file proves. Never guessed from the text.
    std::optional<double> value;
    std::optional<QDate> date;
    QString address; ///< "B7" in a sheet; empty elsewhere
    QString formula; ///< as stored, without "="; `value` is then the cached result
    QRectF area;

    bool operator==(const TableCell &) const = default;
};

struct Table {
    QString name; ///< sheet or caption, empty if none
    int page = 0;
    QString section;
    QList<TableCell> cells; ///< by row, then column

    bool operator==(const Table &) const = default;
};

/// Whose report a document is, where it says so. What it doesn't say is empty.
struct ReportIdentity {
    QString company;         ///< as on its cover
    QString companyId;       ///< the SEC's CIK without leading zeros, an LEI, …
    QString form;            ///< "10-K", "10-Q", "20-F", …
    QDate periodEnd;         ///< of the period reported
    int fiscalYear = 0;      ///< by the company's own numbering; 0 when unknown
    QString industry{};      ///< id of resources/industry/sectors.json
    QString country{};       ///< ISO 3166 alpha-2
    QString fiscalYearEnd{}; ///< MMDD

    bool operator==(const ReportIdentity &) const = default;
};

/// What a document says of another company than its own, to compare with: a competitor in a client's workbook.
struct PeerFigures {
    ReportIdentity identity;
    QList<Fact> facts; ///< of no company yet

    bool operator==(const PeerFigures &) const = default;
};

/// A document as imported: text, tables, and what filings say in machine-readable form. A value type.
struct Document {
    QString id;     ///< first sixteen hex digits of the SHA-256 of the file's bytes: the same file is the same document
    QString name;   ///< file name without folder
    QString format; ///< "pdf", "docx", "xlsx", …
    QString title;  ///< of the document's own properties, empty if none
    QString author;
    std::optional<QDate> date; ///< of the document itself, not of the file
    ReportIdentity identity;
    int pages = 0; ///< pages, slides or sheets; 0 where the format has none
    QList<Block> blocks;
    QList<Table> tables;
    QList<Fact> facts; ///< its company's, where it says them in cells or elements made for it
    QList<PeerFigures> peers;
    QStringList warnings;   ///< what was left out or looks wrong, counted, in the user's language
    bool isComplete = true; ///< false: the parser ran out of time or room; not to be kept by caches

    bool operator==(const Document &) const = default;
};

} // namespace consultantos
