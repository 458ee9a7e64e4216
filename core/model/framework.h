// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/claim.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// A score with the interval that its missing drivers and the spread of its drivers leave open.
struct Score {
    double value = 0;
    double low = 0;
    double high = 0;
    double scaleMin = 1;
    double scaleMax = 5;
    QString ref; ///< the computation it comes from

    bool operator==(const Score &) const = default;
};

/// One input of a score. A driver that can't be scored has no `score` and a reason.
struct Driver {
    QString id;
    QString label;
    std::optional<Figure> figure;    ///< the company's value
    std::optional<Figure> reference; ///< peers' median or published average that it was held against
    QString basis;                   ///< "peers", "anchor", "history", "playbook" or "none"
    QString direction;               ///< "raises" or "lowers" the section's score as the value grows
    double weight = 0;               ///< share of the section's score, all drivers' weights sum to one
    std::optional<Figure> score;     ///< on the section's scale
    QString notDerivable;            ///< why there is no score; empty if there is one

    bool operator==(const Driver &) const = default;
};

/// One entry of a section: a claim and what the framework says about it.
struct FrameworkItem {
    QString id;                  ///< unique in the framework, e.g. "strengths.1"
    Claim claim;                 ///< the statement
    std::optional<Claim> soWhat; ///< its consequence, in money where derivable
    /// Framework-specific fields, as short plain words without figures: direction, impact, likelihood, horizon,
    /// indicator, exposed_line, persistence, evidence_kind, hypothesis, … Documented in docs/report.schema.json.
    QMap<QString, QString> fields;
    QStringList links; ///< ids of other items it joins (TOWS)

    bool operator==(const FrameworkItem &) const = default;
};

/// A part of a framework: one of the five forces, a SWOT quadrant, a PESTEL class, a cell of the Blue Ocean grid.
struct FrameworkSection {
    QString id; ///< e.g. "rivalry", "strengths", "so", "political", "eliminate"
    QString title;
    std::optional<Score> score;
    QList<Driver> drivers;
    QString trend;                    ///< "rising", "stable", "falling" or empty when not derivable
    std::optional<Claim> summary;     ///< what the section says
    std::optional<Claim> implication; ///< what follows for the company
    QList<FrameworkItem> items;
    QString notDerivable; ///< why the section is empty or, where it should have a score, has none

    bool operator==(const FrameworkSection &) const = default;
};

/// Levels of several companies on several factors: the strategy canvas.
struct Canvas {
    struct Line {
        QString company;
        QList<std::optional<Figure>> levels; ///< 0 … 10, one per factor; empty where not derivable

        bool operator==(const Line &) const = default;
    };
    QStringList factors; ///< labels
    QStringList factorIds;
    QList<Line> lines; ///< the analysed company first

    bool operator==(const Canvas &) const = default;
};

struct FrameworkResult {
    QString id; ///< "porter", "swot", "pestel", "blue_ocean"
    QString title;
    std::optional<Claim> headline;
    QList<FrameworkSection> sections;
    std::optional<Canvas> canvas;
    QStringList notes; ///< limits of the method in plain words, no figures

    /// Every claim in it, in reading order.
    [[nodiscard]] QList<Claim> claims() const;
    bool operator==(const FrameworkResult &) const = default;
};

[[nodiscard]] QJsonObject toJson(const Score &score);
[[nodiscard]] Score scoreFromJson(const QJsonObject &object);
/// With the members of a driver in the report's JSON.
[[nodiscard]] Driver driverFromJson(const QJsonObject &object);
[[nodiscard]] QJsonObject toJson(const Driver &driver);
[[nodiscard]] QJsonObject toJson(const FrameworkResult &result);
[[nodiscard]] FrameworkResult frameworkResultFromJson(const QJsonObject &object);

} // namespace consultantos
