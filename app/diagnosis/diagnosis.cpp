// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/diagnosis.h"

#include "base/clock.h"
#include "base/paths.h"
#include "base/policy.h"
#include "base/private_files.h"
#include "base/secret_store.h"
#include "base/version.h"
#include "diagnosis/performance_check.h"
#include "egress/keychain_secret_store.h"
#include "storage/database.h"
#include "storage/engagement.h"
#include "storage/metrics_repository.h"
#include "storage/postgres/postgres_server.h"
#include "storage/storage.h"
#include "storage/store_place.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonObject>
#include <QLibraryInfo>
#include <QStorageInfo>
#include <QSysInfo>
#include <QTemporaryFile>
#include <QVersionNumber>

#include <algorithm>

namespace consultantos {

namespace {

/// What shuts a folder against other users.
QString shuttingCommand(const QString &folder)
{
#ifdef Q_OS_WIN
    return QStringLiteral("icacls \"%1\" /inheritance:r /grant:r \"%2:(OI)(CI)F\"")
        .arg(QDir::toNativeSeparators(folder), qEnvironmentVariable("USERNAME"));
#else
    return QStringLiteral("chmod 700 ") + folder;
#endif
}

Finding folderFinding(const QString &folder)
{
    const auto subject = QCoreApplication::translate("Cli", "Data folder");
    if (!QFileInfo::exists(folder))
        return {subject,
                QCoreApplication::translate("Cli", "%1, not there yet; made when first needed").arg(folder),
                true,
                {}};
    QTemporaryFile probe(QDir(folder).filePath(QStringLiteral(".probe-XXXXXX")));
    if (!probe.open())
        return {subject, QCoreApplication::translate("Cli", "%1, can't be written").arg(folder), false,
                QCoreApplication::translate("Cli", "Make it writable, or choose another by --data-dir.")};
    const QStorageInfo disk(folder);
    return {subject,
            QCoreApplication::translate("Cli", "%1, writable, %2 MB free")
                .arg(folder, QString::number(disk.bytesAvailable() / (1024LL * 1024))),
            true,
            isOpenToOthers(folder) ? QCoreApplication::translate(
                                         "Cli", "Other users may look into the folder; what the program keeps in it "
                                                "is yours alone. To shut it, too: %1")
                                         .arg(shuttingCommand(folder))
                                   : QString()};
}

Finding engagementFinding(const Result<Engagement> &engagement)
{
    const auto subject = QCoreApplication::translate("Cli", "Engagement");
    if (!engagement)
        return {subject, engagement.error().message, false, engagement.error().detail};
    return {subject,
            engagement->isNew
                ? QCoreApplication::translate("Cli", "%1, not there yet; begun when first needed").arg(engagement->name)
                : QStringLiteral("%1, %2").arg(engagement->name, engagement->folder),
            true,
            {}};
}

Finding storeFinding(const QString &title, const QString &path, const DatabaseSchema &schema)
{
    if (!QFileInfo::exists(path))
        return {title, QCoreApplication::translate("Cli", "%1, not there yet").arg(path), true, {}};
    // The file's damage is told by looking at a copy's worth of it: opening it for work would set it aside.
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {title, QCoreApplication::translate("Cli", "%1, can't be read").arg(path), false, file.errorString()};
    if (file.size() > 0 && !file.read(16).startsWith("SQLite format 3"))
        return {title, QCoreApplication::translate("Cli", "%1, damaged: no database").arg(path), false,
                QCoreApplication::translate("Cli", "The next start sets it aside and begins a new one.")};
    file.close();
    const auto database = Database::open(path, schema, std::make_shared<SystemClock>());
    if (!database)
        return {title, path + QStringLiteral(", ") + database.error().message, false, database.error().detail};
    if ((*database)->notice())
        return {title, path + QStringLiteral(", ") + (*database)->notice()->message, false,
                (*database)->notice()->detail};
    const auto intact = (*database)->checkIntegrity();
    if (!intact)
        return {title, path + QStringLiteral(", ") + intact.error().message, false, intact.error().detail};
    return {title, QCoreApplication::translate("Cli", "%1, intact").arg(path), true, {}};
}

/// Which store is worked in, and whether a team's server answers.
Finding teamStoreFinding(const QString &address)
{
    const auto title = QCoreApplication::translate("Cli", "Team store");
    const LayeredSecretStore secrets(std::make_shared<EnvironmentSecretStore>(QProcessEnvironment::systemEnvironment()),
                                     std::make_shared<KeychainSecretStore>());
    const auto server = openTeamServer(address, secrets);
    if (!server)
        return {title, server.error().message, false, server.error().detail};
    return {title, QCoreApplication::translate("Cli", "%1, answers").arg((*server)->url().text()), true, {}};
}

/// Whether there is a policy, and that nobody whom it governs can write it.
Finding policyFinding()
{
    const auto subject = QCoreApplication::translate("Cli", "Policy");
    const auto policy = Policy::ofSystem();
    if (!policy)
        return {subject, policy.error().message, false, policy.error().detail};
    if (policy->isEmpty())
        return {subject, QCoreApplication::translate("Cli", "none"), true, {}};
#ifndef Q_OS_WIN
    const QFileInfo file(policy->path());
    const auto isOpen = [](const QFileInfo &place) {
        return place.ownerId() != 0 || (place.permissions() & (QFileDevice::WriteGroup | QFileDevice::WriteOther)) != 0;
    };
    if (isOpen(file) || isOpen(QFileInfo(file.path())))
        return {
            subject,
            QCoreApplication::translate("Cli", "%1, which others than the administrator can write").arg(policy->path()),
            false, QCoreApplication::translate("Cli", "Give it and its folder to root alone: modes 0644 and 0755.")};
#endif
    const auto limits = [](const std::optional<QStringList> &names) {
        if (!names)
            return QCoreApplication::translate("Cli", "all");
        return names->isEmpty() ? QCoreApplication::translate("Cli", "none") : names->join(QStringLiteral(", "));
    };
    return {subject,
            QCoreApplication::translate("Cli", "%1; hosts: %2; formats: %3")
                .arg(policy->path(), limits(policy->allowedHosts()), limits(policy->exportFormats())),
            true,
            {}};
}

Finding resourceFinding()
{
    const auto subject = QCoreApplication::translate("Cli", "Resources");
    const auto folder = resourceDir();
    const auto advice =
        QCoreApplication::translate("Cli", "Install the program again, or set CONSULTANTOS_RESOURCE_DIR.");
    if (folder.isEmpty())
        return {subject, QCoreApplication::translate("Cli", "not found"), false, advice};
    QStringList missing;
    for (const auto &name :
         {QStringLiteral("concepts.json"), QStringLiteral("formulas.json"), QStringLiteral("frameworks"),
          QStringLiteral("industry"), QStringLiteral("playbooks"), QStringLiteral("questions")}) {
        if (!QFileInfo::exists(QDir(folder).filePath(name)))
            missing.append(name);
    }
    if (missing.isEmpty())
        return {subject, folder, true, {}};
    return {subject,
            QCoreApplication::translate("Cli", "%1, without %2").arg(folder, missing.join(QStringLiteral(", "))), false,
            advice};
}

/// What the data folder's measurements say, if there are any and they can be read.
void addMeasurements(Diagnosis &diagnosis, const QString &folder, const QProcessEnvironment &environment)
{
    const auto title = QCoreApplication::translate("Cli", "Measurements");
    const auto store = storeFinding(title, Storage::metricsPath(folder), MetricsRepository::schema());
    diagnosis.findings.append(store);
    if (!store.isFine || !QFileInfo::exists(Storage::metricsPath(folder)))
        return;
    // Settings that are wrong are told by themselves; what to change is then said of the defaults.
    const auto settings = Settings::load(folder, environment).value_or(Settings());
    const auto check = performanceCheck(folder, settings);
    if (!check) {
        diagnosis.findings.append({title, check.error().message, false, check.error().detail});
        return;
    }
    diagnosis.findings += check->findings;
    diagnosis.slowStatements = check->statements;
}

} // namespace

Diagnosis Diagnosis::of(const DiagnosisSubject &subject)
{
    const auto &folder = subject.dataDir;
    const auto engagement = findEngagement(folder, subject.engagement);
    const auto stores = engagement ? engagement->folder : folder;
    Diagnosis diagnosis;
    diagnosis.settings = Settings::describe(folder, subject.environment);
    const auto settings = Settings::load(folder, subject.environment);
    const auto teamStore = settings ? settings->store() : QString();
    diagnosis.findings = {{QCoreApplication::translate("Cli", "Program"),
                           QStringLiteral("consultantos ") + QString::fromLatin1(Version),
                           true,
                           {}},
                          {QStringLiteral("Qt"), QLibraryInfo::version().toString(), true, {}},
                          {QCoreApplication::translate("Cli", "System"),
                           QSysInfo::prettyProductName() + QStringLiteral(", ") + QSysInfo::currentCpuArchitecture(),
                           true,
                           {}},
                          folderFinding(folder)};
    if (teamStore.isEmpty())
        diagnosis.findings += QList<Finding>{storeFinding(QCoreApplication::translate("Cli", "Library"),
                                                          Storage::libraryPath(stores), ReportRepository::schema()),
                                             storeFinding(QCoreApplication::translate("Cli", "Facts"),
                                                          Storage::factsPath(stores), FactRepository::schema()),
                                             storeFinding(QCoreApplication::translate("Cli", "Documents"),
                                                          Storage::documentsPath(stores), DocumentRepository::schema()),
                                             storeFinding(QCoreApplication::translate("Cli", "Egress ledger"),
                                                          Storage::egressPath(stores), EgressLedger::schema())};
    else
        diagnosis.findings.append(teamStoreFinding(teamStore));
    diagnosis.findings.append(resourceFinding());
    diagnosis.findings.append(policyFinding());
    addMeasurements(diagnosis, folder, subject.environment);
    if (!subject.engagement.isEmpty())
        diagnosis.findings.prepend(engagementFinding(engagement));
    return diagnosis;
}

bool Diagnosis::isFine() const
{
    return std::all_of(findings.cbegin(), findings.cend(), [](const Finding &finding) { return finding.isFine; })
           && std::all_of(settings.cbegin(), settings.cend(),
                          [](const SettingDescription &setting) { return setting.error.isEmpty(); });
}

QJsonArray Diagnosis::forSupport() const
{
    QJsonArray told;
    for (const auto &finding : findings)
        told.append(
            QJsonObject{{QStringLiteral("subject"), finding.subject}, {QStringLiteral("fine"), finding.isFine}});
    return told;
}

} // namespace consultantos
