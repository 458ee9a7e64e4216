// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace consultantos::pdf {

enum class FileAccess {
    ReadOnly,
    ReadAndWrite, ///< for a process that has a picture to write
};

/// From here on the system refuses to this process, with "not permitted", what reading a PDF doesn't need: connections of
/// any kind, other programs and processes, looking into other processes, changes to names, owners and modes of files, and
/// with ReadOnly opening a file for writing. What is open stays open. Can't be taken back.
///
/// By the kernel's filter of system calls (seccomp) on Linux. Windows has no such filter: there no process may be started and
/// no code be made, and with ReadOnly the process gives up its user's place among the trusted (integrity level "low"), so
/// that it can't change his files; connections stay possible. Elsewhere, and on Linux where the program was built without
/// libseccomp, it does nothing. False if the system refused. To be called before any thread is started.
[[nodiscard]] bool enterSandbox(FileAccess access);

/// Whether enterSandbox() does anything in this build.
[[nodiscard]] bool hasSandbox();

} // namespace consultantos::pdf
