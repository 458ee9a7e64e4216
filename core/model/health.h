// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/evidence.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// What a rule says of a figure.
enum class HealthLight {
    Strong,
    Between,
    Weak,
    None, ///< no figure, no reference, or a figure that no rule judges: `unjudged` says which
};
[[nodiscard]] QString lightName(HealthLight light); ///< "strong", "between", "weak", "none"
[[nodiscard]] HealthLight lightFromName(const QString &name);

/// One figure of the newest fiscal year, what it was held against, and what that makes of it. The years before are the
/// ratio's of the same id in the report's financials.
struct HealthReading {
    QString id; ///< of the formula, e.g. "gross_margin"
    QString title;
    QString group;
    QString unit;
    std::optional<Figure> figure;
    QString notDerivable; ///< why there is no figure; empty where there is one
    HealthLight light = HealthLight::None;
    /// What the light rests on: "thresholds" (published ones), "range" (two figures, `bounds`), "peers", "anchor" (a
    /// published average), "history" (the company's own earlier years) or "none".
    QString basis;
    QString rule;     ///< in words with its thresholds: "strong above 2.99, weak below 1.81"
    QString source;   ///< of the rule
    QString unjudged; ///< why there is no light; empty where there is one
    /// What the rule looked at beside the figure: the percentile, the distance from the reference, the range's ends.
    QList<Figure> judgedBy;
    std::optional<Figure> reference; ///< the published average or own median; empty with peers, who have `median`
    std::optional<Figure> lowerQuartile;
    std::optional<Figure> median;
    std::optional<Figure> upperQuartile;
    std::optional<Figure> percentile; ///< of the company among `peers`, 0 … 1
    QStringList peers;                ///< names of the comparable peers that report it
    QList<Figure> peerFigures;        ///< theirs, in the same order

    bool operator==(const HealthReading &) const = default;
};

/// The figures of a company's financial health with a light each.
struct FinancialHealth {
    QList<HealthReading> readings; ///< in the order of the rules

    [[nodiscard]] const HealthReading *find(const QString &id) const;
    [[nodiscard]] int count(HealthLight light) const;
    bool operator==(const FinancialHealth &) const = default;
};

[[nodiscard]] QJsonObject toJson(const FinancialHealth &health);
[[nodiscard]] FinancialHealth financialHealthFromJson(const QJsonObject &object);

} // namespace consultantos
