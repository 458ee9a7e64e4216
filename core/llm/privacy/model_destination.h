// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/settings.h"

#include <QString>
#include <QUrl>

namespace consultantos {

/// Where prompts go.
struct ModelDestination {
    QString provider; ///< "openai", …; empty: no model
    QString service;  ///< as people call it: "Mistral", "Google Gemini"
    QString host;     ///< with the port where it isn't the scheme's own; empty: not given yet
    QString model;
    bool isThisComputer = false; ///< nothing leaves it

    /// The same for everything that goes to the same place: "openai api.openai.com".
    [[nodiscard]] QString key() const;
    bool operator==(const ModelDestination &) const = default;
};

/// The destination that the settings name.
[[nodiscard]] ModelDestination modelDestination(const Settings &settings);
/// Likewise of parts of them; `preset` matters with provider "openai", `address` may be empty.
[[nodiscard]] ModelDestination modelDestination(const QString &provider, const QString &preset, QUrl address,
                                                const QString &model);

/// The name of the key, as SecretStore takes it, that the provider of the settings wants; empty: none.
[[nodiscard]] QString modelKeyName(const Settings &settings);
/// Likewise of a choice that isn't saved.
[[nodiscard]] QString modelKeyName(const QString &provider, const QString &preset);

} // namespace consultantos
