// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QProcessEnvironment>
#include <QString>

#include <memory>
#include <optional>

namespace consultantos {

/// A key or password. It has no way into a log or a message but reveal(), which is easily searched for.
class Secret {
public:
    Secret() = default;
    explicit Secret(QString text)
        : m_text(std::move(text))
    {
    }

    [[nodiscard]] const QString &reveal() const { return m_text; }
    [[nodiscard]] bool isEmpty() const { return m_text.isEmpty(); }
    bool operator==(const Secret &) const = default;

private:
    QString m_text;
};

/// Where keys are. Names are lower case with underscores, e.g. "tavily_api_key". Implementations are thread-safe; calls
/// may wait for the user to unlock a keyring, so never from the window's thread.
class SecretStore {
public:
    virtual ~SecretStore() = default;
    /// Empty if there is none of that name.
    [[nodiscard]] virtual Result<std::optional<Secret>> read(const QString &name) const = 0;
    [[nodiscard]] virtual Status write(const QString &name, const Secret &secret) = 0;
    /// Also fine if there was none.
    [[nodiscard]] virtual Status remove(const QString &name) = 0;
};

/// The environment variable of a secret: "tavily_api_key" is TAVILY_API_KEY.
[[nodiscard]] QString secretEnvironmentName(const QString &name);

/// Keys of the environment, for servers and where there is no keyring. Can't be written.
class EnvironmentSecretStore final : public SecretStore {
public:
    explicit EnvironmentSecretStore(QProcessEnvironment environment);

    [[nodiscard]] Result<std::optional<Secret>> read(const QString &name) const override;
    [[nodiscard]] Status write(const QString &name, const Secret &secret) override;
    [[nodiscard]] Status remove(const QString &name) override;

private:
    QProcessEnvironment m_environment;
};

/// The environment first, as for settings; then the keyring, which is what writing changes. No file in between: without
/// a keyring service a key that the environment doesn't have is an Error that says so.
class LayeredSecretStore final : public SecretStore {
public:
    LayeredSecretStore(std::shared_ptr<const SecretStore> environment, std::shared_ptr<SecretStore> keyring);

    [[nodiscard]] Result<std::optional<Secret>> read(const QString &name) const override;
    [[nodiscard]] Status write(const QString &name, const Secret &secret) override;
    [[nodiscard]] Status remove(const QString &name) override;

private:
    std::shared_ptr<const SecretStore> m_environment;
    std::shared_ptr<SecretStore> m_keyring;
};

/// The key that is tried, before it is stored; all others as they are. Can't be written.
class TriedSecretStore final : public SecretStore {
public:
    TriedSecretStore(QString name, Secret key, std::shared_ptr<const SecretStore> others);

    [[nodiscard]] Result<std::optional<Secret>> read(const QString &name) const override;
    [[nodiscard]] Status write(const QString &name, const Secret &secret) override;
    [[nodiscard]] Status remove(const QString &name) override;

private:
    QString m_name;
    Secret m_key;
    std::shared_ptr<const SecretStore> m_others;
};

} // namespace consultantos
