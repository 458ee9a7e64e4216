// SPDX-License-Identifier: GPL-3.0-or-later
#include "recent/recent_items.h"

#include "base/json.h"
#include "base/private_files.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <algorithm>

namespace consultantos {

namespace {

QString pathIn(const QString &folder)
{
    return QDir(folder).filePath(QStringLiteral("recent.json"));
}

QStringList texts(const QJsonValue &value)
{
    QStringList list;
    for (const auto &one : value.toArray()) {
        if (!one.toString().isEmpty())
            list.append(one.toString());
    }
    return list;
}

/// Case doesn't tell companies from each other.
void removeName(QStringList &names, const QString &name)
{
    names.removeIf([&name](const QString &one) { return one.compare(name, Qt::CaseInsensitive) == 0; });
}

} // namespace

void RecentItems::noteReport(const RecentReport &report)
{
    forgetReport(report.id);
    reports.prepend(report);
    if (reports.size() > MostReports)
        reports.resize(MostReports);
}

void RecentItems::forgetReport(const QString &id)
{
    reports.removeIf([&id](const RecentReport &one) { return one.id == id; });
}

void RecentItems::noteCompany(const QString &name)
{
    if (name.trimmed().isEmpty())
        return;
    removeName(companies, name.trimmed());
    companies.prepend(name.trimmed());
    if (companies.size() > MostCompanies)
        companies.resize(MostCompanies);
}

void RecentItems::pinCompany(const QString &name, bool isPinned)
{
    removeName(pinnedCompanies, name);
    if (isPinned && !name.trimmed().isEmpty())
        pinnedCompanies.append(name.trimmed());
}

QStringList RecentItems::companiesToOffer() const
{
    auto others = companies;
    for (const auto &name : pinnedCompanies)
        removeName(others, name);
    return pinnedCompanies + others;
}

RecentItems RecentItems::load(const QString &folder)
{
    RecentItems items;
    const auto stored = json::readObject(pathIn(folder));
    if (!stored)
        return items;
    for (const auto &one : stored->value(QStringLiteral("reports")).toArray()) {
        const auto report = one.toObject();
        if (const auto id = report.value(QStringLiteral("id")).toString(); !id.isEmpty())
            items.reports.append({id, report.value(QStringLiteral("title")).toString()});
    }
    items.companies = texts(stored->value(QStringLiteral("companies")));
    items.pinnedCompanies = texts(stored->value(QStringLiteral("pinned_companies")));
    items.commands = texts(stored->value(QStringLiteral("commands")));
    return items;
}

Status RecentItems::save(const QString &folder) const
{
    QJsonArray list;
    for (const auto &report : reports)
        list.append(QJsonObject{{QStringLiteral("id"), report.id}, {QStringLiteral("title"), report.title}});
    const QJsonObject object{{QStringLiteral("version"), 1},
                             {QStringLiteral("reports"), list},
                             {QStringLiteral("companies"), QJsonArray::fromStringList(companies)},
                             {QStringLiteral("pinned_companies"), QJsonArray::fromStringList(pinnedCompanies)},
                             {QStringLiteral("commands"), QJsonArray::fromStringList(commands)}};
    QSaveFile file(pathIn(folder));
    const auto text = QJsonDocument(object).toJson();
    if (openPrivate(file) && file.write(text) == text.size() && file.commit())
        return {};
    return fail(ErrorCode::Unreadable,
                QCoreApplication::translate("RecentItems", "%1 could not be written.").arg(file.fileName()),
                file.errorString());
}

} // namespace consultantos
