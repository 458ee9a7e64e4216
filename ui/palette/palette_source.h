// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "help/guide_book.h"
#include "palette/palette_entry.h"

#include <QAbstractItemModel>
#include <QFuture>
#include <QList>

class QMenuBar;

namespace consultantos {

/// Every action of the menus, submenus included, with the menu it stands in. It is triggered as by its menu.
[[nodiscard]] QList<PaletteEntry> actionEntries(const QMenuBar *bar);
/// Of names in the model's Qt::EditRole, shown as in its display; `choose` gets the name.
[[nodiscard]] QList<PaletteEntry> companyEntries(const QAbstractItemModel &companies,
                                                 const std::function<void(const QString &name)> &choose);
/// Sections of the settings and each setting by its title; `show` gets its key, empty for a section, and the section.
[[nodiscard]] QList<PaletteEntry> settingEntries(
    const std::function<void(const QString &key, const QString &section)> &show);
[[nodiscard]] QList<PaletteEntry> helpEntries(const QList<HelpEntry> &contents,
                                              const std::function<void(const HelpTopic &topic)> &open);
/// The newest reports of the library in which all words stand, found on the pool, whatever its size; `open` gets the id
/// and is called in the thread that runs the entry.
[[nodiscard]] QFuture<QList<PaletteEntry>> findReports(const AppServices &services, const QString &text,
                                                       const std::function<void(const QString &id)> &open);

} // namespace consultantos
