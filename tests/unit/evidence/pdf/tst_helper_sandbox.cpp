// SPDX-License-Identifier: GPL-3.0-or-later
// What a PDF that has taken over the helper still can't do.
#include "process_sandbox.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <fcntl.h>
#include <functional>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace consultantos::pdf;

namespace {

constexpr int NoSandbox = 100;

/// What the attempt gives in a process of its own that has entered the sandbox: 0 if it worked, else errno.
int inSandbox(FileAccess access, const std::function<bool()> &attempt)
{
    const auto child = fork();
    if (child == 0) {
        if (!enterSandbox(access))
            _exit(NoSandbox);
        errno = 0;
        _exit(attempt() ? 0 : errno);
    }
    int status = -1;
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status))
        return -1;
    return WEXITSTATUS(status);
}

} // namespace

class TestHelperSandbox : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QByteArray m_file;

private Q_SLOTS:
    void initTestCase()
    {
        if (!hasSandbox())
            QSKIP("this build has no libseccomp");
        QFile file(m_folder.filePath(QStringLiteral("there")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("text") == 4);
        m_file = QFile::encodeName(file.fileName());
    }

    void filesAreReadAndNotWritten()
    {
        const auto opens = [this](int flags) {
            return [this, flags] { return open(m_file.constData(), flags, 0600) >= 0; };
        };
        QCOMPARE(inSandbox(FileAccess::ReadOnly, opens(O_RDONLY | O_CLOEXEC)), 0);
        QCOMPARE(inSandbox(FileAccess::ReadOnly, opens(O_WRONLY)), EPERM);
        QCOMPARE(inSandbox(FileAccess::ReadOnly, opens(O_RDWR)), EPERM);
        QCOMPARE(inSandbox(FileAccess::ReadOnly, opens(O_RDONLY | O_CREAT)), EPERM);
        QCOMPARE(inSandbox(FileAccess::ReadOnly, opens(O_RDONLY | O_TRUNC)), EPERM);
        QCOMPARE(inSandbox(FileAccess::ReadAndWrite, opens(O_WRONLY)), 0);
        QCOMPARE(QFile(QFile::decodeName(m_file)).size(), 4);
    }

    void nothingIsTakenAwayOrRenamed()
    {
        for (const auto access : {FileAccess::ReadOnly, FileAccess::ReadAndWrite}) {
            QCOMPARE(inSandbox(access, [this] { return unlink(m_file.constData()) == 0; }), EPERM);
            QCOMPARE(inSandbox(access, [this] { return rename(m_file.constData(), (m_file + "2").constData()) == 0; }),
                     EPERM);
            QCOMPARE(inSandbox(access, [this] { return chmod(m_file.constData(), 0777) == 0; }), EPERM);
        }
    }

    void thereIsNoNetwork()
    {
        for (const int family : {AF_INET, AF_INET6, AF_UNIX})
            QCOMPARE(inSandbox(FileAccess::ReadAndWrite, [family] { return socket(family, SOCK_STREAM, 0) >= 0; }),
                     EPERM);
    }

    void noOtherProgramOrProcess()
    {
        QCOMPARE(inSandbox(FileAccess::ReadAndWrite, [] { return execl("/bin/true", "true", nullptr) == 0; }), EPERM);
        QCOMPARE(inSandbox(FileAccess::ReadAndWrite,
                           [] {
                               const auto child = fork();
                               if (child == 0)
                                   _exit(0);
                               return child > 0;
                           }),
                 EPERM);
        QCOMPARE(inSandbox(FileAccess::ReadAndWrite, [] { return kill(getppid(), 0) == 0; }), EPERM);
        const auto ends = [](pid_t process) {
            return [process] { return syscall(SYS_tgkill, process, process, 0) == 0; };
        };
        QCOMPARE(inSandbox(FileAccess::ReadAndWrite, ends(getpid())), EPERM);
        QCOMPARE(inSandbox(FileAccess::ReadAndWrite, [&ends] { return ends(getpid())(); }), 0);
        QCOMPARE(inSandbox(FileAccess::ReadAndWrite,
                           [] {
                               rlimit limit{};
                               return prlimit(getppid(), RLIMIT_NOFILE, nullptr, &limit) == 0;
                           }),
                 EPERM);
        QCOMPARE(inSandbox(FileAccess::ReadAndWrite,
                           [] {
                               rlimit limit{};
                               return getrlimit(RLIMIT_NOFILE, &limit) == 0;
                           }),
                 0);
    }

    /// A letter pushed into the terminal is run by the shell after the program has ended.
    void nothingIsTypedIntoTheTerminal()
    {
        const auto types = [](unsigned long request) {
            return [request] {
                char letter = 'x';
                return syscall(SYS_ioctl, STDIN_FILENO, request, &letter) == 0;
            };
        };
        QCOMPARE(inSandbox(FileAccess::ReadAndWrite, types(TIOCSTI)), EPERM);
        // The kernel looks at 32 bits of the request.
        QCOMPARE(inSandbox(FileAccess::ReadAndWrite, types(TIOCSTI | (1UL << 40U))), EPERM);
        QCOMPARE(inSandbox(FileAccess::ReadOnly, types(TIOCLINUX)), EPERM);
    }
};

QTEST_GUILESS_MAIN(TestHelperSandbox)
#include "tst_helper_sandbox.moc"
