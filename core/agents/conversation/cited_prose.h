// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/conversation.h"

#include <QList>
#include <QString>

#include <functional>

namespace consultantos {

/// A reply taken apart.
struct CitedProse {
    QString text;                  ///< without citations and Markdown
    QList<ChatSentence> sentences; ///< with the numbers that they cite
};

/// Takes citations ("[2]", "[1, 3]", "[E2]") and the marks of Markdown out of a reply. A citation belongs to the sentence
/// that it stands in or behind. Numbers above `sources` cite nothing. Pure.
[[nodiscard]] CitedProse citedProse(const QString &reply, int sources);

/// The sentences of a reply that `isKept` says, in their order, with what stands between them. Pure.
[[nodiscard]] CitedProse keptSentences(const CitedProse &prose,
                                       const std::function<bool(const ChatSentence &)> &isKept);

/// The reply up to its last whole sentence: what is left of one that was cut off. Pure.
[[nodiscard]] QString wholeSentences(const QString &reply);

} // namespace consultantos
