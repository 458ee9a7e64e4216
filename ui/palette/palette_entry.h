// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

namespace consultantos {

/// What an entry of the command palette is; in the order in which equals stand.
enum class PaletteKind { Action, Report, Company, Setting, Help };

/// In one word, for the entry's line: "Action", "Report", …
[[nodiscard]] QString paletteKindTitle(PaletteKind kind);

/// Something that the command palette offers to do or to show.
struct PaletteEntry {
    PaletteKind kind = PaletteKind::Action;
    QString key;      ///< tells it from all others and from one start to the next: "action:savePdf", "report:ID"
    QString text;     ///< what is matched against what is typed
    QString detail;   ///< beside it: the menu it stands in, a report's question and time, …
    QString shortcut; ///< as the platform writes it; empty: none
    bool isEnabled = true;
    std::function<void()> run;
    QString otherNames{}; ///< what people may call it instead, matched as `detail` is and not shown
};

} // namespace consultantos
