// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringView>

#include <optional>

namespace consultantos {

/// The transformations of inline XBRL (registries 1 to 5 of XBRL International, and the SEC's) that turn what a reader
/// sees into a value. Names are compared without prefix, hyphens and case: the registries spell one rule in several
/// ways. Pure and thread-safe.

enum class NumberReading {
    Read,
    Nothing, ///< the format says that there is no value (fixed-empty, nocontent)
    Unknown, ///< a format that we don't know
    Wrong,   ///< not what the format demands
};

struct InlineNumber {
    NumberReading reading = NumberReading::Wrong;
    QByteArray decimal{}; ///< "1234.5": digits, at most one point; unsigned
};

/// Of an ix:nonFraction. Without a format the text must be a plain number.
[[nodiscard]] InlineNumber readInlineNumber(QStringView format, QStringView text);

/// decimal × 10^scale, negated where the element's sign says so, rounded once to the nearest double.
[[nodiscard]] std::optional<double> scaledNumber(const QByteArray &decimal, int scale, bool isNegative);

/// Of an ix:nonNumeric: dates become YYYY-MM-DD, --MM-DD or YYYY-MM, ballot boxes and fixed values "true" or "false".
/// Other formats, and texts that don't follow theirs, come back as they are, trimmed.
[[nodiscard]] QString readInlineText(QStringView format, QStringView text);

} // namespace consultantos
