// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QtGlobal>

#include <array>
#include <cerrno>
#include <chrono>

#ifdef Q_OS_WIN
#include <winsock2.h>
#include <ws2tcpip.h>

#include <afunix.h>
#else
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#endif

/// Sockets as the operating system has them: what differs between POSIX and Windows, and nothing else. Descriptors are
/// int everywhere (a SOCKET of Windows has 32 significant bits, by its documentation), -1 is none. Error numbers are those
/// of the system (errno, WSAGetLastError()); 0 is none. Thread-safe but for two calls with one descriptor.
namespace consultantos::sockets {

#ifdef Q_OS_WIN
using PollEntry = WSAPOLLFD;
inline constexpr int CancelledError = WSAECANCELLED;
inline constexpr int TimedOutError = WSAETIMEDOUT;
inline constexpr int NameTooLongError = WSAENAMETOOLONG;
inline constexpr int TooManyOpenError = WSAEMFILE;
/// A socket whose read ended by the kernel's limit is of no more use on Windows: there every wait is ours.
inline constexpr bool HasKernelLimits = false;
#else
using PollEntry = pollfd;
inline constexpr int CancelledError = ECANCELED;
inline constexpr int TimedOutError = ETIMEDOUT;
inline constexpr int NameTooLongError = ENAMETOOLONG;
inline constexpr int TooManyOpenError = EMFILE;
inline constexpr bool HasKernelLimits = true;
#endif

enum class Waiting { Block, Peek };

/// The error of the last call that failed, in this thread.
[[nodiscard]] int lastError();
[[nodiscard]] QString errorText(int error);
/// Of getaddrinfo(), whose numbers are its own.
[[nodiscard]] QString lookUpErrorText(int error);
/// The call may succeed when it is made again: nothing there yet, or a signal came.
[[nodiscard]] bool isTransient(int error);
/// connect() goes on in the background.
[[nodiscard]] bool isInProgress(int error);

/// Non-blocking and not handed to processes that are started; -1 on failure.
[[nodiscard]] int open(int family, int type, int protocol);
void close(int descriptor);
/// For exchanges: small packets at once (`isTcp`), no signal when the other side is gone, and with HasKernelLimits
/// blocking from now on, for at most `limit` a call. An error number.
[[nodiscard]] int prepare(int descriptor, bool isTcp, std::chrono::milliseconds limit);
/// How a connect() in the background ended: an error number.
[[nodiscard]] int connectError(int descriptor);

/// As send() and recv(): a count of bytes, or -1. Peek takes nothing away and never waits.
[[nodiscard]] qsizetype send(int descriptor, const char *bytes, qsizetype size);
[[nodiscard]] qsizetype receive(int descriptor, char *bytes, qsizetype size, Waiting waiting = Waiting::Block);
/// As poll(); entries with the descriptor -1 are passed over.
[[nodiscard]] int poll(PollEntry *entries, int count, int milliseconds);

/// Two non-blocking ends: a byte that is sent into the second makes the first readable. {-1, -1} on failure.
[[nodiscard]] std::array<int, 2> openSignal();
/// Sends that byte; more than fit in are lost, as one is enough.
void signal(int end);
void closeSignal(const std::array<int, 2> &ends);

} // namespace consultantos::sockets
