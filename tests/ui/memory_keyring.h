// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret_store.h"

#include <QHash>

#include <atomic>
#include <mutex>

namespace consultantos::test {

/// A keyring that forgets, in the place of the machine's own, which tests must not touch. Without a service it answers as
/// KeychainSecretStore does.
class MemoryKeyring final : public SecretStore {
public:
    std::atomic_bool hasService = true;

    [[nodiscard]] Result<std::optional<Secret>> read(const QString &name) const override;
    [[nodiscard]] Status write(const QString &name, const Secret &secret) override;
    [[nodiscard]] Status remove(const QString &name) override;

private:
    mutable std::mutex m_mutex;
    QHash<QString, Secret> m_secrets;
};

} // namespace consultantos::test
