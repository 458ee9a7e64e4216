// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/secret_store.h"

#include <QCoreApplication>

namespace consultantos {
namespace {

tl::unexpected<Error> environmentIsReadOnly(const QString &name)
{
    return fail(ErrorCode::ReadOnly,
                QCoreApplication::translate("Secrets", "Keys of the environment can't be changed by the program."),
                QCoreApplication::translate("Secrets", "Set or unset %1 where the program is started.")
                    .arg(secretEnvironmentName(name)));
}

} // namespace

QString secretEnvironmentName(const QString &name)
{
    return name.toUpper();
}

EnvironmentSecretStore::EnvironmentSecretStore(QProcessEnvironment environment)
    : m_environment(std::move(environment))
{
}

Result<std::optional<Secret>> EnvironmentSecretStore::read(const QString &name) const
{
    const auto value = m_environment.value(secretEnvironmentName(name)).trimmed();
    return value.isEmpty() ? std::optional<Secret>() : Secret(value);
}

Status EnvironmentSecretStore::write(const QString &name, const Secret &)
{
    return environmentIsReadOnly(name);
}

Status EnvironmentSecretStore::remove(const QString &name)
{
    return environmentIsReadOnly(name);
}

TriedSecretStore::TriedSecretStore(QString name, Secret key, std::shared_ptr<const SecretStore> others)
    : m_name(std::move(name))
    , m_key(std::move(key))
    , m_others(std::move(others))
{
}

Result<std::optional<Secret>> TriedSecretStore::read(const QString &name) const
{
    return name == m_name ? std::optional(m_key) : m_others->read(name);
}

Status TriedSecretStore::write(const QString &, const Secret &)
{
    return fail(ErrorCode::ReadOnly,
                QCoreApplication::translate("Sources", "A key that is being tried is not stored."));
}

Status TriedSecretStore::remove(const QString &name)
{
    return write(name, {});
}

LayeredSecretStore::LayeredSecretStore(std::shared_ptr<const SecretStore> environment,
                                       std::shared_ptr<SecretStore> keyring)
    : m_environment(std::move(environment))
    , m_keyring(std::move(keyring))
{
}

Result<std::optional<Secret>> LayeredSecretStore::read(const QString &name) const
{
    const auto given = m_environment->read(name);
    if (given && *given)
        return given;
    return m_keyring->read(name);
}

Status LayeredSecretStore::write(const QString &name, const Secret &secret)
{
    return m_keyring->write(name, secret);
}

Status LayeredSecretStore::remove(const QString &name)
{
    return m_keyring->remove(name);
}

} // namespace consultantos
