// SPDX-License-Identifier: GPL-3.0-or-later
// Parses one PDF, so that a crash, a hang or a flood of memory costs one file and not the program.
//
//     consultantos-pdf-helper FILE MAX_PAGES MEMORY_MB CPU_SECONDS
//
// Writes the messages of evidence/pdf/page_stream.h to stdout; the exit code is a pdf::Failure.
#include "pdf_reader.h"
#include "process_limits.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>
#include <new>

using namespace consultantos::pdf;

namespace {

constexpr qint64 Megabyte = 1024 * 1024;

int exitCode(Failure failure)
{
    return int(failure);
}

/// Reads as the arguments say.
Failure run(const QStringList &arguments)
{
    if (arguments.size() != 5)
        return Failure::Usage;
    bool numbers[3] = {};
    const int pages = arguments[2].toInt(&numbers[0]);
    const auto megabytes = arguments[3].toLongLong(&numbers[1]);
    const int seconds = arguments[4].toInt(&numbers[2]);
    if (!numbers[0] || !numbers[1] || !numbers[2] || pages < 1 || !limitProcess(megabytes * Megabyte, seconds))
        return Failure::Usage;
    QFile out;
    if (!out.open(stdout, QIODevice::WriteOnly))
        return Failure::Usage;
    return streamPdf(arguments[1], pages, out);
}

} // namespace

int main(int argc, char **argv)
{
    try {
        const QCoreApplication application(argc, argv);
        return exitCode(run(QCoreApplication::arguments()));
    } catch (const std::bad_alloc &) {
        return exitCode(Failure::OutOfMemory);
    }
}
