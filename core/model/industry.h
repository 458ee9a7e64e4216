// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/evidence.h"

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// An industry of resources/industry/sectors.json.
struct Industry {
    QString id;             ///< e.g. "automotive"
    QString title;          ///< "Automobile manufacturers"
    QString sector;         ///< sector id, e.g. "consumer_discretionary"
    QString anchorIndustry; ///< name of the row in the published industry tables, e.g. "Auto & Truck"
    QStringList aliases;

    bool operator==(const Industry &) const = default;
};

/// A published industry average: a Fact of taxonomy "anchor" and the ratio it is an average of.
struct IndustryAnchor {
    QString ratioId; ///< formula id, e.g. "gross_margin", or "wacc", "revenue_multiple", …
    Fact fact;

    bool operator==(const IndustryAnchor &) const = default;
};

/// A statement of a playbook with what it is for and when it applies.
struct PlaybookStatement {
    PlaybookEntry entry;
    QStringList
        uses; ///< e.g. "porter.rivalry", "pestel.political", "swot.threats", "blue_ocean.create", "summary.risk"
    QStringList
        topics; ///< topics of questions it speaks to: growth, profitability, cash, liquidity, leverage, efficiency,
                ///< competition, customers, suppliers, innovation, regulation, technology, expansion, risk
    QStringList regions;           ///< ISO country codes or "EU", "global"; empty: everywhere
    QMap<QString, QString> fields; ///< direction, impact, likelihood, horizon, indicator, exposed_line, …
    QString whenRatio;             ///< applies only if this ratio of the company …
    QString whenIs;                ///< … is "above" or "below" its reference, or "rising" or "falling"; empty: always

    bool operator==(const PlaybookStatement &) const = default;
};

/// All that we have written about one industry.
struct Playbook {
    QString industry;
    QString title;
    QList<PlaybookStatement> statements;
    QStringList competingFactors; ///< ids of factors for the strategy canvas

    [[nodiscard]] QList<PlaybookStatement> forUse(const QString &use) const;
    bool operator==(const Playbook &) const = default;
};

} // namespace consultantos
