// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/office/deck_room.h"
#include "report/outline/outline.h"

namespace consultantos::office {

/// One slide: a message, and what shows it.
struct DeckSlide {
    QString title;
    outline::Text lead; ///< of the message, what has no room in the title
    QList<outline::Block> bullets;
    std::optional<outline::Table> table;
    std::optional<outline::Chart> chart;
    QStringList refs; ///< the evidence of all on it, each once
};

/// The slides of a report without its appendices: one a message, what doesn't fit goes on on the next. Pure.
[[nodiscard]] QList<DeckSlide> planDeck(const outline::Outline &outline, const DeckRoom &room = {});

} // namespace consultantos::office
