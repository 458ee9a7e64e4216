// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/conversation.h"

#include <QPalette>
#include <QString>

namespace consultantos {

/// An answer as rich text: behind each sentence the numbers of its sources as links "source:<number>" and how it is
/// known; numbers that were struck are struck through, with what the facts say instead.
[[nodiscard]] QString messageToHtml(const ChatMessage &message, const QPalette &palette);
/// What stands below a figure of the built-in engine: how it came about, its sources and how it is known.
[[nodiscard]] QString figureToHtml(const ChatMessage &message, const QPalette &palette);
/// A source with what it rests on: value, formula, inputs with their filings. What stands in a document is a link
/// "place:<evidence id>".
[[nodiscard]] QString sourceToHtml(const ChatMessage &message, const ChatSource &source, const QPalette &palette);
/// "From an earlier question, 3 h ago: …"; of the same question again: "From an earlier answer to this question, …".
[[nodiscard]] QString reuseText(const ChatReuse &reuse);
/// What is written on a source's chip.
[[nodiscard]] QString chipText(const ChatSource &source);
/// The message with its sources as plain text, to be pasted into a document.
[[nodiscard]] QString messageToText(const ChatMessage &message);

} // namespace consultantos
