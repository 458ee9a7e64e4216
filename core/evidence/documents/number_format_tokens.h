// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace consultantos {

/// A piece of a number format's code.
struct FormatToken {
    enum class Kind {
        Literal, ///< shown as it is
        Digits,  ///< a run of "0#?.,/"
        Percent,
        Exponent,
        General,
        /// A run of one letter: y, e, m (months), d, h, H (hours of twelve), n (minutes), s.
        Date,
        AmPm,
        Elapsed, ///< hours, minutes or seconds in brackets
        Text,
    };

    Kind kind = Kind::Literal;
    QString text{};
};

/// The sections of a code, for positive and negative numbers, zero and text, each as its tokens. Any text is some code.
[[nodiscard]] QList<QList<FormatToken>> formatSections(QStringView code);

} // namespace consultantos
