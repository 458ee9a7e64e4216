// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/financials/catalogue_error.h"

#include <QCoreApplication>

namespace consultantos {

tl::unexpected<Error> catalogueError(const QString &path, const QString &entry, const QString &what)
{
    return fail(
        ErrorCode::Malformed,
        QCoreApplication::translate("Financials", "The entry \"%1\" of %2 can't be used: %3.").arg(entry, path, what),
        QCoreApplication::translate("Financials", "Correct the file or install the program again."));
}

} // namespace consultantos
