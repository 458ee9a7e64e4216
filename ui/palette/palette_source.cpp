// SPDX-License-Identifier: GPL-3.0-or-later
#include "palette/palette_source.h"

#include "base/setting_declaration.h"
#include "settings/setting_row.h"
#include "settings/setting_sections.h"
#include "storage/report_repository.h"

#include <QAction>
#include <QCoreApplication>
#include <QLocale>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>
#include <QtConcurrentRun>

namespace consultantos {

namespace {

constexpr int MostReports = 15;
constexpr auto OtherNames = "otherNames"; // of an action, for the palette alone

/// As in a menu, without the sign of its key and the dots of its dialog.
QString plainText(QString text)
{
    text.replace(QLatin1String("&&"), QLatin1String("\x01"));
    text.remove(QLatin1Char('&'));
    text.replace(QLatin1Char('\x01'), QLatin1Char('&'));
    if (text.endsWith(QStringLiteral("…")))
        text.chop(1);
    return text.trimmed();
}

void addActions(const QList<QAction *> &actions, const QString &path, QList<PaletteEntry> &entries)
{
    for (auto *action : actions) {
        if (action->isSeparator() || !action->isVisible())
            continue;
        const auto text = plainText(action->text());
        if (action->menu() != nullptr) {
            addActions(action->menu()->actions(), path.isEmpty() ? text : path + QStringLiteral(" \u203a ") + text,
                       entries);
            continue;
        }
        entries.append({PaletteKind::Action, QStringLiteral("action:%1:%2").arg(path, text), text, path,
                        action->shortcut().toString(QKeySequence::NativeText), action->isEnabled(),
                        [action = QPointer(action)] {
                            if (action)
                                action->trigger();
                        },
                        action->property(OtherNames).toString()});
    }
}

} // namespace

QList<PaletteEntry> actionEntries(const QMenuBar *bar)
{
    QList<PaletteEntry> entries;
    addActions(bar->actions(), {}, entries);
    return entries;
}

QList<PaletteEntry> companyEntries(const QAbstractItemModel &companies,
                                   const std::function<void(const QString &name)> &choose)
{
    QList<PaletteEntry> entries;
    for (int row = 0; row < companies.rowCount(); ++row) {
        const auto index = companies.index(row, 0);
        const auto name = index.data(Qt::EditRole).toString();
        entries.append({PaletteKind::Company,
                        QStringLiteral("company:") + name,
                        index.data().toString(),
                        QCoreApplication::translate("CommandPalette", "Into the brief"),
                        {},
                        true,
                        [choose, name] { choose(name); }});
    }
    return entries;
}

QList<PaletteEntry> settingEntries(const std::function<void(const QString &key, const QString &section)> &show)
{
    QList<PaletteEntry> entries;
    QHash<QString, QString> titles;
    for (const auto &section : settingSections()) {
        titles.insert(section.id, section.title);
        entries.append({PaletteKind::Setting,
                        QStringLiteral("section:") + section.id,
                        section.title,
                        QCoreApplication::translate("CommandPalette", "Settings"),
                        {},
                        true,
                        [show, id = section.id] { show({}, id); }});
    }
    for (const auto &declaration : settingDeclarations()) {
        const auto key = keyOf(declaration);
        const auto section = settingSectionOf(key);
        // The switches of sources have their names on the sources' cards.
        if (SettingRow::title(key) == key)
            continue;
        entries.append({PaletteKind::Setting,
                        QStringLiteral("setting:") + key,
                        SettingRow::title(key),
                        titles.value(section),
                        {},
                        true,
                        [show, key, section] { show(key, section); }});
    }
    return entries;
}

QList<PaletteEntry> helpEntries(const QList<HelpEntry> &contents,
                                const std::function<void(const HelpTopic &topic)> &open)
{
    QList<PaletteEntry> entries;
    QString above;
    for (const auto &entry : contents) {
        if (entry.level == 1)
            above = entry.title;
        entries.append({PaletteKind::Help,
                        QStringLiteral("help:") + entry.topic.toText(),
                        entry.title,
                        entry.level == 1 ? QString() : above,
                        {},
                        true,
                        [open, topic = entry.topic] { open(topic); }});
    }
    return entries;
}

QFuture<QList<PaletteEntry>> findReports(const AppServices &services, const QString &text,
                                         const std::function<void(const QString &id)> &open)
{
    return QtConcurrent::run(services.pool, [reports = services.reports, text, open] {
        ReportFilter filter;
        filter.text = text;
        filter.limit = MostReports;
        QList<PaletteEntry> entries;
        const auto page = reports->page(filter);
        if (!page)
            return entries; // the library page tells what is wrong with it
        for (const auto &report : page->reports) {
            const auto when = QLocale().toString(report.createdAt.toLocalTime(), QLocale::ShortFormat);
            entries.append({PaletteKind::Report,
                            QStringLiteral("report:") + report.id,
                            report.companyName,
                            report.question.isEmpty() ? when : when + QStringLiteral(", ") + report.question,
                            {},
                            true,
                            [open, id = report.id] { open(id); }});
        }
        return entries;
    });
}

} // namespace consultantos
