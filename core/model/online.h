// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/evidence.h"

#include <QString>

/// How passages that were fetched from the network are told from those of the user's documents.
namespace consultantos::online {

inline const QString DocumentPrefix = QStringLiteral("online-"); ///< of their documents' ids
inline const QString Headline = QStringLiteral("headline");      ///< Passage::section of a headline: quoted whole
inline const QString Text = QStringLiteral("text");              ///< of what stands below it, or on a web page

[[nodiscard]] inline bool isOnline(const Passage &passage)
{
    return passage.id.section(QLatin1Char('/'), 1, 1).startsWith(DocumentPrefix);
}

} // namespace consultantos::online
