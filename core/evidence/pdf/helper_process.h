// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "evidence/pdf/page_stream.h"

#include <QDeadlineTimer>
#include <QString>

#include <functional>

namespace consultantos::pdf {

/// What the helper may spend on one file.
struct HelperLimits {
    int pages = 5'000;
    qint64 memoryBytes = 2LL * 1024 * 1024 * 1024; ///< of address space, where the system can bind it
    qint64 outputBytes = 1024LL * 1024 * 1024;     ///< of messages
    QDeadlineTimer deadline{60'000};
};

/// The helper's program: beside this one, else in ../libexec/consultantos, else in a bin folder beside this one's;
/// empty if it isn't there.
[[nodiscard]] QString findHelper();

/// Runs `helper` on the file at `path` and hands each message of it to `take`. Blocks; any thread. A helper that
/// crashes, hangs, tells nonsense or isn't there is an error that names the file; nothing of it stays behind.
[[nodiscard]] Status readPages(const QString &helper, const QString &path, const HelperLimits &limits,
                               const CancellationToken &cancel, const std::function<void(Message &&)> &take);

/// Has `helper` draw page `page` (from 1) of the file at `path` into a PNG file at `picture`. False if
/// it can't.
[[nodiscard]] bool drawPage(const QString &helper, const QString &path, int page, int dotsPerInch,
                            const QString &picture, const HelperLimits &limits, const CancellationToken &cancel);

} // namespace consultantos::pdf
