// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace consultantos {

/// Takes out of a model's text what it thinks aloud: `<think>…</think>` and `<thinking>…</thinking>`, in any case, also
/// where a tag is split over pieces, and to the end of the text where the closing tag is missing. White space behind a
/// thought goes with it. Not thread-safe.
class ThinkFilter {
public:
    /// What of the text so far can be shown, and wasn't handed out before.
    [[nodiscard]] QString feed(const QString &piece);
    /// The rest, at the text's end.
    [[nodiscard]] QString finish();

private:
    [[nodiscard]] QString take(bool isEnd);

    QString m_pending; ///< might be the beginning of a tag
    int m_depth = 0;
    bool m_skipsBlanks = true; ///< at the beginning and behind a thought
};

/// A whole text without its thoughts, trimmed. Some chat templates open the thought in the prompt, so that the reply
/// begins within it: where a closing tag stands without its opening one, all before it goes.
[[nodiscard]] QString withoutThoughts(const QString &text);

} // namespace consultantos
