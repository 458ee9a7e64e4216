// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret_store.h"

#include <QProcessEnvironment>
#include <QString>

namespace consultantos {

/// Where the key of a source is. Never the key itself: that doesn't come near the window.
struct KeyState {
    enum Place {
        Unknown,     ///< not looked up yet
        None,        ///< there is none
        Keyring,     ///< in the keyring
        Environment, ///< in the environment, which goes before the keyring
        NoKeyring    ///< no keyring answers: only the environment can have one
    };
    Place place = Unknown;
    QString error; ///< with NoKeyring: what the keyring's own words are

    bool operator==(const KeyState &) const = default;
};

/// Looks the key `name` up. May wait for the user to unlock the keyring: never in the window's thread.
[[nodiscard]] KeyState lookUpKey(const SecretStore &secrets, const QProcessEnvironment &environment,
                                 const QString &name);

} // namespace consultantos
