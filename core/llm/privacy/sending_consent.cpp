// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/privacy/sending_consent.h"

#include "base/private_files.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace consultantos {
namespace {

QJsonArray readServices(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll())[QStringLiteral("services")].toArray();
}

bool holds(const QJsonArray &services, const QString &key)
{
    for (const auto &service : services) {
        if (service[QStringLiteral("to")].toString() == key)
            return true;
    }
    return false;
}

} // namespace

SendingConsent::SendingConsent(const QString &folder, std::shared_ptr<const Clock> clock)
    : m_path(QDir(folder).filePath(QStringLiteral("sending.json")))
    , m_clock(std::move(clock))
{
}

bool SendingConsent::isGiven(const ModelDestination &destination) const
{
    if (destination.isThisComputer)
        return true;
    const std::lock_guard lock(m_mutex);
    return m_given.contains(destination.key()) || holds(readServices(m_path), destination.key());
}

Status SendingConsent::give(const ModelDestination &destination)
{
    const std::lock_guard lock(m_mutex);
    m_given.insert(destination.key());
    auto services = readServices(m_path);
    if (holds(services, destination.key()))
        return {};
    services.append(QJsonObject{{QStringLiteral("to"), destination.key()},
                                {QStringLiteral("since"), m_clock->nowUtc().toString(Qt::ISODate)}});
    return write(services);
}

Status SendingConsent::withdrawAll()
{
    const std::lock_guard lock(m_mutex);
    m_given.clear();
    return QFile::exists(m_path) ? write({}) : Status();
}

Status SendingConsent::write(const QJsonArray &services) const
{
    QSaveFile file(m_path);
    const QJsonObject object{{QStringLiteral("version"), 1}, {QStringLiteral("services"), services}};
    if (!openPrivate(file) || file.write(QJsonDocument(object).toJson()) < 0 || !file.commit())
        return fail(ErrorCode::ReadOnly,
                    QCoreApplication::translate("Llm", "What you agreed to send could not be kept; it holds until the "
                                                       "program ends."),
                    file.errorString());
    return {};
}

} // namespace consultantos
