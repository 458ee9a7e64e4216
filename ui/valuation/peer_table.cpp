// SPDX-License-Identifier: GPL-3.0-or-later
#include "valuation/peer_table.h"

#include "model/units.h"
#include "scenarios/quantity_entry.h"
#include "valuation/valuation_desk.h"
#include "widgets/theme.h"

#include <QHeaderView>
#include <QTimer>

#include <algorithm>

namespace consultantos {

namespace {

constexpr MultipleKind Kinds[] = {MultipleKind::EvToEbitda, MultipleKind::EvToEbit, MultipleKind::EvToSales,
                                  MultipleKind::PriceToEarnings, MultipleKind::PriceToBook};
constexpr int KindCount = int(std::size(Kinds));

} // namespace

PeerTable::PeerTable(ValuationDesk &desk, QWidget *parent)
    : QTableWidget(1, KindCount + 1, parent)
    , m_desk(desk)
{
    setObjectName(QStringLiteral("peerTable"));
    setAccessibleName(tr("Multiples of peers"));
    QStringList heads{tr("Peer")};
    for (const auto kind : Kinds)
        heads.append(multipleTitle(kind));
    setHorizontalHeaderLabels(heads);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().lineSpacing() + 2 * GridUnit);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    horizontalHeader()->setHighlightSections(false);
    setTabKeyNavigation(false);
    connect(this, &QTableWidget::itemChanged, this, &PeerTable::take);
    // Not from within an editor's own signal: the cell that is being closed would be gone.
    connect(&desk, &ValuationDesk::changed, this, &PeerTable::show, Qt::QueuedConnection);
    show();
}

void PeerTable::show()
{
    QStringList names;
    for (const auto &entry : m_desk.changes().peers) {
        if (!names.contains(entry.peer))
            names.append(entry.peer);
    }
    m_isFilling = true;
    setRowCount(int(names.size()) + 1);
    for (int row = 0; row < rowCount(); ++row) {
        for (int column = 0; column < columnCount(); ++column) {
            QString text = column == 0 ? names.value(row) : QString();
            for (const auto &entry : m_desk.changes().peers) {
                if (column > 0 && row < names.size() && entry.peer == names[row] && entry.kind == Kinds[column - 1])
                    text = entryText(entry.multiple, units::Multiple);
            }
            auto *cell = item(row, column);
            if (cell == nullptr) {
                cell = new QTableWidgetItem;
                cell->setTextAlignment((column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
                setItem(row, column, cell);
            }
            // A peer that has a name but no multiple yet isn't known to the desk: the row being typed in stays.
            if (row < names.size() || m_desk.isEmpty() || m_desk.changes().peers.isEmpty())
                cell->setText(row < names.size() ? text : cell->text());
            else
                cell->setText({});
        }
    }
    m_isFilling = false;
}

void PeerTable::take()
{
    if (m_isFilling)
        return;
    QList<PeerEntry> peers;
    for (int row = 0; row < rowCount(); ++row) {
        const auto text = [&](int column) {
            return item(row, column) ? item(row, column)->text().trimmed() : QString();
        };
        for (int column = 1; column <= KindCount; ++column) {
            const auto multiple = entryValue(text(column), units::Multiple);
            if (multiple)
                peers.append(
                    {text(0).isEmpty() ? tr("Peer %1").arg(row + 1) : text(0), Kinds[column - 1], *multiple, {}});
        }
    }
    m_desk.setPeers(peers);
}

} // namespace consultantos
