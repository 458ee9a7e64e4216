// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <cstdint>
#include <set>

namespace consultantos {

/// What an import met that isn't as it should be, counted by kind. Nothing is dropped or doubted in silence.
class ImportTally {
public:
    /// A reported value in the first group is skipped; one in the second is kept.
    std::int64_t withoutPeriod = 0;  ///< no valid end, or a start after the end
    std::int64_t absurdValues = 0;   ///< no finite number, or beyond any company's
    std::int64_t misshapenNodes = 0; ///< not the kind of JSON that belongs there
    std::int64_t wrongNames = 0;     ///< under a taxonomy, tag or unit without a usable name; counted in values
    std::int64_t repeated = 0;       ///< the same report again

    std::int64_t withoutFiling = 0; ///< no accession number, or not in the SEC's form
    std::int64_t withoutFilingDate = 0;
    std::int64_t contradictory = 0; ///< one filing gives one fact two values; the rule of restatement.h decides

    /// A value whose unit nothing is derived from.
    void addOddUnit(const QString &unit, std::int64_t count);

    [[nodiscard]] std::int64_t oddUnits() const { return m_oddUnits; }
    /// One translated sentence for each kind that was met, always in the same order.
    [[nodiscard]] QStringList warnings() const;

private:
    std::int64_t m_oddUnits = 0;
    std::set<QString> m_unitNames;
};

} // namespace consultantos
