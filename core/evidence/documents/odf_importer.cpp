// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/odf_importer.h"

#include "evidence/documents/delimited_text.h"
#include "evidence/documents/document_errors.h"
#include "evidence/documents/import_budget.h"
#include "evidence/documents/odf_body_reader.h"
#include "evidence/documents/safe_archive.h"
#include "evidence/documents/safe_xml_reader.h"
#include "evidence/documents/zip_listing.h"

namespace consultantos {

namespace {

constexpr qsizetype TypeAt = 30; // the first entry is "mimetype", stored, so that its text has a fixed place

QByteArray typeOf(OdfKind kind)
{
    switch (kind) {
    case OdfKind::Text:
        return "text";
    case OdfKind::Sheet:
        return "spreadsheet";
    case OdfKind::Presentation:
        return "presentation";
    }
    return {};
}

/// Encryption is told in the manifest; the archive's entries themselves look sound.
bool isEncrypted(SafeArchive &archive, ImportBudget &budget)
{
    const auto manifest = archive.read(QStringLiteral("META-INF/manifest.xml"));
    if (!manifest)
        return false;
    SafeXmlReader xml(*manifest, budget);
    while (xml.next()) {
        if (xml.isStart() && xml.name() == QLatin1String("encryption-data"))
            return true;
    }
    return false;
}

void readProperties(SafeArchive &archive, ImportBudget &budget, Document &document)
{
    const auto meta = archive.read(QStringLiteral("meta.xml"));
    if (!meta)
        return;
    SafeXmlReader xml(*meta, budget);
    while (xml.next()) {
        if (!xml.isStart())
            continue;
        if (xml.name() == QLatin1String("title"))
            document.title = xml.text().simplified();
        else if (xml.name() == QLatin1String("creator")
                 || (xml.name() == QLatin1String("initial-creator") && document.author.isEmpty()))
            document.author = xml.text().simplified();
        else if (xml.name() == QLatin1String("date"))
            document.date = isoDate(xml.text());
    }
}

} // namespace

QString OdfImporter::format() const
{
    switch (m_kind) {
    case OdfKind::Sheet:
        return QStringLiteral("ods");
    case OdfKind::Presentation:
        return QStringLiteral("odp");
    case OdfKind::Text:
        break;
    }
    return QStringLiteral("odt");
}

bool OdfImporter::accepts(const QByteArray &head, const QString &name) const
{
    const auto type = QByteArrayView(head).sliced(std::min(TypeAt, head.size()));
    const QByteArrayView mark("mimetypeapplication/vnd.oasis.opendocument.");
    if (head.startsWith("PK\3\4") && type.startsWith(mark))
        return type.sliced(mark.size()).startsWith(typeOf(m_kind)); // also templates: "text-template"
    const bool isNamed = name.endsWith(QLatin1Char('.') + format(), Qt::CaseInsensitive);
    return isNamed && ZipListing::of(head).names.contains("content.xml");
}

void OdfImporter::fill(Document &document, const QByteArray &content, ImportBudget &budget) const
{
    auto archive = SafeArchive::open(content, budget);
    if (!archive) {
        budget.fail(tl::unexpected<Error>(archive.error()));
        return;
    }
    if (isEncrypted(*archive, budget)) {
        budget.fail(document_errors::encrypted(budget.name()));
        return;
    }
    readProperties(*archive, budget, document);
    const auto part = QStringLiteral("content.xml");
    const auto body = archive->read(part);
    if (!body) {
        budget.fail(document_errors::damaged(budget.name(), part));
        return;
    }
    BlockBuilder builder(document, budget);
    OdfBodyReader reader(builder, budget, m_kind == OdfKind::Sheet);
    SafeXmlReader xml(*body, budget);
    xml.nextChild();
    while (xml.nextChild()) {
        if (xml.name() == QLatin1String("body"))
            reader.readBlocks(xml);
        else
            xml.skip();
    }
    document.pages = reader.pages();
    if (xml.isBroken())
        budget.fail(document_errors::damaged(budget.name(), QStringLiteral("%1: %2").arg(part, xml.fault())));
}

} // namespace consultantos
