// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/filings/filing_table_builder.h"
#include "evidence/filings/markup_handler.h"
#include "evidence/filings/parse_budget.h"
#include "evidence/filings/text_line.h"
#include "evidence/filings/text_style.h"
#include "model/document.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// The text of a filing as blocks and tables; sections and offsets are not yet filled in, nor the names of tables that
/// stand in no tagged note.
struct FilingText {
    QList<Block> blocks;
    QList<Table> tables;
    QList<qsizetype> tableStarts; ///< for each table the index of its first row in `blocks`
    QString title;
};

/// Reads what a reader of a filing sees. Feed it all events of a document, then take the result.
class FilingTextReader : public MarkupHandler {
public:
    /// `budget` outlives this.
    explicit FilingTextReader(const ParseBudget &budget);

    void startElement(const MarkupElement &element) override;
    void endElement(ElementKind kind) override;
    void text(QStringView piece) override;
    [[nodiscard]] std::optional<Error> failure() const override;

    /// From 1, counted by the filing's own page breaks.
    [[nodiscard]] int page() const { return m_page; }
    /// Without page breaks the filing has no pages, and take() gives every block page 0.
    [[nodiscard]] bool hasPages() const { return m_hasPages; }
    /// The tags of the notes that are open, outermost first: a table that begins there is named after the innermost.
    void setTextTags(const QStringList &tags) { m_textTags = tags; }
    /// The number tagged last, for the cell in which it stands.
    void setCellValue(double value);

    [[nodiscard]] FilingText take();

private:
    struct Open {
        TextStyle style;
        int headingLevel = 0;
    };
    struct OpenTable {
        FilingTableBuilder builder;
        QString name;
        int page = 0;
    };

    void startStructure(const MarkupElement &element);
    void breakLine();
    void breakPage();
    void beginTable();
    void endTable();
    void emitTable(OpenTable &&table);
    void emitLayout(const FilingTableBuilder &builder, int page);
    void emitLine(const TextLine &line, int headingLevel, bool isListItem, int page);
    [[nodiscard]] TextLine &currentLine();
    [[nodiscard]] QString tableName() const;

    const ParseBudget &m_budget;
    TextStyles m_styles;
    QList<Open> m_open;
    QList<OpenTable> m_tables;
    TextLine m_line;
    bool m_isListItem = false;
    bool m_inTitle = false;
    int m_lineBreaks = 0; ///< since the last text
    int m_page = 1;
    bool m_hasPages = false;
    QStringList m_textTags;
    FilingText m_result;
};

} // namespace consultantos
