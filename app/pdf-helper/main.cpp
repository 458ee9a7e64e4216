// SPDX-License-Identifier: GPL-3.0-or-later
// Parses one PDF, so that a crash, a hang or a flood of memory costs one file and not the program.
//
//     consultantos-pdf-helper read FILE MEMORY_MB CPU_SECONDS MAX_PAGES
//     consultantos-pdf-helper draw FILE MEMORY_MB CPU_SECONDS PAGE DOTS_PER_INCH PICTURE
//
// The first writes the messages of evidence/pdf/page_stream.h to stdout, the second a PNG file. The exit code is a
// pdf::Failure.
#include "base/standard_streams.h"
#include "pdf_reader.h"
#include "process_limits.h"
#include "process_sandbox.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>
#include <new>

using namespace consultantos::pdf;

namespace {

constexpr qint64 Megabyte = 1024LL * 1024;

int exitCode(Failure failure)
{
    return int(failure);
}

/// The argument as a number from 1; 0 if it is none.
int number(const QString &argument)
{
    return qMax(0, argument.toInt());
}

Failure read(const QString &path, int maxPages)
{
    QFile out;
    if (maxPages == 0 || !out.open(stdout, QIODevice::WriteOnly))
        return Failure::Usage;
    return streamPdf(path, maxPages, out);
}

/// Does as the arguments say.
Failure run(const QStringList &arguments)
{
    const auto size = arguments.size();
    if (size < 6)
        return Failure::Usage;
    const int megabytes = number(arguments[3]);
    const int seconds = number(arguments[4]);
    if (megabytes == 0 || seconds == 0 || !limitProcess(megabytes * Megabyte, seconds))
        return Failure::Usage;
    const bool reads = arguments[1] == QStringLiteral("read") && size == 6;
    const bool draws = arguments[1] == QStringLiteral("draw") && size == 8;
    if ((!reads && !draws) || !enterSandbox(reads ? FileAccess::ReadOnly : FileAccess::ReadAndWrite))
        return Failure::Usage;
    return reads ? read(arguments[2], number(arguments[5]))
                 : drawPdfPage(arguments[2], number(arguments[5]), number(arguments[6]), arguments[7]);
}

} // namespace

int main(int argc, char **argv)
{
    consultantos::prepareStandardStreams();
    try {
        const QCoreApplication application(argc, argv);
        return exitCode(run(QCoreApplication::arguments()));
    } catch (const std::bad_alloc &) {
        return exitCode(Failure::OutOfMemory);
    }
}
