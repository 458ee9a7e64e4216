// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <QStringView>

namespace consultantos {

/// What of an element's style attribute tells headings, hidden text and pages. Filings have hardly any h1: a heading is
/// a line that is bold as a whole.
struct TextStyle {
    bool isBold = false;
    bool isItalic = false;
    bool isUnderlined = false;
    bool isHidden = false;
    bool hasGap = false; ///< stands apart from what is left of it, so that a blank belongs between
    bool breaksPageBefore = false;
    bool breaksPageAfter = false;
};

/// Reads style attributes and remembers them: a filing repeats a few hundred some ten thousand times.
class TextStyles {
public:
    /// As the attribute says it on top of what is inherited from `parent`; gaps and page breaks aren't inherited.
    [[nodiscard]] TextStyle within(const TextStyle &parent, QStringView style);

private:
    struct Change {
        int bold = -1; ///< -1 unsaid, 0 off, 1 on; so are the others
        int italic = -1;
        int underline = -1;
        bool isHidden = false;
        bool hasGap = false;
        bool breaksPageBefore = false;
        bool breaksPageAfter = false;
    };
    static Change read(QStringView style);
    static void readProperty(Change &change, const QString &property, const QString &value);

    QHash<QString, Change> m_known;
};

} // namespace consultantos
