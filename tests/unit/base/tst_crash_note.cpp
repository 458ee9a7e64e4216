// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/crash_note.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstdlib>
#include <stdexcept>

using namespace consultantos;

#ifdef Q_OS_WIN
#include <windows.h>
#endif

namespace {

#ifdef Q_OS_WIN
constexpr auto FaultReason = "unhandled exception of the operating system";

/// As the processor does it: raise() would only call a handler of the C library's signals.
void fault(int signal)
{
    SetErrorMode(SEM_NOGPFAULTERRORBOX | SEM_FAILCRITICALERRORS); // no dialog that waits for somebody
    RaiseException(signal == SIGSEGV ? EXCEPTION_ACCESS_VIOLATION : EXCEPTION_INT_DIVIDE_BY_ZERO, 0, 0, nullptr);
}
#else
constexpr const char *FaultReason = nullptr; ///< the signal's name

void fault(int signal)
{
    std::raise(signal);
}
#endif

/// What the child process does: dies in the way that it is told.
[[noreturn]] void crash(const QString &dataDir, const QString &how)
{
    if (!installCrashHandler(dataDir, QStringLiteral("9.8.7")))
        std::exit(3);
    if (how == QLatin1String("exception"))
        throw std::runtime_error("boom");
    if (how == QLatin1String("SIGSEGV"))
        fault(SIGSEGV);
    if (how == QLatin1String("SIGABRT"))
        std::abort();
    if (how == QLatin1String("SIGFPE"))
        fault(SIGFPE);
    std::exit(0);
}

/// Whether it ended as a program should. abort() is no crash on Windows, but an exit code.
bool endsWell(const QString &dataDir, const QString &how)
{
    QProcess child;
    child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--crash"), dataDir, how});
    child.waitForFinished();
    return child.exitStatus() == QProcess::NormalExit && child.exitCode() == 0;
}

} // namespace

class CrashNoteTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCrashLeavesANoteThatIsShownOnce_data()
    {
        QTest::addColumn<QString>("how");
        QTest::addColumn<QString>("reason");
        QTest::newRow("SIGSEGV") << QStringLiteral("SIGSEGV") << QString::fromLatin1(FaultReason ? FaultReason : "SIGSEGV");
        QTest::newRow("SIGABRT") << QStringLiteral("SIGABRT") << QStringLiteral("SIGABRT");
        QTest::newRow("SIGFPE") << QStringLiteral("SIGFPE") << QString::fromLatin1(FaultReason ? FaultReason : "SIGFPE");
        QTest::newRow("exception") << QStringLiteral("exception") << QStringLiteral("uncaught exception: boom");
    }

    void aCrashLeavesANoteThatIsShownOnce()
    {
        QFETCH(QString, how);
        QFETCH(QString, reason);
        const QTemporaryDir dir;
        QVERIFY(!endsWell(dir.path(), how));
        const auto note = takeCrashNote(dir.path());
        QVERIFY(note);
        QCOMPARE(note->reason, reason);
        QVERIFY(note->text.contains(QStringLiteral("version: 9.8.7")));
        QVERIFY(QFileInfo::exists(note->path));
        QVERIFY(!takeCrashNote(dir.path()));
    }

    void aProperEndLeavesNone()
    {
        const QTemporaryDir dir;
        QVERIFY(endsWell(dir.path(), QStringLiteral("exit")));
        QVERIFY(!takeCrashNote(dir.path()));
    }
};

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments[1] == QLatin1String("--crash"))
        crash(arguments[2], arguments[3]);
    CrashNoteTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_crash_note.moc"
