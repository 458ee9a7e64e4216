// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup/restore_journal.h"

#include "base/json.h"
#include "base/private_files.h"
#include "storage/backup/durable_files.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

namespace consultantos {

namespace {

/// Part of the format of the journal's file.
constexpr const char *StepNames[] = {"requested", "setting_aside", "placing"};

Status move(const QDir &dir, const QString &from, const QString &to)
{
    if (!makePrivateFolder(QFileInfo(dir.filePath(to)).path()))
        return tl::unexpected(durable::folderError(dir.filePath(to)));
    return durable::rename(dir.filePath(from), dir.filePath(to));
}

} // namespace

QString RestoreJournal::path(const QString &dataDir)
{
    return QDir(dataDir).filePath(QStringLiteral("restore-journal.json"));
}

Result<std::optional<RestoreJournal>> RestoreJournal::load(const QString &dataDir)
{
    if (!QFileInfo::exists(path(dataDir)))
        return std::optional<RestoreJournal>();
    const auto object = json::readObject(path(dataDir));
    RestoreJournal journal;
    bool isKnown = false;
    if (object) {
        for (int i = 0; i < int(std::size(StepNames)); ++i) {
            if ((*object)[QStringLiteral("step")].toString() == QLatin1String(StepNames[i])) {
                journal.step = Step(i);
                isKnown = true;
            }
        }
        journal.staging = (*object)[QStringLiteral("staging")].toString();
        journal.aside = (*object)[QStringLiteral("aside")].toString();
        journal.oldOnes = json::toStrings((*object)[QStringLiteral("old")]);
        journal.newOnes = json::toStrings((*object)[QStringLiteral("new")]);
        journal.source = (*object)[QStringLiteral("source")].toString();
    }
    if (!isKnown || journal.staging.isEmpty() || journal.aside.isEmpty())
        return fail(ErrorCode::Corrupt,
                    QCoreApplication::translate("backup", "The note of a restore that was cut short is damaged."),
                    QCoreApplication::translate("backup", "Look at the folders beside it before you delete it: %1.")
                        .arg(QDir::toNativeSeparators(path(dataDir))));
    return std::optional(journal);
}

Status RestoreJournal::save(const QString &dataDir) const
{
    return durable::write(path(dataDir),
                          QJsonDocument(QJsonObject{{QStringLiteral("step"), QLatin1String(StepNames[int(step)])},
                                                    {QStringLiteral("staging"), staging},
                                                    {QStringLiteral("aside"), aside},
                                                    {QStringLiteral("old"), json::fromStrings(oldOnes)},
                                                    {QStringLiteral("new"), json::fromStrings(newOnes)},
                                                    {QStringLiteral("source"), source}})
                              .toJson());
}

Status RestoreJournal::carryOut(const QString &dataDir)
{
    const QDir dir(dataDir);
    const auto finish = [&] {
        QFile::remove(path(dataDir));
        QDir(dir.filePath(staging)).removeRecursively();
        durable::syncFolder(dataDir);
    };
    if (step == Step::Requested) {
        step = Step::SettingAside;
        if (const auto saved = save(dataDir); !saved)
            return saved;
    }
    if (step == Step::SettingAside) {
        for (const auto &name : oldOnes) {
            // While this step lasts nothing new has been placed: what is there is old.
            if (!QFileInfo::exists(dir.filePath(name)))
                continue;
            if (const auto moved = move(dir, name, aside + u'/' + name); !moved) {
                for (const auto &back : oldOnes) {
                    const auto kept = aside + u'/' + back;
                    if (QFileInfo::exists(dir.filePath(kept)) && !QFileInfo::exists(dir.filePath(back)))
                        static_cast<void>(move(dir, kept, back));
                }
                finish();
                dir.rmdir(aside);
                auto error = moved.error();
                error.message = QCoreApplication::translate("backup", "Nothing was restored; the data is as it was. ")
                                + error.message;
                return tl::unexpected(error);
            }
        }
        step = Step::Placing;
        if (const auto saved = save(dataDir); !saved)
            return saved;
    }
    for (const auto &name : newOnes) {
        if (!QFileInfo::exists(dir.filePath(staging + u'/' + name)))
            continue;
        if (const auto moved = move(dir, staging + u'/' + name, name); !moved)
            return moved;
    }
    finish();
    return {};
}

} // namespace consultantos
