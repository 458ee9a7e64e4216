// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/definitions.h"
#include "analysis/frameworks/workbench.h"

#include <functional>

namespace consultantos {

/// A driver of a force as it came out, and how far its score may be wrong either way.
struct ScoredDriver {
    const DriverDefinition *definition = nullptr;
    Driver driver;
    double below = 0;
    double above = 0;
};

/// Measures and scores the drivers of one of the five forces, or of another framework's section. A driver that can't be measured leaves a data request.
class ForceDrivers {
public:
    /// Gives the figure of a value that a framework's file computes; empty where it can't be derived.
    using ValueOf = std::function<std::optional<Figure>(const QString &value)>;

    ForceDrivers(Workbench &bench, const FrameworkDefinitions &definitions, const ForceDefinition &force,
                 ValueOf valueOf = {});

    [[nodiscard]] QList<ScoredDriver> score();
    /// The section's score: the weighted mean of the scored drivers. Its interval takes each scored driver as wrong by
    /// its half-width and each missing one as anything from one to five. Empty where no driver has a score.
    /// A score that a person set stands in its place; the interval stays open as far as it was, and includes it.
    [[nodiscard]] std::optional<Score> combine(const QList<ScoredDriver> &drivers);
    /// The score that a person's one took the place of, for the section to cite; empty without.
    [[nodiscard]] const std::optional<Figure> &replaced() const { return m_replaced; }
    /// Low and high end of the last combined score, with what they were computed from.
    [[nodiscard]] const std::optional<Figure> &low() const { return m_low; }
    [[nodiscard]] const std::optional<Figure> &high() const { return m_high; }
    [[nodiscard]] const std::optional<Figure> &value() const { return m_value; }
    /// Share of the weights whose drivers have a score.
    [[nodiscard]] static double coverage(const QList<ScoredDriver> &drivers);
    /// "rising", "stable", "falling" by the drivers' changes on the year before; empty where none has one.
    [[nodiscard]] QString trend(const QList<ScoredDriver> &drivers);

private:
    [[nodiscard]] ScoredDriver scoreOne(const DriverDefinition &definition);
    /// Lays a person's answer where nothing stored gives the driver a score.
    void scoreAnswer(ScoredDriver &scored);
    /// Puts a person's weights in place of the definitions'; the other drivers share the rest as they did.
    void weigh(QList<ScoredDriver> &drivers);
    [[nodiscard]] std::optional<Score> combined(const QList<ScoredDriver> &drivers);
    [[nodiscard]] std::optional<Score> replacedBy(const ReportEdit &edit, const std::optional<Score> &computed);
    [[nodiscard]] QString place(const QString &part) const;
    /// Whether the user's context or documents speak of it, so that nothing needs to be asked for.
    [[nodiscard]] bool isQuoted(const DriverDefinition &definition) const;
    void requestWhatIsMissing(const ScoredDriver &scored);
    void scoreRatio(ScoredDriver &scored);
    void scoreSlope(ScoredDriver &scored);
    void scoreConcentration(ScoredDriver &scored);
    void scoreDispersion(ScoredDriver &scored);
    void scoreScale(ScoredDriver &scored);
    void scoreSpread(ScoredDriver &scored);
    void scoreCategoryGap(ScoredDriver &scored);
    void scoreValue(ScoredDriver &scored);
    /// Lays the driver's figure over the scale by a scoring method; false where its formula is not defined here.
    bool lay(ScoredDriver &scored, const QString &method, const QList<Bound> &bound, const QString &basis);
    bool layLinear(ScoredDriver &scored, double start, double stop, const QString &basis);
    [[nodiscard]] QString sectionQualifier() const { return m_force.scope + m_force.id; }
    [[nodiscard]] QString qualifier(const DriverDefinition &definition) const;

    Workbench &m_bench;
    const FrameworkDefinitions &m_definitions;
    const ForceDefinition &m_force;
    ValueOf m_valueOf;
    std::optional<Figure> m_value;
    std::optional<Figure> m_low;
    std::optional<Figure> m_high;
    std::optional<Figure> m_replaced;
};

} // namespace consultantos
