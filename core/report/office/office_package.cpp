// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/office/office_package.h"

#include "report/office/xml_part.h"

#include <QCoreApplication>

#include <memory>
#include <zip.h>

namespace consultantos::office {

namespace {

QString uriOf(const QString &type)
{
    if (type.contains(QLatin1Char(':')))
        return type;
    if (type == QLatin1String("core-properties"))
        return QStringLiteral("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties");
    return QStringLiteral("http://schemas.openxmlformats.org/officeDocument/2006/relationships/") + type;
}

QString relationsName(const QString &part)
{
    const auto slash = part.lastIndexOf(QLatin1Char('/'));
    return part.left(slash + 1) + QStringLiteral("_rels/") + part.mid(slash + 1) + QStringLiteral(".rels");
}

QByteArray relationsPart(const QList<Relation> &relations)
{
    XmlPart xml;
    xml.open("Relationships",
             {{"xmlns", QStringLiteral("http://schemas.openxmlformats.org/package/2006/relationships")}});
    for (const auto &relation : relations) {
        if (relation.isExternal)
            xml.leaf("Relationship", {{"Id", relation.id},
                                      {"Type", uriOf(relation.type)},
                                      {"Target", relation.target},
                                      {"TargetMode", QStringLiteral("External")}});
        else
            xml.leaf("Relationship",
                     {{"Id", relation.id}, {"Type", uriOf(relation.type)}, {"Target", relation.target}});
    }
    return xml.finished();
}

Error zipFailed(const QString &cause)
{
    return {ErrorCode::Internal,
            QCoreApplication::translate("ReportFile", "The document could not be packed: %1.").arg(cause),
            {}};
}

/// 1980-01-01: the earliest that ZIP knows, so that the time of writing is no part of the file.
constexpr zip_uint16_t FirstDosDate = (1 << 5) | 1;

} // namespace

void OfficePackage::add(const QString &name, const QByteArray &bytes, const QString &type)
{
    m_parts.insert(name, bytes);
    if (!type.isEmpty())
        m_types.insert(name, type);
}

QString OfficePackage::relate(const QString &part, const QString &type, const QString &target, bool isExternal)
{
    auto &relations = m_relations[part];
    const auto id = QStringLiteral("rId%1").arg(relations.size() + 1);
    relations.append({id, type, target, isExternal});
    return id;
}

void OfficePackage::addProperties(const QString &title, const QString &author, const QString &language,
                                  const QDate &date)
{
    XmlPart core;
    core.open("cp:coreProperties",
              {{"xmlns:cp", QStringLiteral("http://schemas.openxmlformats.org/package/2006/metadata/core-properties")},
               {"xmlns:dc", QStringLiteral("http://purl.org/dc/elements/1.1/")},
               {"xmlns:dcterms", QStringLiteral("http://purl.org/dc/terms/")},
               {"xmlns:xsi", QStringLiteral("http://www.w3.org/2001/XMLSchema-instance")}});
    const auto moment = date.toString(Qt::ISODate) + QStringLiteral("T00:00:00Z");
    const auto w3c = QStringLiteral("dcterms:W3CDTF");
    core.element("dc:title", title)
        .element("dc:creator", author)
        .element("cp:lastModifiedBy", author)
        .element("dc:language", language)
        .element("dcterms:created", moment, {{"xsi:type", w3c}})
        .element("dcterms:modified", moment, {{"xsi:type", w3c}});
    add(QStringLiteral("docProps/core.xml"), core.finished(),
        QStringLiteral("application/vnd.openxmlformats-package.core-properties+xml"));
    relate({}, QStringLiteral("core-properties"), QStringLiteral("docProps/core.xml"));
    XmlPart app;
    app.open("Properties",
             {{"xmlns", QStringLiteral("http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")}});
    app.element("Application", author.section(QLatin1Char(' '), 0, 0));
    add(QStringLiteral("docProps/app.xml"), app.finished(),
        QStringLiteral("application/vnd.openxmlformats-officedocument.extended-properties+xml"));
    relate({}, QStringLiteral("extended-properties"), QStringLiteral("docProps/app.xml"));
}

Result<QByteArray> OfficePackage::bytes() const
{
    XmlPart types;
    types.open("Types", {{"xmlns", QStringLiteral("http://schemas.openxmlformats.org/package/2006/content-types")}});
    const std::pair<const char *, const char *> defaults[] = {
        {"rels", "application/vnd.openxmlformats-package.relationships+xml"},
        {"xml", "application/xml"},
        {"png", "image/png"},
        {"jpeg", "image/jpeg"},
        {"jpg", "image/jpeg"},
        {"gif", "image/gif"},
        {"svg", "image/svg+xml"},
        {"emf", "image/x-emf"},
        {"wmf", "image/x-wmf"},
        {"bin", "application/vnd.openxmlformats-officedocument.presentationml.printerSettings"},
        {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}};
    for (const auto &[suffix, type] : defaults)
        types.leaf("Default", {{"Extension", QLatin1String(suffix)}, {"ContentType", QLatin1String(type)}});
    for (auto it = m_types.cbegin(); it != m_types.cend(); ++it)
        types.leaf("Override", {{"PartName", QLatin1Char('/') + it.key()}, {"ContentType", it.value()}});

    QList<std::pair<QString, QByteArray>> parts{{QStringLiteral("[Content_Types].xml"), types.finished()}};
    for (auto it = m_relations.cbegin(); it != m_relations.cend(); ++it)
        parts.append({relationsName(it.key()), relationsPart(it.value())});
    for (auto it = m_parts.cbegin(); it != m_parts.cend(); ++it)
        parts.append({it.key(), it.value()});

    zip_error_t error;
    zip_error_init(&error);
    auto *buffer = zip_source_buffer_create(nullptr, 0, 0, &error);
    if (buffer == nullptr)
        return tl::unexpected(zipFailed(QString::fromLocal8Bit(zip_error_strerror(&error))));
    zip_source_keep(buffer);
    const std::unique_ptr<zip_source_t, decltype(&zip_source_free)> kept(buffer, &zip_source_free);
    std::unique_ptr<zip_t, decltype(&zip_discard)> archive(
        zip_open_from_source(buffer, ZIP_CREATE | ZIP_TRUNCATE, &error), &zip_discard);
    if (!archive) {
        zip_source_free(buffer);
        return tl::unexpected(zipFailed(QString::fromLocal8Bit(zip_error_strerror(&error))));
    }
    for (const auto &[name, bytes] : parts) {
        auto *source = zip_source_buffer(archive.get(), bytes.constData(), static_cast<zip_uint64_t>(bytes.size()), 0);
        const auto index =
            source ? zip_file_add(archive.get(), name.toUtf8().constData(), source, ZIP_FL_ENC_UTF_8) : -1;
        if (index < 0) {
            zip_source_free(source);
            return tl::unexpected(zipFailed(QString::fromLocal8Bit(zip_strerror(archive.get()))));
        }
        zip_file_set_dostime(archive.get(), static_cast<zip_uint64_t>(index), 0, FirstDosDate, 0);
    }
    if (zip_close(archive.get()) != 0)
        return tl::unexpected(zipFailed(QString::fromLocal8Bit(zip_strerror(archive.get()))));
    archive.release();
    zip_stat_t stat;
    if (zip_source_stat(buffer, &stat) != 0 || zip_source_open(buffer) != 0)
        return tl::unexpected(zipFailed(QString::fromLocal8Bit(zip_error_strerror(zip_source_error(buffer)))));
    QByteArray packed(static_cast<qsizetype>(stat.size), Qt::Uninitialized);
    const auto read = zip_source_read(buffer, packed.data(), stat.size);
    zip_source_close(buffer);
    if (read < 0 || static_cast<zip_uint64_t>(read) != stat.size)
        return tl::unexpected(zipFailed(QString::fromLocal8Bit(zip_error_strerror(zip_source_error(buffer)))));
    return packed;
}

} // namespace consultantos::office
