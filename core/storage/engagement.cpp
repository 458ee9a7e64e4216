// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/engagement.h"

#include "base/json.h"
#include "base/private_files.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QJsonDocument>
#include <QSaveFile>

#include <algorithm>

namespace consultantos {

namespace {

const QString NameFile = QStringLiteral("engagement.json");

QString engagementsDir(const QString &dataDir)
{
    return QDir(dataDir).absoluteFilePath(QStringLiteral("engagements"));
}

/// Readable where it can be, and different for names that differ in more than their case, on every file system.
QString folderName(const QString &name)
{
    const auto folded = name.normalized(QString::NormalizationForm_C).toCaseFolded();
    QString readable;
    for (const QChar c : folded) {
        const bool isPlain = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
        if (isPlain)
            readable += c;
        else if (!readable.isEmpty() && !readable.endsWith(QLatin1Char('-')))
            readable += QLatin1Char('-');
    }
    const auto hash = QCryptographicHash::hash(folded.toUtf8(), QCryptographicHash::Sha256).toHex().left(10);
    return readable.left(40) + QLatin1Char('-') + QString::fromLatin1(hash);
}

Status checkName(const QString &name)
{
    const bool hasControls =
        std::any_of(name.cbegin(), name.cend(), [](QChar c) { return c.category() == QChar::Other_Control; });
    if (name.isEmpty() || name.size() > LongestEngagementName || hasControls)
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("storage", "\"%1\" can't name an engagement.").arg(name.left(40)),
                    QCoreApplication::translate("storage", "Choose a name of 1 to %1 characters, without line breaks.")
                        .arg(LongestEngagementName));
    return {};
}

QString storedName(const QString &folder)
{
    const auto stored = json::readObject(QDir(folder).filePath(NameFile));
    return stored ? (*stored)[QStringLiteral("name")].toString() : QString();
}

bool writeName(const QString &folder, const QString &name)
{
    QSaveFile file(QDir(folder).filePath(NameFile));
    const auto text = QJsonDocument(QJsonObject{{QStringLiteral("name"), name}}).toJson();
    return openPrivate(file) && file.write(text) == text.size() && file.commit();
}

tl::unexpected<Error> notCreated(const Engagement &engagement)
{
    return fail(ErrorCode::Unreadable,
                QCoreApplication::translate("storage", "The engagement \"%1\" could not be created in %2.")
                    .arg(engagement.name, QDir::toNativeSeparators(engagement.folder)),
                QCoreApplication::translate("storage", "Nothing was changed. Check that the folder can be written."));
}

} // namespace

Result<Engagement> findEngagement(const QString &dataDir, const QString &name)
{
    if (name.isEmpty())
        return Engagement{{}, QDir(dataDir).absolutePath(), false};
    const auto wanted = name.simplified();
    if (const auto checked = checkName(wanted); !checked)
        return tl::unexpected(checked.error());
    Engagement engagement{wanted, QDir(engagementsDir(dataDir)).filePath(folderName(wanted)), false};
    const auto known = storedName(engagement.folder);
    engagement.isNew = known.isEmpty();
    if (!known.isEmpty())
        engagement.name = known;
    return engagement;
}

Result<Engagement> openEngagement(const QString &dataDir, const QString &name)
{
    auto engagement = findEngagement(dataDir, name);
    if (!engagement || !engagement->isNew)
        return engagement;
    if (!makePrivateFolder(engagement->folder))
        return notCreated(*engagement);
    if (const auto named = nameEngagement(engagement->folder, engagement->name); !named)
        return tl::unexpected(named.error());
    return engagement;
}

Status nameEngagement(const QString &folder, const QString &name)
{
    if (!writeName(folder, name))
        return notCreated({name, folder, true});
    return {};
}

QStringList engagementNames(const QString &dataDir)
{
    QStringList names;
    const QDir folder(engagementsDir(dataDir));
    for (const auto &entry : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (const auto name = storedName(folder.filePath(entry)); !name.isEmpty())
            names.append(name);
    }
    names.sort(Qt::CaseInsensitive);
    return names;
}

} // namespace consultantos
