// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/asking/question_tokens.h"

#include <QString>

#include <optional>

namespace consultantos {

/// How a question wants its number: "in USD millions", "percent", "round to two decimal places".
struct AskedFormat {
    enum class Scale { Any, Units, Thousands, Millions, Billions };
    Scale scale = Scale::Any;
    bool isPercent = false;
    std::optional<int> decimals; ///< asked for in words
    bool isRatio = false;        ///< "the ratio of A to B": a plain number, where percent isn't asked for

    [[nodiscard]] static AskedFormat of(const QList<QuestionToken> &tokens);
    bool operator==(const AskedFormat &) const = default;
};

/// A number as it is given to the user.
struct FormattedFigure {
    QString text;     ///< rounded, with its unit: "USD 1,577 million", "30.8 %", "93.86 days", "1.38"
    double value = 0; ///< in `unit`, not rounded
    QString unit;     ///< "USD millions", "percent", "days", "ratio", …
};

/// `unit` is one of model/units.h, a currency or a currency per share. Money without a scale asked for is written in
/// millions from a million up; amounts in billions have one decimal, in millions none from a hundred up. Pure.
[[nodiscard]] FormattedFigure formatFigure(double value, const QString &unit, const AskedFormat &format);

} // namespace consultantos
