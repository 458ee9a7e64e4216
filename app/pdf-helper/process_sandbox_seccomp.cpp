// SPDX-License-Identifier: GPL-3.0-or-later
#include "process_sandbox.h"

#ifdef CONSULTANTOS_HAVE_SECCOMP
#include <cerrno>
#include <fcntl.h>
#include <initializer_list>
#include <memory>
#include <sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <type_traits>
#include <unistd.h>
#endif

namespace consultantos::pdf {

#ifdef CONSULTANTOS_HAVE_SECCOMP

namespace {

using Filter = std::unique_ptr<std::remove_pointer_t<scmp_filter_ctx>, void (*)(scmp_filter_ctx)>;

/// What a parser of PDF never does. Names that the machine's architecture hasn't got are passed over by libseccomp.
constexpr std::initializer_list<int> Refused{SCMP_SYS(socket),
                                             SCMP_SYS(socketpair),
                                             SCMP_SYS(connect),
                                             SCMP_SYS(bind),
                                             SCMP_SYS(listen),
                                             SCMP_SYS(accept),
                                             SCMP_SYS(accept4),
                                             SCMP_SYS(sendto),
                                             SCMP_SYS(sendmsg),
                                             SCMP_SYS(sendmmsg),
                                             SCMP_SYS(execve),
                                             SCMP_SYS(execveat),
                                             SCMP_SYS(fork),
                                             SCMP_SYS(vfork),
                                             SCMP_SYS(ptrace),
                                             SCMP_SYS(process_vm_readv),
                                             SCMP_SYS(process_vm_writev),
                                             SCMP_SYS(pidfd_open),
                                             SCMP_SYS(pidfd_getfd),
                                             SCMP_SYS(unlink),
                                             SCMP_SYS(unlinkat),
                                             SCMP_SYS(rename),
                                             SCMP_SYS(renameat),
                                             SCMP_SYS(renameat2),
                                             SCMP_SYS(link),
                                             SCMP_SYS(linkat),
                                             SCMP_SYS(symlink),
                                             SCMP_SYS(symlinkat),
                                             SCMP_SYS(mkdir),
                                             SCMP_SYS(mkdirat),
                                             SCMP_SYS(rmdir),
                                             SCMP_SYS(mknod),
                                             SCMP_SYS(mknodat),
                                             SCMP_SYS(chmod),
                                             SCMP_SYS(fchmod),
                                             SCMP_SYS(fchmodat),
                                             SCMP_SYS(chown),
                                             SCMP_SYS(lchown),
                                             SCMP_SYS(fchown),
                                             SCMP_SYS(fchownat),
                                             SCMP_SYS(truncate),
                                             SCMP_SYS(setxattr),
                                             SCMP_SYS(lsetxattr),
                                             SCMP_SYS(fsetxattr),
                                             SCMP_SYS(mount),
                                             SCMP_SYS(umount2),
                                             SCMP_SYS(pivot_root),
                                             SCMP_SYS(chroot),
                                             SCMP_SYS(unshare),
                                             SCMP_SYS(setns),
                                             SCMP_SYS(setuid),
                                             SCMP_SYS(setgid),
                                             SCMP_SYS(setresuid),
                                             SCMP_SYS(setresgid),
                                             SCMP_SYS(keyctl),
                                             SCMP_SYS(add_key),
                                             SCMP_SYS(request_key),
                                             SCMP_SYS(bpf),
                                             SCMP_SYS(perf_event_open),
                                             SCMP_SYS(userfaultfd),
                                             SCMP_SYS(io_uring_setup),
                                             SCMP_SYS(io_uring_enter),
                                             SCMP_SYS(io_uring_register),
                                             SCMP_SYS(open_by_handle_at),
                                             SCMP_SYS(init_module),
                                             SCMP_SYS(finit_module),
                                             SCMP_SYS(kexec_load),
                                             SCMP_SYS(reboot),
                                             SCMP_SYS(swapon),
                                             SCMP_SYS(swapoff),
                                             SCMP_SYS(memfd_create),
                                             SCMP_SYS(kill),
                                             SCMP_SYS(pidfd_send_signal),
                                             SCMP_SYS(rt_sigqueueinfo),
                                             SCMP_SYS(rt_tgsigqueueinfo),
                                             SCMP_SYS(process_madvise),
                                             SCMP_SYS(process_mrelease),
                                             SCMP_SYS(kcmp),
                                             SCMP_SYS(shmget),
                                             SCMP_SYS(msgget),
                                             SCMP_SYS(mq_open),
                                             SCMP_SYS(utime),
                                             SCMP_SYS(utimes),
                                             SCMP_SYS(utimensat),
                                             SCMP_SYS(futimesat),
                                             SCMP_SYS(removexattr),
                                             SCMP_SYS(lremovexattr),
                                             SCMP_SYS(fremovexattr),
                                             SCMP_SYS(open_tree),
                                             SCMP_SYS(move_mount),
                                             SCMP_SYS(fsopen),
                                             SCMP_SYS(fsmount),
                                             SCMP_SYS(mount_setattr),
                                             SCMP_SYS(tkill),
                                             SCMP_SYS(ioperm),
                                             SCMP_SYS(iopl)};

bool refuse(scmp_filter_ctx filter, int call)
{
    return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 0) == 0;
}

/// New threads may be; new processes may not. clone3 hides its flags behind a pointer that no filter can follow: said to
/// be missing, it makes the C library take clone.
bool refuseProcesses(scmp_filter_ctx filter)
{
    return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
                            SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0))
               == 0
           && seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0;
}

/// What reaches other processes by calls that a parser needs for itself: signals and limits go to this process alone, and
/// nothing is typed into the terminal that the program was started from. The kernel reads the lower half of a request alone.
bool refuseReaching(scmp_filter_ctx filter)
{
    constexpr scmp_datum_t LowerHalf = 0xFFFFFFFF;
    const auto self = scmp_datum_t(getpid());
    bool done =
        seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_NE, self)) == 0
        && seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(prlimit64), 1, SCMP_A0(SCMP_CMP_NE, 0)) == 0;
    for (const auto request : {TIOCSTI, TIOCLINUX})
        done = done
               && seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(ioctl), 1,
                                   SCMP_A1(SCMP_CMP_MASKED_EQ, LowerHalf, scmp_datum_t(request)))
                      == 0;
    return done;
}

/// Opening for writing, by any of the ways; openat2 hides its flags and is said to be missing, and creat is one of them.
bool refuseWriting(scmp_filter_ctx filter)
{
    bool done =
        refuse(filter, SCMP_SYS(creat)) && seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(openat2), 0) == 0;
    for (const auto flag : {O_WRONLY, O_RDWR, O_CREAT, O_TRUNC}) {
        const auto bit = scmp_datum_t(flag);
        done =
            done
            && seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(open), 1, SCMP_A1(SCMP_CMP_MASKED_EQ, bit, bit))
                   == 0
            && seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(openat), 1,
                                SCMP_A2(SCMP_CMP_MASKED_EQ, bit, bit))
                   == 0;
    }
    return done;
}

} // namespace

bool enterSandbox(FileAccess access)
{
    const Filter filter(seccomp_init(SCMP_ACT_ALLOW), seccomp_release);
    if (!filter)
        return false;
    for (const auto call : Refused) {
        if (!refuse(filter.get(), call))
            return false;
    }
    return refuseProcesses(filter.get()) && refuseReaching(filter.get())
           && (access == FileAccess::ReadAndWrite || refuseWriting(filter.get())) && seccomp_load(filter.get()) == 0;
}

bool hasSandbox()
{
    return true;
}

#else

bool enterSandbox(FileAccess)
{
    return true;
}

bool hasSandbox()
{
    return false;
}

#endif

} // namespace consultantos::pdf
