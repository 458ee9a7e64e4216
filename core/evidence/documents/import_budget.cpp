// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/import_budget.h"

#include "evidence/documents/document_errors.h"

#include <QCoreApplication>

namespace consultantos {

namespace {

constexpr unsigned CallsPerLook = 64;

} // namespace

ImportBudget::ImportBudget(QString name, const ImportLimits &limits, CancellationToken cancel)
    : m_name(std::move(name))
    , m_limits(limits)
    , m_cancel(std::move(cancel))
    , m_deadline(limits.time)
{
    lookAtClock();
}

void ImportBudget::lookAtClock()
{
    if (m_cancel.isCancelled())
        fail(document_errors::cancelled(m_name));
    else if (m_deadline.hasExpired())
        fail(document_errors::timedOut(m_name, m_limits.time));
}

bool ImportBudget::isSpent()
{
    if (!m_error && ++m_calls % CallsPerLook == 0)
        lookAtClock();
    return m_error.has_value();
}

void ImportBudget::fail(const tl::unexpected<Error> &error)
{
    if (!m_error)
        m_error = error.value();
}

Status ImportBudget::status() const
{
    if (m_error)
        return tl::unexpected<Error>(*m_error);
    return {};
}

bool ImportBudget::takeExpanded(qint64 bytes)
{
    m_expanded += bytes;
    if (m_expanded > m_limits.expandedBytes)
        fail(document_errors::expandsTooFar(m_name));
    return !m_error;
}

bool ImportBudget::takeBlock()
{
    return ++m_blocks <= m_limits.blocks;
}

bool ImportBudget::takeCell()
{
    return ++m_cells <= m_limits.cells;
}

bool ImportBudget::takePage()
{
    return ++m_pages <= m_limits.pages;
}

QStringList ImportBudget::limitWarnings() const
{
    QStringList warnings;
    if (m_blocks > m_limits.blocks)
        warnings << QCoreApplication::translate("Documents",
                                                "Only the first %L1 pieces of text were read; there are more.")
                        .arg(m_limits.blocks);
    if (m_cells > m_limits.cells)
        warnings << QCoreApplication::translate("Documents",
                                                "Only the first %L1 table cells were read; there are more.")
                        .arg(m_limits.cells);
    if (m_pages > m_limits.pages)
        warnings << QCoreApplication::translate("Documents",
                                                "Only the first %L1 pages, slides or sheets were read; there are more.")
                        .arg(m_limits.pages);
    return warnings;
}

} // namespace consultantos
