// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/claim.h"
#include "model/framework.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// Something that has to be true for an option to be the right one, so that anyone can test it.
struct Condition {
    Claim claim;
    std::optional<Figure> today;     ///< what the condition is about, as last reported
    std::optional<Figure> threshold; ///< the value that it must not fall short of, or exceed
    QString status;                  ///< "met", "not met" or "open" by today's figures
    QString test;                    ///< how it is found out, in words without figures
    QString notDerivable{};          ///< why there is no threshold; empty if there is one

    bool operator==(const Condition &) const = default;
};

/// One step of an option's first 100 days: weeks 1 to 14.
struct PlannedAction {
    int firstWeek = 1;
    int lastWeek = 1;
    QString owner;       ///< a role, "Head of procurement"
    QString action;      ///< in words without figures
    QStringList needs{}; ///< ids of data requests that it answers

    bool operator==(const PlannedAction &) const = default;
};

/// A recommended option.
struct Recommendation {
    QString id;
    Claim claim;
    std::optional<Claim> impact;  ///< in money, where derivable
    QString feasibility;          ///< "high", "medium", "low" or empty
    QStringList links;            ///< framework items it rests on, "swot.so.1"
    QString title{};              ///< the move in a few words without figures; empty in reports of earlier versions
    QString kind{};               ///< framework and section that it comes from, "swot.so", "ansoff.penetration"
    std::optional<Score> score{}; ///< 1 … 5 by the criteria and their weights, with what isn't known left open
    /// "impact", "feasibility", "risk" (5: least) and "time" (5: soonest). Impact's figure is money, its reference what that is
    /// set against.
    QList<Driver> criteria{};
    std::optional<Figure> impactLow{}; ///< of the interval of impact's figure
    std::optional<Figure> impactHigh{};
    QList<Condition> conditions{};
    QList<PlannedAction> plan{}; ///< by first week

    [[nodiscard]] const Driver *criterion(const QString &id) const;
    /// Its own, then its conditions'.
    [[nodiscard]] QList<Claim> claims() const;
    /// Ids of the figures that it shows beside those in its claims.
    [[nodiscard]] QStringList figureRefs() const;
    bool operator==(const Recommendation &) const = default;
};

[[nodiscard]] QJsonObject toJson(const Condition &condition);
[[nodiscard]] Condition conditionFromJson(const QJsonObject &object);
[[nodiscard]] QJsonObject toJson(const Recommendation &recommendation);
/// Also of earlier versions, which had a claim, an impact, a feasibility and links.
[[nodiscard]] Recommendation recommendationFromJson(const QJsonObject &object);

} // namespace consultantos
