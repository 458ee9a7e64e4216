// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/key_state.h"

namespace consultantos {

KeyState lookUpKey(const SecretStore &secrets, const QProcessEnvironment &environment, const QString &name)
{
    if (const auto given = EnvironmentSecretStore(environment).read(name); given && *given)
        return {KeyState::Environment, {}};
    const auto stored = secrets.read(name);
    if (!stored)
        return {KeyState::NoKeyring, stored.error().toText()};
    return {*stored ? KeyState::Keyring : KeyState::None, {}};
}

} // namespace consultantos
