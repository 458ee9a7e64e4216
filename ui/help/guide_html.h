// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

namespace consultantos {

/// A heading of a guide with what stands below it, up to the next heading of any level.
struct GuidePart {
    QString anchor; ///< as in the guide's own links; unique within the guide
    QString title;
    int level = 1; ///< 1 … 6
    QString html;  ///< of heading and body; links to other parts as "help:guide#anchor"
    QString text;  ///< of the body, for searching
};

/// What is in a Markdown guide, in its order. `guide` is its name, "user-guide". Links to `guides` become "help:" links,
/// those to other files the plain words: they aren't shipped. Pictures are left out. Pure.
[[nodiscard]] QList<GuidePart> guideParts(const QString &guide, const QByteArray &markdown, const QStringList &guides);

/// The anchor that code forges give a heading: its letters and digits in lower case, blanks as hyphens; the second of the
/// same name ends in "-1". `used` counts them.
[[nodiscard]] QString guideAnchor(const QString &title, QHash<QString, int> &used);

} // namespace consultantos
