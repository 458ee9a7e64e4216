// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/sealed/seal_words.h"

#include <QCoreApplication>
#include <QFile>

namespace consultantos {

Result<SealVerdict> verifySealedFile(const QString &path, const Clock &clock, const CancellationToken &cancel)
{
    QFile file(path);
    constexpr qint64 MostBytes = 1024LL * 1024 * 1024;
    if (!file.open(QIODevice::ReadOnly))
        return fail(file.exists() ? ErrorCode::Unreadable : ErrorCode::NotFound,
                    QCoreApplication::translate("Cli", "%1 can't be read: %2").arg(path, file.errorString()));
    if (file.size() > MostBytes)
        return fail(ErrorCode::Malformed,
                    QCoreApplication::translate("Cli", "%1 is too large for a report.").arg(path));
    return verifySealed(file.readAll(), clock, cancel);
}

Error notVerified(const QString &path, const SealVerdict &verdict)
{
    if (!verdict.check.isIntact())
        return {ErrorCode::Corrupt, QCoreApplication::translate("Cli", "%1 was changed after it was sealed.").arg(path),
                verdict.check.faults.join(QLatin1Char(' '))};
    if (!verdict.differences.isEmpty())
        return {
            ErrorCode::NotDerivable,
            QCoreApplication::translate("Cli", "%1 is intact, but this program can't rebuild its report.").arg(path),
            verdict.differences.join(QLatin1Char(' '))};
    return {
        ErrorCode::Corrupt,
        QCoreApplication::translate("Cli", "%1 is intact, but its report is not what its evidence gives.").arg(path),
        QCoreApplication::translate("Cli", "Someone sealed a report that was edited.")};
}

QString verifiedText(const SealVerdict &verdict)
{
    return QCoreApplication::translate("Cli", "Verified: every byte is as it was sealed, and the report of %1 "
                                              "(%2) was rebuilt to the byte.\n")
        .arg(verdict.report->company.name, verdict.report->id)
        .trimmed();
}

QString signatureText(const SealVerdict &verdict)
{
    return verdict.check.signer.isEmpty()
               ? QCoreApplication::translate("Cli",
                                             "Not signed: hashes show damage, not who sealed it. See analyze --sign.")
               : QCoreApplication::translate("Cli", "Signed by %1").arg(verdict.check.signer);
}

} // namespace consultantos
