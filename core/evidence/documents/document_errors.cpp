// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/document_errors.h"

#include <QCoreApplication>
#include <QDir>
#include <QLocale>

namespace consultantos::document_errors {

tl::unexpected<Error> cancelled(const QString &name)
{
    return fail(
        ErrorCode::Cancelled,
        QCoreApplication::translate("Documents", "Reading %1 was cancelled; nothing of it was imported.").arg(name));
}

tl::unexpected<Error> timedOut(const QString &name, std::chrono::milliseconds limit)
{
    return fail(
        ErrorCode::TimedOut,
        QCoreApplication::translate("Documents", "%1 takes longer than %2 seconds to read; nothing of it was imported.")
            .arg(name)
            .arg(double(limit.count()) / 1000),
        QCoreApplication::translate("Documents", "Split the file, or import it when the computer is less busy."), true);
}

tl::unexpected<Error> empty(const QString &name)
{
    return fail(ErrorCode::Malformed,
                QCoreApplication::translate("Documents", "%1 is empty; there is nothing to import.").arg(name),
                QCoreApplication::translate("Documents", "Check that it was copied or downloaded fully."));
}

tl::unexpected<Error> notFound(const QString &path)
{
    return fail(ErrorCode::NotFound,
                QCoreApplication::translate("Documents", "There is no file %1; nothing was imported.")
                    .arg(QDir::toNativeSeparators(path)),
                QCoreApplication::translate("Documents", "Check the name and the folder."));
}

tl::unexpected<Error> notRegular(const QString &path)
{
    return fail(ErrorCode::Unreadable,
                QCoreApplication::translate("Documents", "%1 is no ordinary file; nothing was imported.")
                    .arg(QDir::toNativeSeparators(path)),
                QCoreApplication::translate("Documents", "Name the file itself."));
}

tl::unexpected<Error> unreadable(const QString &path, const QString &cause)
{
    return fail(ErrorCode::Unreadable,
                QCoreApplication::translate("Documents", "%1 can't be read: %2; nothing was imported.")
                    .arg(QDir::toNativeSeparators(path), cause),
                QCoreApplication::translate("Documents", "Check that you may read it."));
}

tl::unexpected<Error> tooLarge(const QString &name, qint64 limit)
{
    return fail(ErrorCode::Malformed,
                QCoreApplication::translate("Documents", "%1 is larger than %2; nothing of it was imported.")
                    .arg(name, QLocale().formattedDataSize(limit)),
                QCoreApplication::translate("Documents", "Split the file, or leave out its pictures."));
}

tl::unexpected<Error> outOfMemory(const QString &name)
{
    return fail(
        ErrorCode::Malformed,
        QCoreApplication::translate("Documents", "%1 needs more memory than there is; nothing of it was imported.")
            .arg(name),
        QCoreApplication::translate("Documents", "Split the file, or close other programs."));
}

tl::unexpected<Error> expandsTooFar(const QString &name)
{
    return fail(
        ErrorCode::Malformed,
        QCoreApplication::translate("Documents",
                                    "%1 unpacks to far more than a document holds; nothing of it was imported.")
            .arg(name),
        QCoreApplication::translate(
            "Documents",
            "It may have been made to do harm. If you trust it, save it anew in the program that it comes from."));
}

tl::unexpected<Error> tooDeep(const QString &name, int limit)
{
    return fail(
        ErrorCode::Malformed,
        QCoreApplication::translate("Documents", "%1 is nested deeper than %2 levels; nothing of it was imported.")
            .arg(name)
            .arg(limit),
        QCoreApplication::translate(
            "Documents",
            "It may have been made to do harm. If you trust it, save it anew in the program that it comes from."));
}

tl::unexpected<Error> encrypted(const QString &name)
{
    return fail(
        ErrorCode::Unreadable,
        QCoreApplication::translate("Documents", "%1 is protected by a password; nothing of it was imported.")
            .arg(name),
        QCoreApplication::translate(
            "Documents", "Open it in the program that it comes from, save it without a password, and import that."));
}

tl::unexpected<Error> forbiddenXml(const QString &name)
{
    return fail(
        ErrorCode::Malformed,
        QCoreApplication::translate(
            "Documents",
            "%1 declares entities or a document type, which no document of its kind does; nothing of it was imported.")
            .arg(name),
        QCoreApplication::translate(
            "Documents",
            "It may have been made to do harm. If you trust it, save it anew in the program that it comes from."));
}

tl::unexpected<Error> unknownFormat(const QString &name)
{
    return fail(
        ErrorCode::Malformed,
        QCoreApplication::translate("Documents", "%1 is of no kind of document that can be read; nothing was imported.")
            .arg(name),
        QCoreApplication::translate("Documents",
                                    "Save it as PDF, DOCX, XLSX, PPTX, ODT, ODS, CSV, HTML or text, and import that."));
}

tl::unexpected<Error> damaged(const QString &name, const QString &cause)
{
    const auto advice = QCoreApplication::translate(
        "Documents", "Open it in the program that it comes from and save it anew, or get it again.");
    return fail(
        ErrorCode::Malformed,
        QCoreApplication::translate("Documents", "%1 is damaged or cut short; nothing of it was imported.").arg(name),
        cause.isEmpty() ? advice : QStringLiteral("%1 (%2)").arg(advice, cause));
}

tl::unexpected<Error> notSupported(const QString &name, const QString &kind, const QString &advice)
{
    return fail(ErrorCode::Malformed,
                QCoreApplication::translate("Documents", "%1 is %2, which can't be read; nothing was imported.")
                    .arg(name, kind),
                advice);
}

} // namespace consultantos::document_errors
