// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"

#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace consultantos {

/// What a score would be.
struct ScoreEffect {
    QString framework; ///< id
    QString section;   ///< id
    QString title;     ///< of both
    double before = 0;
    std::optional<double> after; ///< empty where it could no longer be derived

    bool operator==(const ScoreEffect &) const = default;
};

struct ChangeEffects {
    QList<ScoreEffect> scores; ///< only those that change
    int figures = 0;           ///< how many computations of the report rest on what is changed
};

/// What one change of a report's inputs would do to its scores, by the formulas that the report prints. Of one thread; the
/// report must outlive it.
class ReportEffects {
public:
    explicit ReportEffects(const Report &report);

    /// Of a fact or computation with another value.
    [[nodiscard]] ChangeEffects ofValue(const QString &id, double value) const;
    /// Of a fact that isn't there any more.
    [[nodiscard]] ChangeEffects ofRemoval(const QString &id) const;
    /// Of a driver with another weight; 0 takes it out.
    [[nodiscard]] ChangeEffects ofWeight(const QString &framework, const QString &section, const QString &driver,
                                         double weight) const;

private:
    [[nodiscard]] QList<const Computation *> dependents(const QString &id) const;

    const Report &m_report;
    QHash<QString, QStringList> m_users; ///< computations that are bound to an id
};

} // namespace consultantos
