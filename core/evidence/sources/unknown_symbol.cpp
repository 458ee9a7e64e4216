// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/sources/unknown_symbol.h"

#include <QCoreApplication>

namespace consultantos {

tl::unexpected<Error> unknownSymbol(const QString &sourceTitle, const QString &symbol)
{
    return fail(ErrorCode::NotFound,
                QCoreApplication::translate("Sources", "%1 knows no share \"%2\".").arg(sourceTitle, symbol),
                QCoreApplication::translate("Sources",
                                            "Give the ticker of its main exchange; outside the USA often with "
                                            "an ending, as in SAP.DE."));
}

} // namespace consultantos
