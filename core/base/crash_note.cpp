// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/crash_note.h"

#include "base/private_files.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <limits>

#include <csignal>
#ifdef Q_OS_WIN
#include <windows.h>
#else
#include <fcntl.h>
#include <unistd.h>
#if __has_include(<execinfo.h>)
#include <execinfo.h>
#define CONSULTANTOS_HAS_BACKTRACE
#endif
#endif

namespace consultantos {
namespace {

constexpr int ArchivedNotes = 20;

// A signal handler can reach nothing but globals, and may allocate nothing: so all it needs is laid down here when it
// is installed.
char notePath[4096];
char noteHeader[512];
std::atomic_flag noteWritten = ATOMIC_FLAG_INIT;

bool copyText(char *to, size_t size, const QByteArray &from)
{
    if (size_t(from.size()) >= size)
        return false;
    std::memcpy(to, from.constData(), size_t(from.size()) + 1);
    return true;
}

#ifdef Q_OS_WIN
void writeNote(const char *reason, const char *more)
{
    if (noteWritten.test_and_set())
        return;
    wchar_t path[4096];
    if (MultiByteToWideChar(CP_UTF8, 0, notePath, -1, path, 4096) == 0)
        return;
    HANDLE file = CreateFileW(path, GENERIC_WRITE, 0, nullptr, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (file == INVALID_HANDLE_VALUE)
        return;
    for (const char *part : {"reason: ", reason, more, "\n", static_cast<const char *>(noteHeader)}) {
        DWORD written = 0;
        WriteFile(file, part, DWORD(std::strlen(part)), &written, nullptr);
    }
    CloseHandle(file);
}

LONG WINAPI onUnhandled(EXCEPTION_POINTERS *)
{
    writeNote("unhandled exception of the operating system", "");
    return EXCEPTION_CONTINUE_SEARCH;
}

// What gives up by abort() is no exception of the system.
void onAbort(int)
{
    writeNote("SIGABRT", "");
}
#else
constexpr int FatalSignals[] = {SIGSEGV, SIGABRT, SIGFPE, SIGBUS, SIGILL};
constexpr size_t AlternateStackBytes = 64 * 1024;

const char *signalName(int signal)
{
    switch (signal) {
    case SIGSEGV:
        return "SIGSEGV";
    case SIGABRT:
        return "SIGABRT";
    case SIGFPE:
        return "SIGFPE";
    case SIGBUS:
        return "SIGBUS";
    case SIGILL:
        return "SIGILL";
    default:
        return "signal";
    }
}

void put(int file, const char *text)
{
    const auto written = ::write(file, text, std::strlen(text));
    static_cast<void>(written); // nothing can be done about it in a dying process
}

void writeNote(const char *reason, const char *more)
{
    if (noteWritten.test_and_set())
        return;
    const int file = ::open(notePath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0)
        return;
    for (const char *part : {"reason: ", reason, more, "\n", static_cast<const char *>(noteHeader)})
        put(file, part);
#ifdef CONSULTANTOS_HAS_BACKTRACE
    void *frames[64];
    put(file, "call stack:\n");
    backtrace_symbols_fd(frames, backtrace(frames, 64), file);
#endif
    ::close(file);
}

extern "C" void onFatalSignal(int signal)
{
    writeNote(signalName(signal), "");
    // SA_RESETHAND has restored the default: the process dies of the same signal, with its exit status and core file.
    ::raise(signal);
}
#endif

[[noreturn]] void onTerminate()
{
    const char *what = "";
    if (const auto exception = std::current_exception()) {
        try {
            std::rethrow_exception(exception);
        } catch (const std::exception &known) {
            what = known.what();
        } catch (...) {
            what = "of an unknown type";
        }
        writeNote("uncaught exception: ", what);
    } else {
        writeNote("std::terminate", "");
    }
    std::abort();
}

QDir notesDir(const QString &dataDir)
{
    return QDir(QDir(dataDir).filePath(QStringLiteral("crashes")));
}

} // namespace

Status installCrashHandler(const QString &dataDir, const QString &programVersion)
{
    const auto dir = notesDir(dataDir);
    const auto path = dir.filePath(QStringLiteral("pending-%1.txt").arg(QCoreApplication::applicationPid()));
    if (!makePrivateFolder(dir.path()))
        return fail(
            ErrorCode::ReadOnly,
            QCoreApplication::translate("crash", "The folder for crash notes can't be made: %1.").arg(dir.path()));
    const auto header = QStringLiteral("version: %1\nsystem: %2\n").arg(programVersion, QSysInfo::prettyProductName());
    if (!copyText(notePath, sizeof notePath, path.toUtf8())
        || !copyText(noteHeader, sizeof noteHeader, header.toUtf8()))
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("crash", "The path for crash notes is too long: %1.").arg(path));
    std::set_terminate(&onTerminate);
#ifdef Q_OS_WIN
    SetUnhandledExceptionFilter(&onUnhandled);
    std::signal(SIGABRT, &onAbort);
#else
#ifdef CONSULTANTOS_HAS_BACKTRACE
    void *frame[1];
    backtrace(frame, 1); // its first call loads a library, which a handler must not
#endif
    // A stack overflow leaves no room on the thread's own stack.
    static char alternateStack[AlternateStackBytes];
    stack_t stack{};
    stack.ss_sp = alternateStack;
    stack.ss_size = sizeof alternateStack;
    sigaltstack(&stack, nullptr);
    struct sigaction action = {};
    action.sa_handler = &onFatalSignal;
    action.sa_flags = static_cast<int>(SA_RESETHAND | SA_ONSTACK | SA_NODEFER);
    sigemptyset(&action.sa_mask);
    for (const int signal : FatalSignals)
        sigaction(signal, &action, nullptr);
#endif
    return {};
}

std::optional<CrashNote> takeCrashNote(const QString &dataDir)
{
    const auto dir = notesDir(dataDir);
    std::optional<CrashNote> newest;
    for (const auto &info :
         dir.entryInfoList({QStringLiteral("pending-*.txt")}, QDir::Files, QDir::Time | QDir::Reversed)) {
        QFile file(info.filePath());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        CrashNote note;
        note.text = QString::fromUtf8(file.readAll());
        file.close();
        note.when = info.lastModified().toUTC();
        note.reason = note.text.section(QLatin1Char('\n'), 0, 0).section(QStringLiteral(": "), 1);
        const auto stem =
            dir.filePath(QStringLiteral("crash-") + note.when.toString(QStringLiteral("yyyyMMdd'T'HHmmsszzz'Z'")));
        note.path = stem + QStringLiteral(".txt");
        for (int number = 2; QFileInfo::exists(note.path); ++number)
            note.path = stem + QStringLiteral("-%1.txt").arg(number);
        if (!file.rename(note.path))
            note.path = info.filePath();
        newest = note;
    }
    const auto archived = dir.entryInfoList({QStringLiteral("crash-*.txt")}, QDir::Files, QDir::Name | QDir::Reversed);
    for (qsizetype i = ArchivedNotes; i < archived.size(); ++i)
        QFile::remove(archived[i].filePath());
    return newest;
}

} // namespace consultantos
