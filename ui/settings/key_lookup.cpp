// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/key_lookup.h"

#include "evidence/sources/network_access.h"
#include "settings/key_field.h"
#include "widgets/async.h"

#include <QHash>

namespace consultantos {

void lookUpKeys(const AppServices &services, QObject *owner, const QList<KeyField *> &fields)
{
    QStringList names;
    for (const auto *field : fields)
        names.append(field->name());
    // One after the other in one job: a keyring that has to be unlocked asks once and holds up one thread.
    runAsync(
        services.pool, owner,
        [network = services.network, environment = services.environment, names] {
            const EnvironmentSecretStore none{QProcessEnvironment()};
            const SecretStore *secrets = &none;
            if (network)
                secrets = &network->secrets();
            QHash<QString, KeyState> states;
            for (const auto &name : names)
                states.insert(name, lookUpKey(*secrets, environment, name));
            return states;
        },
        [fields](const QHash<QString, KeyState> &states) {
            for (auto *field : fields)
                field->setState(states[field->name()]);
        });
}

} // namespace consultantos
