// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_documents.h"

#include <QPainter>

namespace consultantos::test {

namespace {

constexpr double PageWidth = 612;
constexpr double PageHeight = 792;
constexpr double Margin = 54;
constexpr double LineHeight = 15;
constexpr double PointsPerInch = 72;

/// Sets blocks below one another, as a page does.
class PageSetter {
public:
    explicit PageSetter(Document &document)
        : m_document(document)
    {
    }

    void nextPage(const QString &section)
    {
        m_section = section;
        m_top = Margin;
        m_document.pages = ++m_page;
    }

    void add(BlockKind kind, const QString &text, int lines)
    {
        Block block;
        block.kind = kind;
        block.text = text;
        block.page = m_page;
        block.section = m_section;
        block.offset = m_offset;
        block.level = kind == BlockKind::Heading ? 1 : 0;
        block.area = QRectF(Margin, m_top, PageWidth - 2 * Margin, lines * LineHeight);
        m_document.blocks.append(block);
        m_offset += int(text.toUcs4().size()) + 1;
        m_top += lines * LineHeight + (kind == BlockKind::TableRow ? 0 : LineHeight / 2);
    }

private:
    Document &m_document;
    QString m_section;
    int m_page = 0;
    int m_offset = 0;
    double m_top = Margin;
};

void drawBlock(QPainter &painter, const Block &block)
{
    QFont font(QStringLiteral("DejaVu Sans"));
    font.setPixelSize(10);
    font.setBold(block.kind == BlockKind::Heading);
    painter.setFont(font);
    const auto cells = block.text.split(QLatin1Char('\t'));
    if (cells.size() == 1) {
        painter.drawText(block.area, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, block.text);
        return;
    }
    const double width = block.area.width() / 2 / double(cells.size() - 1);
    for (qsizetype column = 0; column < cells.size(); ++column) {
        const auto left = block.area.left() + (column == 0 ? 0 : block.area.width() / 2 + width * double(column - 1));
        painter.drawText(QRectF(left, block.area.top(), column == 0 ? block.area.width() / 2 : width, LineHeight),
                         column == 0 ? Qt::AlignLeft : Qt::AlignRight, cells[column]);
    }
}

} // namespace

Document sampleAnnualReport()
{
    Document document;
    document.id = QStringLiteral("0123456789abcdef");
    document.name = QStringLiteral("annual-report-2023.pdf");
    document.format = QStringLiteral("pdf");
    document.title = QStringLiteral("Annual report 2023");
    PageSetter page(document);
    page.nextPage(QStringLiteral("Item 1A. Risk factors"));
    page.add(BlockKind::Heading, QStringLiteral("Item 1A. Risk factors"), 1);
    page.add(
        BlockKind::Paragraph,
        QStringLiteral("Our suppliers of battery cells are few. A delay at one of them would delay deliveries, and "
                       "prices of lithium and nickel moved by more than half within the year."),
        3);
    page.add(BlockKind::Paragraph,
             QStringLiteral("We depend on demand in China and Europe. Price cuts by competitors were followed by ours "
                            "and lowered the gross margin of every model."),
             3);
    page.add(BlockKind::Paragraph,
             QStringLiteral("Regulatory credits were a small part of revenues and may end as other makers comply."), 2);
    page.nextPage(QStringLiteral("Item 8. Financial statements"));
    page.add(BlockKind::Heading, QStringLiteral("Consolidated statements of operations"), 1);
    page.add(BlockKind::Paragraph, QStringLiteral("In millions, except per share data"), 1);
    page.add(BlockKind::TableRow, QStringLiteral("Year ended December 31\t2023\t2022\t2021"), 1);
    page.add(BlockKind::TableRow, QStringLiteral("Total revenues\t96,773\t81,462\t53,823"), 1);
    page.add(BlockKind::TableRow, QStringLiteral("Cost of revenues\t79,113\t60,609\t40,217"), 1);
    page.add(BlockKind::TableRow, QStringLiteral("Gross profit\t17,660\t20,853\t13,606"), 1);
    page.add(
        BlockKind::Paragraph,
        QStringLiteral("Gross profit fell although revenues rose: lower prices outweighed lower cost per vehicle."), 1);
    return document;
}

Document sampleInterview()
{
    Document document;
    document.id = QStringLiteral("fedcba9876543210");
    document.name = QStringLiteral("interview-plant-manager.docx");
    document.format = QStringLiteral("docx");
    int offset = 0;
    for (int question = 1; question <= 30; ++question) {
        Block block;
        block.section = question <= 15 ? QStringLiteral("Capacity") : QStringLiteral("Quality");
        block.offset = offset;
        block.text = question == 20
                         ? QStringLiteral("The paint shop is the bottleneck: it stands still for a day of every week.")
                         : QStringLiteral("Answer %1: nothing of note on this point.").arg(question);
        offset += int(block.text.size()) + 1;
        document.blocks.append(block);
    }
    return document;
}

DocumentOrigin sampleOrigin(const Document &document)
{
    DocumentOrigin origin;
    origin.path = QStringLiteral("/home/user/engagement/") + document.name;
    if (document.format == QLatin1String("pdf")) {
        origin.companyId = QStringLiteral("1318605");
        origin.companyName = QStringLiteral("Tesla");
        origin.fiscalYear = 2023;
        origin.facts = 9;
    }
    return origin;
}

Result<QImage> drawSamplePage(const QString &documentId, int page, double dpi)
{
    const auto document = sampleAnnualReport();
    if (documentId != document.id)
        return fail(ErrorCode::NotFound, QStringLiteral("no pages"));
    const double scale = dpi / PointsPerInch;
    QImage image(QSizeF(PageWidth * scale, PageHeight * scale).toSize(), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::TextAntialiasing | QPainter::Antialiasing);
    painter.scale(scale, scale);
    painter.setPen(Qt::black);
    for (const auto &block : document.blocks) {
        if (block.page == page)
            drawBlock(painter, block);
    }
    return image;
}

} // namespace consultantos::test
