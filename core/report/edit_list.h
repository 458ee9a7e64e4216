// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"
#include "report/language/wording.h"

#include <QList>
#include <QString>

namespace consultantos {

class HtmlContext;

/// What a person set in a report, for its readers. Text, not markup.
struct EditLine {
    QString place;    ///< "Rivalry among existing competitors: Revenue growth"
    QString theirs;   ///< the sentence or number
    QString computed; ///< what the analysis gives there; a dash where it gives nothing
    QString about;    ///< "set by Ada on 2026-11-27: as agreed"; what the facts deny; that the analysis changed since
};

/// A line for each edit of the report, in its order; an edit of a place that the report lacks is left out. Pure.
[[nodiscard]] QList<EditLine> editLines(const Report &report, const Wording &wording = {});
/// The titles of its four columns.
[[nodiscard]] QStringList editTitles(const Wording &wording = {});
/// The heading of their section.
[[nodiscard]] QString editHeading();

/// Their section of a page; empty where nobody edited the report.
[[nodiscard]] QString htmlEdits(const HtmlContext &context);

} // namespace consultantos
