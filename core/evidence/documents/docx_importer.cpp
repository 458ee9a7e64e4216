// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/docx_importer.h"

#include "evidence/documents/docx_body_reader.h"
#include "evidence/documents/office_package.h"
#include "evidence/documents/safe_xml_reader.h"
#include "evidence/documents/zip_listing.h"

namespace consultantos {

namespace {

DocxStyles stylesOf(OfficePackage &package, const QString &part, ImportBudget &budget)
{
    const auto content = package.read(part);
    if (!content)
        return {};
    SafeXmlReader xml(*content, budget);
    auto styles = readDocxStyles(xml);
    package.finish(xml, part);
    return styles;
}

void readBody(OfficePackage &package, const QByteArray &content, DocxBodyReader &reader, ImportBudget &budget)
{
    SafeXmlReader xml(content, budget);
    xml.nextChild();
    while (xml.nextChild()) {
        if (xml.name() == QLatin1String("body"))
            reader.readBlocks(xml);
        else
            xml.skip();
    }
    package.finish(xml, package.mainPart());
}

/// Comments, footnotes and endnotes: each element of the part is one.
void readNotes(OfficePackage &package, const QString &part, DocxBodyReader &reader, BlockBuilder &builder,
               ImportBudget &budget)
{
    const auto content = package.read(part);
    if (!content)
        return;
    SafeXmlReader xml(*content, budget);
    xml.nextChild();
    while (xml.nextChild()) {
        const bool isLine = !xml.attribute(QLatin1String("type")).isEmpty(); // the line that parts notes from text
        const auto text = reader.readText(xml);
        if (!isLine)
            builder.add(BlockKind::Note, text);
    }
    package.finish(xml, part);
}

} // namespace

bool DocxImporter::accepts(const QByteArray &head, const QString &name) const
{
    return isOfficePackage(head, name, "word/document.xml", QLatin1String("doc"));
}

void DocxImporter::fill(Document &document, const QByteArray &content, ImportBudget &budget) const
{
    auto package = OfficePackage::open(content, budget);
    if (!package)
        return;
    package->readProperties(document);
    const auto relations = package->relations(package->mainPart());
    const auto styles = stylesOf(*package, targetOfType(relations, QLatin1String("styles")), budget);
    BlockBuilder builder(document, budget);
    DocxBodyReader reader(styles, builder);
    if (const auto body = package->read(package->mainPart()))
        readBody(*package, *body, reader, budget);
    builder.setSection({});
    for (const auto *type : {"footnotes", "endnotes", "comments"})
        readNotes(*package, targetOfType(relations, QLatin1String(type)), reader, builder, budget);
    if (document.title.isEmpty())
        document.title = reader.title();
}

} // namespace consultantos
