// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/office/deck_template.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QXmlStreamReader>

#include <memory>
#include <zip.h>

namespace consultantos::office {

namespace {

constexpr zip_uint64_t MostBytes = 100'000'000; ///< unpacked
constexpr zip_int64_t MostParts = 5'000;

Error notATemplate(const QString &path, const QString &cause)
{
    return {ErrorCode::Malformed,
            QCoreApplication::translate("ReportFile", "%1 can't serve as a template of presentations: %2.")
                .arg(path, cause),
            QCoreApplication::translate("ReportFile", "Choose a .pptx or .potx file, or none, in the settings.")};
}

Result<QMap<QString, QByteArray>> unpacked(const QString &path)
{
    int code = 0;
    const std::unique_ptr<zip_t, decltype(&zip_discard)> archive(zip_open(path.toUtf8().constData(), ZIP_RDONLY, &code),
                                                                 &zip_discard);
    if (!archive) {
        return QFile::exists(path)
                   ? tl::unexpected(
                       notATemplate(path, QCoreApplication::translate("ReportFile", "it is no office file")))
                   : tl::unexpected(notATemplate(path, QCoreApplication::translate("ReportFile", "it is not there")));
    }
    const auto tooLarge = notATemplate(path, QCoreApplication::translate("ReportFile", "it is too large"));
    QMap<QString, QByteArray> parts;
    zip_uint64_t left = MostBytes;
    const auto count = zip_get_num_entries(archive.get(), 0);
    if (count > MostParts)
        return tl::unexpected(tooLarge);
    for (zip_int64_t i = 0; i < count; ++i) {
        zip_stat_t stat;
        if (zip_stat_index(archive.get(), static_cast<zip_uint64_t>(i), 0, &stat) != 0 || stat.size > left)
            return tl::unexpected(tooLarge);
        left -= stat.size;
        const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(
            zip_fopen_index(archive.get(), static_cast<zip_uint64_t>(i), 0), &zip_fclose);
        QByteArray bytes(static_cast<qsizetype>(stat.size), Qt::Uninitialized);
        if (!file || zip_fread(file.get(), bytes.data(), stat.size) != static_cast<zip_int64_t>(stat.size))
            return tl::unexpected(notATemplate(path, QCoreApplication::translate("ReportFile", "it is damaged")));
        parts.insert(QString::fromUtf8(stat.name), bytes);
    }
    return parts;
}

struct Target {
    QString type; ///< the last part of its URI
    QString part;
};

QString relationsName(const QString &part)
{
    const auto slash = part.lastIndexOf(QLatin1Char('/'));
    return part.left(slash + 1) + QStringLiteral("_rels/") + part.mid(slash + 1) + QStringLiteral(".rels");
}

/// A part's relations by their ids, targets as names of parts.
QMap<QString, Target> relationsOf(const QMap<QString, QByteArray> &parts, const QString &part)
{
    QMap<QString, Target> relations;
    QXmlStreamReader xml(parts.value(relationsName(part)));
    const auto folder = part.left(part.lastIndexOf(QLatin1Char('/')) + 1);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement || xml.name() != QLatin1String("Relationship"))
            continue;
        const auto attributes = xml.attributes();
        const auto target = attributes.value(QLatin1String("Target")).toString();
        const auto whole = target.startsWith(QLatin1Char('/')) ? target.mid(1) : QDir::cleanPath(folder + target);
        relations.insert(attributes.value(QLatin1String("Id")).toString(),
                         {attributes.value(QLatin1String("Type")).toString().section(QLatin1Char('/'), -1), whole});
    }
    return relations;
}

QString targetOf(const QMap<QString, QByteArray> &parts, const QString &part, const QString &type)
{
    for (const auto &relation : relationsOf(parts, part)) {
        if (relation.type == type)
            return relation.part;
    }
    return {};
}

struct LayoutFacts {
    QString type;
    bool hasTitle = false;
    bool isCentred = false;
    bool hasSubtitle = false;
    QRect title;
};

/// Type and title of a layout or master.
LayoutFacts layoutFacts(const QByteArray &bytes)
{
    LayoutFacts facts;
    QXmlStreamReader xml(bytes);
    QString shape;
    QPoint at;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const auto name = xml.name();
        const auto attributes = xml.attributes();
        if (name == QLatin1String("sldLayout")) {
            facts.type = attributes.value(QLatin1String("type")).toString();
        } else if (name == QLatin1String("sp")) {
            shape.clear();
        } else if (name == QLatin1String("ph")) {
            shape = attributes.value(QLatin1String("type")).toString();
            facts.isCentred = facts.isCentred || shape == QLatin1String("ctrTitle");
            facts.hasTitle = facts.hasTitle || shape == QLatin1String("title") || shape == QLatin1String("ctrTitle");
            facts.hasSubtitle = facts.hasSubtitle || shape == QLatin1String("subTitle");
        } else if (name == QLatin1String("off")) {
            at = {attributes.value(QLatin1String("x")).toInt(), attributes.value(QLatin1String("y")).toInt()};
        } else if (name == QLatin1String("ext") && shape == QLatin1String("title") && facts.title.isNull()
                   && attributes.hasAttribute(QLatin1String("cx"))) {
            facts.title = QRect(at, QSize(attributes.value(QLatin1String("cx")).toInt(),
                                          attributes.value(QLatin1String("cy")).toInt()));
        }
    }
    return facts;
}

void readContentTypes(DeckTemplate &made, const QByteArray &bytes)
{
    QXmlStreamReader xml(bytes);
    QMap<QString, QString> defaults;
    QMap<QString, QString> overrides;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const auto attributes = xml.attributes();
        const auto type = attributes.value(QLatin1String("ContentType")).toString();
        if (xml.name() == QLatin1String("Default"))
            defaults.insert(attributes.value(QLatin1String("Extension")).toString().toLower(), type);
        else if (xml.name() == QLatin1String("Override"))
            overrides.insert(attributes.value(QLatin1String("PartName")).toString().mid(1), type);
    }
    for (auto it = made.parts.cbegin(); it != made.parts.cend(); ++it) {
        const auto suffix = it.key().section(QLatin1Char('.'), -1).toLower();
        if (overrides.contains(it.key()))
            made.types.insert(it.key(), overrides.value(it.key()));
        else if (suffix != QLatin1String("rels") && suffix != QLatin1String("xml"))
            made.types.insert(it.key(), defaults.value(suffix));
    }
}

/// All parts that the masters lead to, and no slide.
void collect(DeckTemplate &made, const QMap<QString, QByteArray> &parts, const QString &part)
{
    if (made.parts.contains(part) || !parts.contains(part))
        return;
    made.parts.insert(part, parts.value(part));
    const auto relations = relationsName(part);
    if (!parts.contains(relations))
        return;
    made.parts.insert(relations, parts.value(relations));
    for (const auto &relation : relationsOf(parts, part)) {
        if (relation.type != QLatin1String("slide"))
            collect(made, parts, relation.part);
    }
}

void chooseLayouts(DeckTemplate &made, const QMap<QString, QByteArray> &parts)
{
    LayoutFacts message;
    QString fallback;
    for (const auto &relation : relationsOf(parts, made.masters.first().part)) {
        if (relation.type != QLatin1String("slideLayout"))
            continue;
        const auto facts = layoutFacts(parts.value(relation.part));
        if (facts.type == QLatin1String("title") && made.titleLayout.isEmpty()) {
            made.titleLayout = relation.part;
            made.hasSubtitle = facts.hasSubtitle;
            made.isOpenerCentred = facts.isCentred;
        } else if (facts.type == QLatin1String("titleOnly") && made.messageLayout.isEmpty()) {
            made.messageLayout = relation.part;
            message = facts;
        } else if (facts.hasTitle && !facts.isCentred && fallback.isEmpty()) {
            fallback = relation.part;
        }
    }
    if (made.messageLayout.isEmpty()) {
        made.messageLayout = fallback.isEmpty() ? made.titleLayout : fallback;
        message = layoutFacts(parts.value(made.messageLayout));
    }
    if (made.titleLayout.isEmpty())
        made.titleLayout = made.messageLayout;
    made.messageTitle = message.title;
    if (made.messageTitle.isNull())
        made.messageTitle = layoutFacts(parts.value(made.masters.first().part)).title;
    if (made.messageTitle.isNull())
        made.messageTitle = QRect(made.width / 20, made.height / 20, made.width * 9 / 10, made.height / 6);
}

} // namespace

Result<DeckTemplate> readTemplate(const QString &path)
{
    const auto parts = unpacked(path);
    if (!parts)
        return tl::unexpected(parts.error());
    const auto presentation = targetOf(*parts, QString(), QStringLiteral("officeDocument"));
    const auto relations = relationsOf(*parts, presentation);
    DeckTemplate made;
    QXmlStreamReader xml(parts->value(presentation));
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const auto attributes = xml.attributes();
        if (xml.name() == QLatin1String("sldMasterId")) {
            QString relation;
            for (const auto &attribute : attributes) {
                if (attribute.name() == QLatin1String("id") && !attribute.namespaceUri().isEmpty())
                    relation = attribute.value().toString();
            }
            made.masters.append({attributes.value(QLatin1String("id")).toString(), relations.value(relation).part});
        } else if (xml.name() == QLatin1String("sldSz")) {
            made.width = attributes.value(QLatin1String("cx")).toInt();
            made.height = attributes.value(QLatin1String("cy")).toInt();
        }
    }
    const bool isWhole = !made.masters.isEmpty() && parts->contains(made.masters.first().part) && !xml.hasError()
                         && made.width > 0 && made.height > 0;
    if (!isWhole)
        return tl::unexpected(
            notATemplate(path, QCoreApplication::translate("ReportFile", "it is no presentation with a master")));
    for (const auto &master : std::as_const(made.masters))
        collect(made, *parts, master.part);
    readContentTypes(made, parts->value(QStringLiteral("[Content_Types].xml")));
    made.theme = targetOf(*parts, made.masters.first().part, QStringLiteral("theme"));
    chooseLayouts(made, *parts);
    if (made.messageLayout.isEmpty())
        return tl::unexpected(notATemplate(path, QCoreApplication::translate("ReportFile", "it has no layout")));
    return made;
}

} // namespace consultantos::office
