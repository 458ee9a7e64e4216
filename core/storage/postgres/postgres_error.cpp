// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/postgres/postgres_error.h"

#include "storage/postgres/postgres_url.h"

#include <QCoreApplication>

namespace consultantos {
namespace {

Error of(ErrorCode code, const char *message, const QString &title, const QString &cause, bool isRetryable)
{
    return {code, QCoreApplication::translate("storage", message).arg(title), cause, isRetryable};
}

/// Before a session exists there is no SQLSTATE, only libpq's and the server's text.
Error connectionError(const QString &text, const QString &title, const QString &cause)
{
    if (text.contains(QLatin1String("authentication failed")) || text.contains(QLatin1String("no password supplied"))
        || text.contains(QLatin1String("pg_hba.conf")) || text.contains(QLatin1String("permission denied"))
        || (text.contains(QLatin1String("role ")) && text.contains(QLatin1String("does not exist"))))
        return of(ErrorCode::Denied,
                  QT_TRANSLATE_NOOP("storage", "%1 can't be opened: the database server refused the user or the "
                                               "password. Nothing was changed."),
                  title, cause, false);
    if (text.contains(QLatin1String("database ")) && text.contains(QLatin1String("does not exist")))
        return of(ErrorCode::NotFound,
                  QT_TRANSLATE_NOOP("storage", "%1 can't be opened: the server has no such database."), title, cause,
                  false);
    if (text.contains(QLatin1String("too many")))
        return of(ErrorCode::Busy,
                  QT_TRANSLATE_NOOP("storage", "%1 can't be opened: the database server has no connection left."),
                  title, cause, true);
    return of(ErrorCode::Network,
              QT_TRANSLATE_NOOP("storage", "%1 can't be reached: the database server doesn't answer or ended the "
                                           "connection. What was stored before is intact."),
              title, cause, true);
}

} // namespace

Error postgresError(const QSqlError &error, const QString &title, const QString &place)
{
    const auto text = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    const auto cause =
        QCoreApplication::translate("storage", "%1: %2.").arg(place, withoutPasswords(text.simplified()));
    const auto state = error.nativeErrorCode(); // SQLSTATE, of appendix A of PostgreSQL's manual
    const auto isOf = [&state](const char *group) { return state.startsWith(QLatin1String(group)); };
    if (state.isEmpty() || isOf("08") || isOf("57P0"))
        return connectionError(text, title, cause);
    if (isOf("28"))
        return connectionError(QStringLiteral("authentication failed"), title, cause);
    if (isOf("3D000"))
        return connectionError(QStringLiteral("database does not exist"), title, cause);
    if (isOf("53300"))
        return connectionError(QStringLiteral("too many"), title, cause);
    if (isOf("55P03") || isOf("40001") || isOf("40P01") || isOf("53200"))
        return of(ErrorCode::Busy,
                  QT_TRANSLATE_NOOP("storage", "%1 is in use by another process; nothing was changed."), title, cause,
                  true);
    if (isOf("57014"))
        return of(ErrorCode::TimedOut, QT_TRANSLATE_NOOP("storage", "%1 took too long to answer; nothing was changed."),
                  title, cause, true);
    if (isOf("25006"))
        return of(ErrorCode::ReadOnly, QT_TRANSLATE_NOOP("storage", "%1 can't be written to; nothing was changed."),
                  title, cause, false);
    if (isOf("42501"))
        return of(ErrorCode::Denied,
                  QT_TRANSLATE_NOOP("storage", "You have no right to do this in %1; nothing was changed."), title,
                  cause, false);
    if (isOf("53100"))
        return of(
            ErrorCode::DiskFull,
            QT_TRANSLATE_NOOP("storage", "%1 can't be written: the disk is full. What was stored before is intact."),
            title, cause, true);
    if (isOf("XX001") || isOf("XX002"))
        return of(ErrorCode::Corrupt, QT_TRANSLATE_NOOP("storage", "%1 is damaged."), title, cause, false);
    return of(ErrorCode::Internal, QT_TRANSLATE_NOOP("storage", "%1 gave an unexpected error."), title, cause, false);
}

} // namespace consultantos
