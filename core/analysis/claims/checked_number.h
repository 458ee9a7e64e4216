// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace consultantos {

enum class ClaimVerdict {
    Match,       ///< the facts at hand give this number within the rounding that it shows
    Mismatch,    ///< they give another one
    Unsupported, ///< they give none: `reason` says why
};

/// One number of a text with what the facts say of it.
struct CheckedNumber {
    qsizetype start = 0; ///< UTF-16 units of the text; in JSON code points
    qsizetype length = 0;
    QString text;                  ///< as it stands there, with sign, currency, scale and unit
    double value = 0;              ///< with its sign, in `unit`
    std::optional<double> valueTo; ///< the upper end of a range
    /// A currency ("USD"), that per share ("USD/shares"), "percent", "percentage points", "basis points", "times", "shares",
    /// "days", "employees" or "number".
    QString unit;
    ClaimVerdict verdict = ClaimVerdict::Unsupported;
    std::optional<double> expected; ///< the right value of a mismatch, in `expectedUnit`
    QString expectedUnit;           ///< differs from `unit` where that is what is wrong
    QString ref;                    ///< id of the fact or computation that decides
    QString reason;                 ///< for the user; empty for a plain match
    QString subject;                ///< what it was taken for: "Revenue", "Growth of Revenue"
    QString company;                ///< name; empty where none was found
    QString period;                 ///< "FY2021"
    /// The strongest passage that speaks against the claim; filled in by who has documents, the gate has none.
    QString contraryPassage;

    bool operator==(const CheckedNumber &) const = default;
};

[[nodiscard]] QString verdictName(ClaimVerdict verdict); ///< "match", "mismatch", "unsupported"
/// {text, start, value, value_to?, unit, verdict, expected?, expected_unit?, fact?, reason?, concept?, company?, period?,
/// contrary_passage?}. `start` is the one in code points.
[[nodiscard]] QJsonObject toJson(const CheckedNumber &number, qsizetype start);
/// {numbers: […], truncated} with places counted in code points of `text`. Linear in its length.
[[nodiscard]] QJsonObject toJson(const QList<CheckedNumber> &numbers, bool isTruncated, const QString &text);

} // namespace consultantos
