// SPDX-License-Identifier: GPL-3.0-or-later
// make_library FOLDER COUNT: a data folder with a library of COUNT synthetic reports, to try the program at that size.
#include "storage/report_repository.h"
#include "storage/storage.h"
#include "synthetic_library.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QTextStream>

#include <cstdlib>

using namespace consultantos;

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    bool isNumber = false;
    const int count = arguments.value(2).toInt(&isNumber);
    QTextStream err(stderr);
    if (arguments.size() != 3 || !isNumber || count < 1) {
        err << "make_library FOLDER COUNT\n";
        return 2;
    }
    QElapsedTimer timer;
    timer.start();
    const auto library = Database::open(Storage::libraryPath(QDir(arguments[1]).absolutePath()),
                                        ReportRepository::schema(), std::make_shared<SystemClock>());
    const auto filled = library ? test::fillLibrary(**library, count) : Status(tl::unexpected(library.error()));
    if (!filled) {
        err << filled.error().toText() << '\n';
        return EXIT_FAILURE;
    }
    err << count << " reports in " << double(timer.elapsed()) / 1e3 << " s\n";
    return EXIT_SUCCESS;
}
