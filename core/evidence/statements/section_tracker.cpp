// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/statements/section_tracker.h"

#include <algorithm>

namespace consultantos::statements {

SectionTracker::SectionTracker(const LabelCatalogue &labels, StatementKind kind, const QStringList &headings,
                               const QStringList &rows)
    : m_labels(labels)
    , m_statement(statementId(kind))
{
    const auto has = [&](const char *id) {
        return std::any_of(rows.cbegin(), rows.cend(), [&](const QString &label) { return isRowOf(id, label); });
    };
    m_hasCurrentLiabilities = kind == StatementKind::Balance && has("current_liabilities");
    m_hasEquityHeading = std::any_of(headings.cbegin(), headings.cend(), [this](const QString &heading) {
        return m_labels.sectionOf(m_statement, heading) == QLatin1String("equity");
    });
    if (kind == StatementKind::Balance && has("current_assets"))
        m_section = QStringLiteral("current_assets");
    if (kind == StatementKind::CashFlow && has("operating_cash_flow"))
        m_section = QStringLiteral("operating");
}

bool SectionTracker::isRowOf(const char *id, const QString &label) const
{
    const auto *entry = m_labels.find(QLatin1String(id));
    return entry && entry->fits(label);
}

void SectionTracker::passHeading(const QString &label)
{
    const auto section = m_labels.sectionOf(m_statement, label);
    if (!section.isEmpty())
        m_section = section;
}

void SectionTracker::passRow(const QString &label)
{
    if (m_statement == QLatin1String("balance"))
        passBalanceRow(label);
    else if (m_statement == QLatin1String("cash_flow"))
        passCashFlowRow(label);
    else if (label.startsWith(QLatin1String("total ")) && m_section != QLatin1String("eps")
             && m_section != QLatin1String("shares"))
        m_section.clear();
}

void SectionTracker::passBalanceRow(const QString &label)
{
    if (isRowOf("current_assets", label))
        m_section = QStringLiteral("noncurrent_assets");
    else if (isRowOf("total_assets", label))
        m_section = m_hasCurrentLiabilities ? QStringLiteral("current_liabilities") : QString();
    else if (isRowOf("current_liabilities", label)) {
        m_hasPassedCurrent = true;
        m_section = QStringLiteral("noncurrent_liabilities");
    } else if (m_hasCurrentLiabilities && !m_hasPassedCurrent
               && (isRowOf("equity", label) || isRowOf("total_equity", label)))
        m_section = QStringLiteral("noncurrent_liabilities"); // a utility's capitalisation: equity, then debt
    else if (isRowOf("total_liabilities", label))
        m_section = m_hasEquityHeading ? QStringLiteral("mezzanine") : QString();
}

void SectionTracker::passCashFlowRow(const QString &label)
{
    if (isRowOf("operating_cash_flow", label) || isRowOf("investing_cash_flow", label)
        || isRowOf("financing_cash_flow", label))
        m_section.clear();
}

} // namespace consultantos::statements
