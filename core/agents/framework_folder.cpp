// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/framework_folder.h"

#include "base/whole_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStringDecoder>

#include <algorithm>

namespace consultantos {

namespace {

constexpr qint64 MostBytes = 1024 * 1024;

QString inWords(const char *text)
{
    return QCoreApplication::translate("FrameworkFolder", text);
}

tl::unexpected<Error> notWritten(const QString &path, const QString &reason)
{
    return fail(ErrorCode::Unreadable,
                inWords(QT_TRANSLATE_NOOP("FrameworkFolder", "%1 can't be written; what stood there stays."))
                    .arg(QDir::toNativeSeparators(path)),
                reason);
}

Status writeWhole(const QString &path, const QString &text)
{
    if (!QDir().mkpath(QFileInfo(path).path()))
        return notWritten(path, {});
    return writeFile(path, text.toUtf8());
}

} // namespace

FrameworkFolder::FrameworkFolder(QString resourceDir, QString userDir)
    : m_resourceDir(std::move(resourceDir))
    , m_userDir(std::move(userDir))
{
}

QList<FrameworkEntry> FrameworkFolder::entries() const
{
    const auto catalogue = FrameworkCatalogue::load(m_resourceDir, m_userDir);
    QList<FrameworkEntry> entries;
    for (const auto &info : catalogue->infos())
        entries.append({info, {}, info.isUsers && QFile::exists(draftPath(info.path))});
    const auto names = QDir(m_userDir).entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const auto &name : names) {
        const auto path = QDir(m_userDir).filePath(name);
        const auto isListed = std::any_of(entries.cbegin(), entries.cend(),
                                          [&path](const FrameworkEntry &entry) { return entry.info.path == path; });
        if (isListed)
            continue;
        FrameworkEntry entry{
            {QFileInfo(name).completeBaseName(), name, {}, path, true}, {}, QFile::exists(draftPath(path))};
        for (const auto &fault : catalogue->faults()) {
            const bool isIts = fault.message.startsWith(name) || fault.message.startsWith(path);
            if (isIts && entry.fault.isEmpty())
                entry.fault = fault.message;
        }
        entries.append(entry);
    }
    return entries;
}

Result<QString> FrameworkFolder::read(const QString &path) const
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound, inWords(QT_TRANSLATE_NOOP("FrameworkFolder", "%1 can't be read.")).arg(path),
                    file.errorString());
    if (file.size() > MostBytes)
        return fail(
            ErrorCode::Malformed,
            inWords(QT_TRANSLATE_NOOP("FrameworkFolder", "%1 is larger than a framework's file may be.")).arg(path));
    QStringDecoder decoder(QStringDecoder::Utf8);
    QString text = decoder(file.readAll());
    if (decoder.hasError())
        return fail(ErrorCode::Malformed,
                    inWords(QT_TRANSLATE_NOOP("FrameworkFolder", "%1 is not written in UTF-8.")).arg(path));
    // An editor's text has one kind of line end.
    text.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    return text;
}

Result<QString> FrameworkFolder::add(const QString &id, const QString &text) const
{
    // The id may come from anybody's file: it names no folder.
    static const QRegularExpression plain(QStringLiteral("\\A[a-z][a-z0-9_]*\\z"));
    if (!plain.match(id).hasMatch())
        return fail(
            ErrorCode::InvalidArgument,
            inWords(QT_TRANSLATE_NOOP("FrameworkFolder", "\"%1\" is no name of a framework: small letters, digits and "
                                                         "underscores, beginning with a letter."))
                .arg(id));
    const auto path = QDir(m_userDir).filePath(id + QStringLiteral(".json"));
    if (QFile::exists(path))
        return fail(ErrorCode::InvalidArgument,
                    inWords(QT_TRANSLATE_NOOP("FrameworkFolder", "There is already a file %1.")).arg(path));
    // A draft of one that was deleted under this name isn't this one's.
    QFile::remove(draftPath(path));
    return writeWhole(path, text).map([&path] { return path; });
}

Status FrameworkFolder::write(const QString &path, const QString &text) const
{
    if (!isOwn(path))
        return fail(ErrorCode::InvalidArgument,
                    inWords(QT_TRANSLATE_NOOP(
                        "FrameworkFolder", "Frameworks that come with the program can't be changed; copy it first.")));
    return writeWhole(path, text).and_then([&] { return keepDraft(path, std::nullopt); });
}

Result<QString> FrameworkFolder::remove(const QString &path) const
{
    if (!isOwn(path))
        return fail(
            ErrorCode::InvalidArgument,
            inWords(QT_TRANSLATE_NOOP("FrameworkFolder", "Frameworks that come with the program can't be deleted.")));
    const QDir aside(QDir(m_userDir).filePath(QStringLiteral("removed")));
    if (!aside.mkpath(QStringLiteral(".")))
        return notWritten(aside.path(), {});
    const auto place = aside.filePath(QFileInfo(path).fileName());
    // What was deleted before under this name was meant to go.
    QFile::remove(place);
    QFile file(path);
    if (!file.rename(place))
        return notWritten(path, file.errorString());
    return place;
}

Status FrameworkFolder::restore(const QString &removed, const QString &path) const
{
    if (!isOwn(path) || QFile::exists(path))
        return fail(ErrorCode::InvalidArgument,
                    inWords(QT_TRANSLATE_NOOP("FrameworkFolder", "There is already a file %1.")).arg(path));
    QFile file(removed);
    return file.rename(path) ? Status() : Status(notWritten(path, file.errorString()));
}

Status FrameworkFolder::exportTo(const QString &path, const QString &text)
{
    return writeWhole(path, text);
}

Status FrameworkFolder::keepDraft(const QString &path, const std::optional<QString> &text) const
{
    if (!isOwn(path))
        return {};
    const auto place = draftPath(path);
    if (text)
        return writeWhole(place, *text);
    QFile::remove(place);
    return {};
}

std::optional<QString> FrameworkFolder::draft(const QString &path) const
{
    if (!isOwn(path) || !QFile::exists(draftPath(path)))
        return std::nullopt;
    const auto text = read(draftPath(path));
    return text ? std::optional(*text) : std::nullopt;
}

bool FrameworkFolder::isOwn(const QString &path) const
{
    return QFileInfo(path).absolutePath() == QFileInfo(QDir(m_userDir).filePath(QStringLiteral("x"))).absolutePath();
}

QString FrameworkFolder::draftPath(const QString &path) const
{
    return QDir(m_userDir).filePath(QStringLiteral("drafts/") + QFileInfo(path).fileName());
}

} // namespace consultantos
