// SPDX-License-Identifier: GPL-3.0-or-later
#include "memory_keyring.h"

namespace consultantos::test {
namespace {

tl::unexpected<Error> noService(const QString &name)
{
    return fail(ErrorCode::Denied, QStringLiteral("No keyring service answers."),
                QStringLiteral("Set %1 in the environment.").arg(secretEnvironmentName(name)));
}

} // namespace

Result<std::optional<Secret>> MemoryKeyring::read(const QString &name) const
{
    if (!hasService)
        return noService(name);
    const std::lock_guard lock(m_mutex);
    const auto found = m_secrets.constFind(name);
    return found == m_secrets.cend() ? std::optional<Secret>() : *found;
}

Status MemoryKeyring::write(const QString &name, const Secret &secret)
{
    if (!hasService)
        return noService(name);
    const std::lock_guard lock(m_mutex);
    m_secrets.insert(name, secret);
    return {};
}

Status MemoryKeyring::remove(const QString &name)
{
    if (!hasService)
        return noService(name);
    const std::lock_guard lock(m_mutex);
    m_secrets.remove(name);
    return {};
}

} // namespace consultantos::test
