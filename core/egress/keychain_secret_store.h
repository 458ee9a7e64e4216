// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret_store.h"

#include <chrono>
#include <memory>

namespace consultantos {

/// Keys in the system's keyring (Secret Service or KWallet, Credential Manager, Keychain) by QtKeychain, never in a file
/// of ours: where there is no keyring service every call is an Error (Denied) that names the environment variable to use
/// instead. Its jobs run in a thread of their own; a call waits until the keyring answers or `patience` is over, as the
/// user may have to unlock it.
///
/// Make one in a process and keep it: QtKeychain queues all jobs at one object, which belongs to the thread of the first.
class KeychainSecretStore final : public SecretStore {
public:
    explicit KeychainSecretStore(std::chrono::milliseconds patience = std::chrono::seconds(60));
    ~KeychainSecretStore() override;
    KeychainSecretStore(const KeychainSecretStore &) = delete;
    KeychainSecretStore &operator=(const KeychainSecretStore &) = delete;

    [[nodiscard]] Result<std::optional<Secret>> read(const QString &name) const override;
    [[nodiscard]] Status write(const QString &name, const Secret &secret) override;
    [[nodiscard]] Status remove(const QString &name) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace consultantos
