// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/evidence.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// One line of a standardised statement: one figure per period of the statement, empty where none was reported.
struct StatementLine {
    QString concept_; ///< id of resources/concepts.json, e.g. "cost_of_revenue" (`concept` is a C++20 keyword)
    QString label;
    QList<std::optional<Figure>> values;

    bool operator==(const StatementLine &) const = default;
};

struct Statement {
    QString kind;      ///< "income", "balance", "cash_flow"
    QString frequency; ///< "annual", "quarterly"
    QString currency;
    QList<Period> periods; ///< newest first
    QList<StatementLine> lines;

    bool operator==(const Statement &) const = default;
};

/// A ratio or model score over the periods, or why it can't be had.
struct RatioValue {
    Period period;
    std::optional<Figure> figure;
    QString notDerivable; ///< "not derivable: …", empty when there is a figure
    QStringList missing;  ///< concept ids that would settle it

    bool operator==(const RatioValue &) const = default;
};

struct Ratio {
    QString id; ///< formula id, e.g. "gross_margin"
    QString title;
    QString
        group; ///< "growth", "profitability", "returns", "liquidity", "leverage", "working_capital", "cash", "distress", "quality"
    QString unit;
    QString source; ///< the paper or standard the formula is from
    bool higherIsBetter = true;
    QString frequency;        ///< "annual"
    QList<RatioValue> values; ///< newest first

    bool operator==(const Ratio &) const = default;
};

/// An accounting identity tested on one period's facts.
struct IdentityCheck {
    QString id; ///< "balance", "cash_flow", "gross_profit"
    QString title;
    Period period;
    bool passed = true;
    std::optional<Figure> difference; ///< left minus right side
    QString note;                     ///< in plain words, no figures

    bool operator==(const IdentityCheck &) const = default;
};

/// One part of a line that is split: a segment, a product, a region.
struct BreakdownPart {
    QString name;                        ///< "Automotive", "United States"
    QString member;                      ///< as the filing names it, e.g. "country:US"
    QList<std::optional<Figure>> values; ///< one a period of the breakdown
    QList<std::optional<Figure>> shares; ///< of the whole company's line, as ratios

    bool operator==(const BreakdownPart &) const = default;
};

/// A statement line of the whole company split into parts, as its filings split it.
struct Breakdown {
    QString kind;                        ///< "segment", "product" or "region"
    QString title;                       ///< "Revenue by segment"
    QString concept_;                    ///< id of resources/concepts.json
    QList<Period> periods;               ///< fiscal years, newest first
    QList<BreakdownPart> parts;          ///< the largest of the newest period first
    QList<std::optional<Figure>> totals; ///< the whole company's line
    bool isComplete = false;             ///< the parts of the newest period add up to its total
    QString note; ///< what the reader must know of the parts, in plain words without figures; may be empty

    bool operator==(const Breakdown &) const = default;
};

/// What is derived from one company's facts.
struct Financials {
    QString companyId;
    QString companyName;
    QString currency;
    QList<Statement> statements;
    QList<Ratio> ratios;
    QList<IdentityCheck> identities;
    QList<Breakdown> breakdowns; ///< of revenue, where filings with dimensions are stored
    EvidenceBook evidence;       ///< everything the figures above refer to
    QStringList warnings;        ///< e.g. conflicting tags; no figures

    /// The annual statements' figure of a concept in a fiscal year; empty if none.
    [[nodiscard]] std::optional<Figure> annual(const QString &conceptId, int fiscalYear) const;
    [[nodiscard]] std::optional<Figure> ratio(const QString &ratioId, int fiscalYear) const;
    [[nodiscard]] const Ratio *findRatio(const QString &ratioId) const;
    /// Null where the line isn't split so.
    [[nodiscard]] const Breakdown *findBreakdown(const QString &kind) const;
    /// Newest first; periods of the annual income statement, or of the balance sheet where there is none.
    [[nodiscard]] QList<Period> annualPeriods() const;
    bool operator==(const Financials &) const = default;
};

/// {company, currency, statements[…], ratios[…], identities[…], breakdowns[…], warnings[…]}; the evidence goes with the report.
[[nodiscard]] QJsonObject toJson(const Financials &financials);
[[nodiscard]] Financials financialsFromJson(const QJsonObject &object);

} // namespace consultantos
