// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/office_package.h"

#include "evidence/documents/document_errors.h"
#include "evidence/documents/safe_xml_reader.h"
#include "model/document.h"

#include <QDateTime>
#include <QDir>

namespace consultantos {

namespace {

QString relationsPart(const QString &part)
{
    const auto slash = part.lastIndexOf(QLatin1Char('/'));
    return part.left(slash + 1) + QStringLiteral("_rels/") + part.mid(slash + 1) + QStringLiteral(".rels");
}

/// A target is meant from the part's own folder, or from the archive's root where it begins with a slash.
QString resolved(const QString &part, const QString &target)
{
    if (target.startsWith(QLatin1Char('/')))
        return QDir::cleanPath(target).mid(1);
    return QDir::cleanPath(part.left(part.lastIndexOf(QLatin1Char('/')) + 1) + target);
}

std::optional<QDate> dayOf(const QString &time)
{
    const auto date = QDateTime::fromString(time.trimmed(), Qt::ISODate).toUTC().date();
    return date.isValid() ? std::optional(date) : std::nullopt;
}

} // namespace

OfficePackage::OfficePackage(SafeArchive archive, ImportBudget &budget)
    : m_archive(std::move(archive))
    , m_budget(&budget)
{
}

std::optional<OfficePackage> OfficePackage::open(const QByteArray &content, ImportBudget &budget)
{
    auto archive = SafeArchive::open(content, budget);
    if (!archive) {
        budget.fail(tl::unexpected<Error>(archive.error()));
        return std::nullopt;
    }
    OfficePackage package(std::move(*archive), budget);
    package.m_mainPart = targetOfType(package.relations({}), QLatin1String("officeDocument"));
    if (package.m_mainPart.isEmpty() || !package.m_archive.contains(package.m_mainPart)) {
        budget.fail(document_errors::damaged(budget.name(), QStringLiteral("_rels/.rels")));
        return std::nullopt;
    }
    return package;
}

QList<OfficeRelation> OfficePackage::relations(const QString &part)
{
    QList<OfficeRelation> relations;
    const auto content = m_archive.read(relationsPart(part));
    if (!content)
        return relations;
    SafeXmlReader xml(*content, *m_budget);
    xml.nextChild();
    while (xml.nextChild()) {
        OfficeRelation relation;
        relation.id = xml.attribute(QLatin1String("Id"));
        relation.type = xml.attribute(QLatin1String("Type")).section(QLatin1Char('/'), -1);
        relation.isExternal = xml.attribute(QLatin1String("TargetMode")) == QLatin1String("External");
        const auto target = xml.attribute(QLatin1String("Target"));
        relation.target = relation.isExternal ? target : resolved(part, target);
        relations.append(relation);
        xml.skip();
    }
    finish(xml, relationsPart(part));
    return relations;
}

void OfficePackage::readProperties(Document &document)
{
    const auto part = targetOfType(relations({}), QLatin1String("core-properties"));
    const auto content = m_archive.read(part.isEmpty() ? QStringLiteral("docProps/core.xml") : part);
    if (!content)
        return;
    SafeXmlReader xml(*content, *m_budget);
    std::optional<QDate> created;
    xml.nextChild();
    while (xml.nextChild()) {
        const auto name = xml.name().toString();
        const auto text = xml.text();
        if (name == QLatin1String("title"))
            document.title = text.simplified();
        else if (name == QLatin1String("creator"))
            document.author = text.simplified();
        else if (name == QLatin1String("modified"))
            document.date = dayOf(text);
        else if (name == QLatin1String("created"))
            created = dayOf(text);
    }
    if (!document.date)
        document.date = created;
}

void OfficePackage::finish(const SafeXmlReader &xml, const QString &part)
{
    if (xml.isBroken())
        m_budget->fail(document_errors::damaged(m_budget->name(), QStringLiteral("%1: %2").arg(part, xml.fault())));
}

QString targetOfType(const QList<OfficeRelation> &relations, QLatin1String type)
{
    for (const auto &relation : relations) {
        if (relation.type == type && !relation.isExternal)
            return relation.target;
    }
    return {};
}

} // namespace consultantos
