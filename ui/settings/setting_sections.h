// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace consultantos {

/// A part of the settings page.
struct SettingSection {
    QString id; ///< stable, e.g. "network"
    QString title;
    QString about; ///< a sentence below the title; may be empty
};

/// The section of the network's sources, which has cards where the others have rows.
inline constexpr auto SourcesSectionId = "sources";
/// The section of how alerts are sent, with a password, a key and a test beside its settings.
inline constexpr auto AlertsSectionId = "alerts";
/// The section of the language model, which shows only what matters for its provider.
inline constexpr auto ModelSectionId = "model";
/// The section that shows what the cache holds above its settings.
inline constexpr auto CacheSectionId = "cache";
/// The section that shows whether the HTTP API answers, above its settings.
inline constexpr auto ApiSectionId = "api";

/// The section that shows what the data takes and makes backups, above the settings of backups and retention.
inline constexpr auto DataSectionId = "data";

/// All of them, in the order of the page, translated.
[[nodiscard]] QList<SettingSection> settingSections();
/// The id of the section in which a setting stands. What the table doesn't know, such as an unknown key of the settings
/// file, stands in the first.
[[nodiscard]] QString settingSectionOf(const QString &key);
/// Its place among all settings: what a user changes most comes first in its section. Unknown ones come last.
[[nodiscard]] int settingOrder(const QString &key);
/// Whether the table knows it: every declared setting must have its place.
[[nodiscard]] bool hasSettingSection(const QString &key);

} // namespace consultantos
