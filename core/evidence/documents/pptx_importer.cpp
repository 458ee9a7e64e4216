// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/pptx_importer.h"

#include "evidence/documents/block_builder.h"
#include "evidence/documents/chart_reader.h"
#include "evidence/documents/document_errors.h"
#include "evidence/documents/office_package.h"
#include "evidence/documents/pptx_slide_reader.h"
#include "evidence/documents/safe_xml_reader.h"
#include "evidence/documents/zip_listing.h"

#include <algorithm>

namespace consultantos {

namespace {

/// Reads the slides of one package.
class Reader {
public:
    Reader(OfficePackage &package, BlockBuilder &builder, ImportBudget &budget)
        : m_package(package)
        , m_builder(builder)
        , m_budget(budget)
    {
    }

    /// The parts of the slides in the order of showing.
    QStringList slides();
    void addSlide(const QString &part);

private:
    QList<PptxShape> shapesOf(const QString &part);
    void addShape(const PptxShape &shape);
    void addTitle(const PptxShape &shape);
    void addChart(const QString &part, const QRectF &area);
    void addDiagram(const QString &part);
    void addNotes(const QString &part);
    void addComments(const QString &part);
    [[nodiscard]] QString targetOf(const QString &relation) const;

    OfficePackage &m_package;
    BlockBuilder &m_builder;
    ImportBudget &m_budget;
    QList<OfficeRelation> m_relations; ///< of the slide that is read
};

QStringList Reader::slides()
{
    m_relations = m_package.relations(m_package.mainPart());
    QStringList slides;
    const auto content = m_package.read(m_package.mainPart());
    if (!content)
        return slides;
    SafeXmlReader xml(*content, m_budget);
    xml.nextChild();
    while (xml.nextChild()) {
        if (xml.name() != QLatin1String("sldIdLst")) {
            xml.skip();
            continue;
        }
        while (xml.nextChild()) {
            slides << targetOf(xml.prefixedAttribute(QLatin1String("id")));
            xml.skip();
        }
    }
    m_package.finish(xml, m_package.mainPart());
    return slides;
}

QString Reader::targetOf(const QString &relation) const
{
    for (const auto &known : m_relations) {
        if (known.id == relation)
            return known.target;
    }
    return {};
}

QList<PptxShape> Reader::shapesOf(const QString &part)
{
    const auto content = m_package.read(part);
    if (!content) {
        m_budget.fail(document_errors::damaged(m_budget.name(), part));
        return {};
    }
    SafeXmlReader xml(*content, m_budget);
    auto shapes = readPptxShapes(xml);
    m_package.finish(xml, part);
    return shapes;
}

void Reader::addSlide(const QString &part)
{
    m_relations = m_package.relations(part);
    auto shapes = shapesOf(part);
    // The title is read first, wherever it was drawn.
    std::stable_partition(shapes.begin(), shapes.end(), [](const PptxShape &shape) { return shape.isTitle(); });
    for (const auto &shape : shapes) {
        if (m_budget.isSpent())
            return;
        if (!shape.isFurniture())
            addShape(shape);
    }
    for (const auto &relation : std::as_const(m_relations)) {
        if (relation.type == QLatin1String("notesSlide"))
            addNotes(relation.target);
        else if (relation.type == QLatin1String("comments"))
            addComments(relation.target);
    }
}

void Reader::addShape(const PptxShape &shape)
{
    if (shape.isTitle()) {
        addTitle(shape);
        return;
    }
    for (const auto &paragraph : shape.paragraphs) {
        const bool isItem = paragraph.hasBullet.value_or(shape.isBulleted());
        m_builder.add(isItem ? BlockKind::ListItem : BlockKind::Paragraph, paragraph.text, shape.area);
    }
    if (shape.table)
        m_builder.addTable(*shape.table);
    if (!shape.chart.isEmpty())
        addChart(targetOf(shape.chart), shape.area);
    if (!shape.diagram.isEmpty())
        addDiagram(targetOf(shape.diagram));
}

void Reader::addTitle(const PptxShape &shape)
{
    QString title;
    for (const auto &paragraph : shape.paragraphs)
        title += paragraph.text + QLatin1Char('\n');
    m_builder.addHeading(title, 1, shape.area);
}

void Reader::addChart(const QString &part, const QRectF &area)
{
    const auto content = m_package.read(part);
    if (!content)
        return;
    SafeXmlReader xml(*content, m_budget);
    auto table = readChart(xml);
    m_package.finish(xml, part);
    m_builder.add(BlockKind::Paragraph, table.name, area);
    m_builder.addTable(std::move(table));
}

/// The texts of a diagram's points; how they are drawn is told elsewhere.
void Reader::addDiagram(const QString &part)
{
    const auto content = m_package.read(part);
    if (!content)
        return;
    SafeXmlReader xml(*content, m_budget);
    while (xml.next()) {
        const bool isText = xml.isStart() && xml.name() == QLatin1String("t") && xml.prefix() != QLatin1String("a");
        if (isText)
            m_builder.add(BlockKind::ListItem, readDrawingPlainText(xml));
    }
    m_package.finish(xml, part);
}

void Reader::addNotes(const QString &part)
{
    for (const auto &shape : shapesOf(part)) {
        if (shape.isFurniture())
            continue;
        for (const auto &paragraph : shape.paragraphs)
            m_builder.add(BlockKind::Note, paragraph.text);
    }
}

void Reader::addComments(const QString &part)
{
    const auto content = m_package.read(part);
    if (!content)
        return;
    SafeXmlReader xml(*content, m_budget);
    while (xml.next()) {
        if (!xml.isStart())
            continue;
        if (xml.name() == QLatin1String("text"))
            m_builder.add(BlockKind::Note, xml.text());
        else if (xml.name() == QLatin1String("txBody"))
            m_builder.add(BlockKind::Note, readDrawingPlainText(xml));
    }
    m_package.finish(xml, part);
}

} // namespace

bool PptxImporter::accepts(const QByteArray &head, const QString &name) const
{
    return isOfficePackage(head, name, "ppt/presentation.xml", QLatin1String("pp"));
}

void PptxImporter::fill(Document &document, const QByteArray &content, ImportBudget &budget) const
{
    auto package = OfficePackage::open(content, budget);
    if (!package)
        return;
    package->readProperties(document);
    BlockBuilder builder(document, budget);
    Reader reader(*package, builder, budget);
    for (const auto &slide : reader.slides()) {
        if (budget.isSpent())
            return;
        ++document.pages;
        if (builder.beginPage(document.pages))
            reader.addSlide(slide);
    }
}

} // namespace consultantos
