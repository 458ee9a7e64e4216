// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QCoreApplication>
#include <QString>

namespace consultantos::editing {

/// A sentence marked by QT_TRANSLATE_NOOP("ReportEditor", …), in the user's language.
inline QString inWords(const char *text)
{
    return QCoreApplication::translate("ReportEditor", text);
}

inline tl::unexpected<Error> invalid(const QString &message, const QString &advice = {})
{
    return fail(ErrorCode::InvalidArgument, message, advice);
}

} // namespace consultantos::editing
