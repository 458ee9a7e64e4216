// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/pdf/helper_process.h"

#include "evidence/pdf/bound_process.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace consultantos::pdf {

namespace {

constexpr qint64 Megabyte = 1024 * 1024;
constexpr qint64 MillisecondsPerSecond = 1000;

QString helperFileName()
{
#ifdef Q_OS_WIN
    return QStringLiteral("consultantos-pdf-helper.exe");
#else
    return QStringLiteral("consultantos-pdf-helper");
#endif
}

/// What the helper binds itself to. Processor time is a second guard, should this program end before it does.
QStringList boundArguments(const HelperLimits &limits)
{
    const auto seconds = limits.deadline.remainingTime() / MillisecondsPerSecond + 1;
    return {QString::number(limits.memoryBytes / Megabyte), QString::number(seconds)};
}

tl::unexpected<Error> nonsense(const QString &name)
{
    return fail(
        ErrorCode::Malformed,
        QCoreApplication::translate("Evidence", "%1 can't be read: its pages made the program that reads PDFs fail.")
            .arg(name),
        QCoreApplication::translate(
            "Evidence", "Nothing of this file was imported. Save it anew from a PDF viewer and try again."));
}

tl::unexpected<Error> unfinished(ProcessEnd end, const QString &name)
{
    switch (end) {
    case ProcessEnd::NotStarted:
        return fail(
            ErrorCode::Unreadable,
            QCoreApplication::translate("Evidence", "%1 can't be read: the program that reads PDFs did not start.")
                .arg(name),
            QCoreApplication::translate("Evidence",
                                        "Install ConsultantOS anew; other kinds of files can still be imported."));
    case ProcessEnd::TimedOut:
        return fail(ErrorCode::TimedOut,
                    QCoreApplication::translate("Evidence", "%1 was given up: reading it took too long.").arg(name),
                    QCoreApplication::translate(
                        "Evidence", "Nothing of this file was imported. Split it into parts and import those."));
    case ProcessEnd::Cancelled:
        return fail(ErrorCode::Cancelled,
                    QCoreApplication::translate("Evidence", "Reading %1 was cancelled.").arg(name));
    default:
        return nonsense(name);
    }
}

Status statusOf(Failure failure, const QString &name)
{
    switch (failure) {
    case Failure::None:
        return {};
    case Failure::Encrypted:
        return fail(ErrorCode::Unreadable,
                    QCoreApplication::translate("Evidence", "%1 is protected by a password.").arg(name),
                    QCoreApplication::translate("Evidence", "Save a copy without a password and import that."));
    case Failure::Unreadable:
        return fail(
            ErrorCode::Unreadable, QCoreApplication::translate("Evidence", "%1 can't be opened.").arg(name),
            QCoreApplication::translate("Evidence", "See that the file is still there and that you may read it."));
    case Failure::Damaged:
        return fail(ErrorCode::Malformed, QCoreApplication::translate("Evidence", "%1 is damaged or no PDF.").arg(name),
                    QCoreApplication::translate(
                        "Evidence",
                        "Nothing of this file was imported. Get the file again, or save it anew from a PDF viewer."));
    case Failure::OutOfMemory:
        return fail(ErrorCode::Malformed,
                    QCoreApplication::translate("Evidence", "%1 needs more memory than one file may take.").arg(name),
                    QCoreApplication::translate(
                        "Evidence", "Nothing of this file was imported. Split it into parts and import those."));
    default:
        return nonsense(name);
    }
}

} // namespace

QString findHelper()
{
    const QDir here(QCoreApplication::applicationDirPath());
    for (const auto *folder : {"", "../libexec/consultantos/", "../bin/"}) {
        const QFileInfo file(here.filePath(QLatin1String(folder) + helperFileName()));
        if (file.isExecutable())
            return file.canonicalFilePath();
    }
    return {};
}

Status readPages(const QString &helper, const QString &path, const HelperLimits &limits,
                 const CancellationToken &cancel, const std::function<void(Message &&)> &take)
{
    const QFileInfo file(path);
    MessageReader reader;
    qint64 received = 0;
    bool finished = false;
    const auto arguments = QStringList{QStringLiteral("read"), file.absoluteFilePath()} + boundArguments(limits)
                           + QStringList{QString::number(limits.pages)};
    const auto result = runBound(helper, arguments, limits.deadline, cancel, [&](const QByteArray &bytes) {
        received += bytes.size();
        reader.add(bytes);
        while (auto message = reader.next()) {
            finished = finished || std::holds_alternative<Finished>(*message);
            take(std::move(*message));
        }
        return !reader.broken() && received <= limits.outputBytes;
    });
    if (result.end != ProcessEnd::Exited)
        return unfinished(result.end, file.fileName());
    const auto failure = Failure(result.exitCode);
    if (failure == Failure::None && !finished)
        return nonsense(file.fileName());
    return statusOf(failure, file.fileName());
}

bool drawPage(const QString &helper, const QString &path, int page, int dotsPerInch, const QString &picture,
              const HelperLimits &limits, const CancellationToken &cancel)
{
    const auto arguments =
        QStringList{QStringLiteral("draw"), QFileInfo(path).absoluteFilePath()} + boundArguments(limits)
        + QStringList{QString::number(page), QString::number(dotsPerInch), QFileInfo(picture).absoluteFilePath()};
    const auto result = runBound(helper, arguments, limits.deadline, cancel, [](const QByteArray &) { return true; });
    return result.end == ProcessEnd::Exited && Failure(result.exitCode) == Failure::None;
}

} // namespace consultantos::pdf
