// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "deployment/deployment_check.h"
#include "server/api/access_tokens.h"
#include "server/http/http_server.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QSslCertificate>

namespace consultantos {

namespace {

constexpr int DaysBeforeExpiry = 30;
constexpr QFileDevice::Permissions Others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup
                                            | QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
constexpr QFileDevice::Permissions WritableByOthers = QFileDevice::WriteGroup | QFileDevice::WriteOther;

QString modeText(const QFileInfo &file)
{
    const auto permissions = file.permissions();
    int mode = 0;
    const auto add = [&](QFileDevice::Permission permission, int bit) { mode |= permissions & permission ? bit : 0; };
    add(QFileDevice::ReadOwner, 0400);
    add(QFileDevice::WriteOwner, 0200);
    add(QFileDevice::ExeOwner, 0100);
    add(QFileDevice::ReadGroup, 0040);
    add(QFileDevice::WriteGroup, 0020);
    add(QFileDevice::ExeGroup, 0010);
    add(QFileDevice::ReadOther, 0004);
    add(QFileDevice::WriteOther, 0002);
    add(QFileDevice::ExeOther, 0001);
    return QStringLiteral("%1").arg(mode, 4, 8, QLatin1Char('0'));
}

QString notThereYet()
{
    return QCoreApplication::translate("Cli", "not there yet");
}

QString notServedBeyond()
{
    return QCoreApplication::translate("Cli", "the service unit serves this machine alone");
}

QString withoutUnit()
{
    return QCoreApplication::translate("Cli", "there is no service unit");
}

DeploymentItem account(const DeploymentPlace &place)
{
    const DeploymentQuestion question("account",
                                      QCoreApplication::translate("Cli", "The data belong to an ordinary account"));
    const QFileInfo folder(place.dataDir);
    if (!folder.exists())
        return question.notApplicable(notThereYet());
    return question.judged(
        folder.ownerId() != 0, QCoreApplication::translate("Cli", "owner: %1").arg(folder.owner()),
        QCoreApplication::translate("Cli", "Run the server under an account of its own, not as root."));
}

DeploymentItem ownFile(const DeploymentQuestion &question, const QString &path)
{
    const QFileInfo file(path);
    if (!file.exists())
        return question.notApplicable(notThereYet());
    const bool isPrivate = !file.permissions().testAnyFlags(Others);
    return question.judged(
        isPrivate, QStringLiteral("%1, %2").arg(path, modeText(file)),
        QStringLiteral("chmod %1 %2").arg(file.isDir() ? QStringLiteral("700") : QStringLiteral("600"), path));
}

DeploymentItem writableFiles(const DeploymentPlace &place)
{
    const DeploymentQuestion question(
        "file_modes", QCoreApplication::translate("Cli", "Nobody else can change a file of the data folder"));
    if (!QFileInfo::exists(place.dataDir))
        return question.notApplicable(notThereYet());
    constexpr int Shown = 3;
    QStringList open;
    int count = 0;
    QDirIterator files(place.dataDir, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        const auto file = files.fileInfo();
        ++count;
        if (!file.isSymLink() && file.permissions().testAnyFlags(WritableByOthers))
            open.append(file.filePath());
    }
    return question.judged(open.isEmpty(),
                           open.isEmpty()
                               ? QCoreApplication::translate("Cli", "%1 files").arg(count)
                               : QCoreApplication::translate("Cli", "%1 can be changed: %2")
                                     .arg(QString::number(open.size()), open.mid(0, Shown).join(QStringLiteral(", "))),
                           QStringLiteral("chmod -R go-w %1").arg(place.dataDir));
}

DeploymentItem binding(const DeploymentPlace &place)
{
    const DeploymentQuestion question("binding",
                                      QCoreApplication::translate("Cli", "Beyond this machine only with TLS"));
    if (!place.unit)
        return question.byHand(
            withoutUnit(),
            QCoreApplication::translate("Cli", "Start serve with --tls-cert and --tls-key, or on 127.0.0.1."));
    const auto &unit = *place.unit;
    if (unit.isLoopback())
        return question.passed(notServedBeyond());
    const bool hasTls = unit.hasOption(QStringLiteral("--tls-cert")) && unit.hasOption(QStringLiteral("--tls-key"));
    return question.judged(
        hasTls && !unit.hasOption(QStringLiteral("--insecure")),
        hasTls ? QCoreApplication::translate("Cli", "%1, with TLS").arg(unit.option(QStringLiteral("--host")))
               : QCoreApplication::translate("Cli", "%1, without TLS").arg(unit.option(QStringLiteral("--host"))),
        QCoreApplication::translate("Cli",
                                    "Give the unit --tls-cert and --tls-key and take --insecure away, or let it serve "
                                    "127.0.0.1 behind a proxy with TLS."));
}

DeploymentItem certificate(const DeploymentPlace &place)
{
    const DeploymentQuestion question(
        "certificate", QCoreApplication::translate("Cli", "Certificate and key fit and are not expiring"));
    const auto certPath = place.unit ? place.unit->option(QStringLiteral("--tls-cert")) : QString();
    const auto keyPath = place.unit ? place.unit->option(QStringLiteral("--tls-key")) : QString();
    if (certPath.isEmpty())
        return question.notApplicable(place.unit ? notServedBeyond() : withoutUnit());
    const auto advice =
        QCoreApplication::translate("Cli", "Renew it, or correct --tls-cert and --tls-key of the unit.");
    const auto certificates = QSslCertificate::fromPath(certPath);
    if (certificates.isEmpty())
        return question.failed(QCoreApplication::translate("Cli", "%1 holds no certificate").arg(certPath), advice);
    // The server's own way of taking them: a key of another certificate, or with a passphrase, fails as it would there.
    ServerOptions options;
    options.port = 0;
    options.certificatePath = certPath;
    options.keyPath = keyPath;
    if (const auto server = HttpServer::start(options, {}); !server)
        return question.failed(server.error().message, advice);
    const auto expiry = certificates.first().expiryDate();
    const auto days = SystemClock().nowUtc().daysTo(expiry);
    if (days < DaysBeforeExpiry)
        return question.failed(QCoreApplication::translate("Cli", "valid until %1").arg(expiry.toString(Qt::ISODate)),
                               advice);
    if (QFileInfo(keyPath).permissions().testAnyFlags(Others))
        return question.failed(QStringLiteral("%1, %2").arg(keyPath, modeText(QFileInfo(keyPath))),
                               QStringLiteral("chmod 600 ") + keyPath);
    return question.passed(QCoreApplication::translate("Cli", "valid until %1").arg(expiry.toString(Qt::ISODate)));
}

DeploymentItem strangers(const DeploymentPlace &place)
{
    const DeploymentQuestion question("strangers",
                                      QCoreApplication::translate("Cli", "Without a token nothing is answered"));
    constexpr int Unauthorised = 401;
    if (place.unit && place.unit->hasOption(QStringLiteral("--allow-anonymous")))
        return question.failed(
            QCoreApplication::translate("Cli", "the service unit allows it: --allow-anonymous"),
            QCoreApplication::translate("Cli", "Take it away; clients send the token of api-token."));
    if (const auto missing = withoutServer(place, question))
        return *missing;
    return question.judged(
        place.server->strangerStatus == Unauthorised,
        QCoreApplication::translate("Cli", "the server answered %1").arg(place.server->strangerStatus),
        QCoreApplication::translate("Cli", "Start it without --allow-anonymous."));
}

DeploymentItem foreignHosts(const DeploymentPlace &place)
{
    const DeploymentQuestion question("foreign_hosts",
                                      QCoreApplication::translate("Cli", "Requests for another host are refused"));
    if (const auto missing = withoutServer(place, question))
        return *missing;
    constexpr int FirstError = 400;
    return question.judged(
        place.server->foreignHostStatus >= FirstError,
        QCoreApplication::translate("Cli", "the server answered %1").arg(place.server->foreignHostStatus),
        QCoreApplication::translate("Cli", "Something in between changes the Host header."));
}

DeploymentItem redisAccess(const DeploymentPlace &place)
{
    const DeploymentQuestion question(
        "redis_access", QCoreApplication::translate("Cli", "Redis is on this machine, or asks for a password"));
    if (!place.redis)
        return question.notApplicable(
            QCoreApplication::translate("Cli", "REDIS_URL is empty: memory and disk are the cache"));
    return question.judged(
        place.redis->isLocal || place.redis->hasPassword, place.redis->place,
        QCoreApplication::translate("Cli", "Set requirepass there and name it in REDIS_URL; a tunnel gives it TLS."));
}

DeploymentItem modelKeys(const DeploymentPlace &place)
{
    const DeploymentQuestion question("model_keys",
                                      QCoreApplication::translate("Cli", "Keys of providers are in a keyring"));
    const auto provider = place.settings.llmProvider();
    if (provider == QLatin1String("none") || provider == QLatin1String("local"))
        return question.notApplicable(
            QCoreApplication::translate("Cli", "no language model that costs anything is set"));
    return question.byHand(
        provider,
        QCoreApplication::translate("Cli", "Settings > Language model stores it; a service without a keyring gets it "
                                           "by systemd's LoadCredential or an EnvironmentFile of mode 0600."));
}

} // namespace

DeploymentSection deploymentSecurity(const DeploymentPlace &place)
{
    const DeploymentQuestion folder("data_folder",
                                    QCoreApplication::translate("Cli", "The data folder is its owner's alone"));
    const DeploymentQuestion token("token",
                                   QCoreApplication::translate("Cli", "The token's file is its owner's alone"));
    const DeploymentQuestion tokens("other_tokens",
                                    QCoreApplication::translate("Cli", "So is the file of further tokens"));
    return {QStringLiteral("security"),
            QCoreApplication::translate("Cli", "Security"),
            {account(place), ownFile(folder, place.dataDir), ownFile(token, AccessTokens::tokenPath(place.dataDir)),
             ownFile(tokens, AccessTokens::tokensPath(place.dataDir)), writableFiles(place), binding(place),
             certificate(place), strangers(place), foreignHosts(place), redisAccess(place), modelKeys(place)}};
}

} // namespace consultantos
