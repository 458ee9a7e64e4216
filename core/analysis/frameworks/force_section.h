// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/force_drivers.h"
#include "analysis/frameworks/playbook_reader.h"

namespace consultantos {

/// Writes the section of one of the five forces.
class ForceSection {
public:
    ForceSection(Workbench &bench, PlaybookReader &playbook, const FrameworkDefinitions &definitions,
                 const ForceDefinition &force);

    [[nodiscard]] FrameworkSection write();

private:
    [[nodiscard]] std::optional<Claim> summary(const QList<ScoredDriver> &drivers, const ForceDrivers &scoring);
    [[nodiscard]] std::optional<Claim> implication();
    [[nodiscard]] std::optional<Figure> amountOf(const AmountDefinition &amount, const Period &period);
    void addShareOfIncome(ClaimBuilder &claim, const Figure &amount);
    void addDriverItems(const QList<ScoredDriver> &drivers, FrameworkSection &section);
    void addPassages(FrameworkSection &section);
    void addPlaybookItems(FrameworkSection &section);
    [[nodiscard]] double confidence(const QList<ScoredDriver> &drivers) const;
    [[nodiscard]] const BlockWords &words() const { return m_definitions.parts.words; }
    [[nodiscard]] QString claimId(const QString &part) const;
    void appendItem(FrameworkSection &section, const Claim &claim, const QMap<QString, QString> &fields);

    Workbench &m_bench;
    PlaybookReader &m_playbook;
    const FrameworkDefinitions &m_definitions;
    const ForceDefinition &m_force;
    QStringList m_told; ///< drivers that the summary tells, which no item repeats
};

/// "weak", "modest", "moderate", "strong" or "very strong" for a score from one to five.
[[nodiscard]] QString strengthWord(double score);

} // namespace consultantos
