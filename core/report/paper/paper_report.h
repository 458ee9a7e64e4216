// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"
#include "report/export_options.h"
#include "report/outline/outline.h"
#include "report/outline/source_notes.h"
#include "report/paper/paper_flow.h"
#include "report/paper/paper_text.h"
#include "report/pdf_outline.h"

#include <QHash>
#include <QImage>
#include <QSizeF>

namespace consultantos::paper {

/// A report set for pages of one size: a title with the contents, then the outline's sections with their sources as
/// footnotes. Needs a QGuiApplication. Painted in units of 1/96 inch. Of one thread.
class PaperReport {
public:
    /// `area` is what may be printed on.
    PaperReport(const Report &report, const ExportOptions &options, const QSizeF &area);
    PaperReport(const PaperReport &) = delete;
    PaperReport &operator=(const PaperReport &) = delete;

    [[nodiscard]] int pageCount() const { return static_cast<int>(m_pages.size()); }
    /// The headings of the first two levels with their pages.
    [[nodiscard]] QList<PdfBookmark> headings() const;
    /// Of the contents' lines, in the units that it is painted in.
    [[nodiscard]] QList<PdfLink> links() const;
    void paint(QPainter &painter, int page) const;

private:
    /// The executive one-pager, in letters small enough for one page.
    void setOnePage();
    void setTitle(const Report &report);
    void setContents();
    void setSection(const outline::Section &section, int level);
    void setBlock(const outline::Block &block);
    void setTable(const outline::Table &table);
    void setChart(const outline::Chart &chart);
    void setCaption(const QString &caption, const QStringList &refs);
    /// Runs as one text with the numbers of their notes; `before` stands in front.
    void setText(const outline::Text &text, const TextStyle &style, double space, const QString &before = {});
    void append(const QString &text, const QList<Look> &looks, const TextStyle &style, double space,
                const QList<std::pair<qsizetype, QList<NoteLine>>> &notes, bool keepsWithNext);
    /// The number of the note that says so, with its lines where it is said for the first time.
    [[nodiscard]] std::pair<int, QList<NoteLine>> noteOf(const QString &text);
    [[nodiscard]] TextStyle styleOf(int pixels, bool isBold = false) const;
    [[nodiscard]] QRectF logoBox(const QRectF &header) const;

    Wording m_wording;
    outline::Outline m_outline;
    Report m_report; ///< as its template shows it
    SourceNotes m_notes;
    QString m_footer;
    QImage m_logo;
    QString m_colourName; ///< of the brand; empty for the program's own
    QColor m_colour;
    QSizeF m_area;
    QFont m_font;
    QHash<QString, int> m_said;
    int m_noteCount = 0;
    int m_tables = 0;
    int m_smaller = 0; ///< pixels that letters are smaller by
    QList<PdfBookmark> m_bookmarks;
    QList<Piece> m_pieces;
    QList<Page> m_pages;
};

} // namespace consultantos::paper
