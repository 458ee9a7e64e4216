// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/template/workbook_findings.h"

#include <QCoreApplication>

namespace consultantos::client_workbook {

namespace {

constexpr int ShownRefusals = 4;
constexpr int ShownWarnings = 20;

QString lineOf(const QString &cell, const QString &what)
{
    return cell.isEmpty() ? what : QStringLiteral("%1: %2").arg(cell, what);
}

} // namespace

void WorkbookFindings::refuse(const QString &cell, const QString &what)
{
    m_refusals.append(lineOf(cell, what));
}

void WorkbookFindings::warn(const QString &cell, const QString &what)
{
    if (m_warnings.size() < ShownWarnings)
        m_warnings.append(lineOf(cell, what));
    else
        ++m_furtherWarnings;
}

Error WorkbookFindings::error(const QString &name) const
{
    auto detail = m_refusals.mid(0, ShownRefusals).join(QLatin1Char(' '));
    if (m_refusals.size() > ShownRefusals)
        detail += QLatin1Char(' ')
                  + QCoreApplication::translate("ClientWorkbook", "And %n more.", nullptr,
                                                int(m_refusals.size()) - ShownRefusals);
    return {ErrorCode::Malformed,
            QCoreApplication::translate("ClientWorkbook",
                                        "%1 can't be imported before it is filled in rightly; nothing was stored.")
                .arg(name),
            detail};
}

QStringList WorkbookFindings::warnings() const
{
    auto all = m_warnings;
    if (m_furtherWarnings > 0)
        all.append(
            QCoreApplication::translate("ClientWorkbook", "%n more cell(s) look wrong.", nullptr, m_furtherWarnings));
    return all;
}

} // namespace consultantos::client_workbook
