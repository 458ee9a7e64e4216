// SPDX-License-Identifier: GPL-3.0-or-later
#include "valuation/peer_table.h"

#include "model/units.h"
#include "scenarios/quantity_entry.h"
#include "valuation/valuation_desk.h"
#include "widgets/column_fit.h"
#include "widgets/shown_name.h"
#include "widgets/shown_value.h"
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
    : QTableWidget(1, KindCount + FirstKindColumn, parent)
    , m_desk(desk)
{
    setObjectName(QStringLiteral("peerTable"));
    setAccessibleName(tr("Multiples of peers"));
    QStringList heads{tr("Peer"), tr("Price")};
    for (const auto kind : Kinds)
        heads.append(shownName(multipleTitle(kind)));
    setHorizontalHeaderLabels(heads);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().lineSpacing() + 2 * GridUnit);
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    stretchReadably(*this, NameColumn);
    horizontalHeader()->setHighlightSections(false);
    setTabKeyNavigation(false);
    connect(this, &QTableWidget::itemChanged, this, &PeerTable::take);
    // Not from within an editor's own signal: the cell that is being closed would be gone.
    connect(&desk, &ValuationDesk::changed, this, &PeerTable::show, Qt::QueuedConnection);
    show();
}

void PeerTable::show()
{
    const auto &changes = m_desk.changes();
    QStringList names;
    for (const auto &known : changes.known)
        names.append(known.peer);
    for (const auto &entry : changes.peers) {
        if (!names.contains(entry.peer))
            names.append(entry.peer);
    }
    m_prices.clear();
    for (const auto &known : changes.known)
        m_prices.append({known.peer, known.price});
    m_isFilling = true;
    setRowCount(int(names.size()) + 1);
    for (int row = 0; row < rowCount(); ++row) {
        const auto known = std::find_if(changes.known.begin(), changes.known.end(),
                                        [&](const KnownPeer &one) { return one.peer == names.value(row); });
        const bool isKnown = row < names.size() && known != changes.known.end();
        for (int column = 0; column < columnCount(); ++column) {
            auto text = column == NameColumn ? names.value(row) : QString();
            QString tip;
            if (column == PriceColumn && isKnown)
                text = entryText(known->price, {});
            if (column >= FirstKindColumn && row < names.size()) {
                const auto kind = Kinds[column - FirstKindColumn];
                for (const auto &entry : changes.peers) {
                    if (entry.peer == names[row] && entry.kind == kind) {
                        text = entryText(entry.multiple, units::Multiple);
                        tip = tr("yours");
                    }
                }
                if (isKnown) {
                    for (const auto &[of, multiple] : known->multiples) {
                        if (of == kind) {
                            text = shownValue(multiple.value, units::Multiple);
                            tip = known->source;
                        }
                    }
                }
            }
            auto *cell = item(row, column);
            if (cell == nullptr) {
                cell = new QTableWidgetItem;
                cell->setTextAlignment((column == NameColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
                setItem(row, column, cell);
            }
            auto flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable;
            if (isKnown && column >= FirstKindColumn)
                flags &= ~Qt::ItemFlags(Qt::ItemIsEditable);
            cell->setFlags(flags);
            cell->setToolTip(tip);
            auto look = font();
            look.setItalic(isKnown && column >= FirstKindColumn);
            cell->setFont(look);
            // A peer that has a name but no multiple yet isn't known to the desk: the row being typed in stays.
            const bool isTypedIn = row >= names.size() && (m_desk.isEmpty() || names.isEmpty());
            cell->setText(isTypedIn ? cell->text() : text);
        }
    }
    m_isFilling = false;
}

void PeerTable::take()
{
    if (m_isFilling)
        return;
    QList<PeerEntry> peers;
    QList<PeerPrice> prices;
    for (int row = 0; row < rowCount(); ++row) {
        const auto text = [&](int column) {
            return item(row, column) ? item(row, column)->text().trimmed() : QString();
        };
        const auto name = text(NameColumn);
        if (const auto price = entryValue(text(PriceColumn), {}); price && !name.isEmpty()) {
            prices.append({name, *price});
            continue;
        }
        for (int column = FirstKindColumn; column < columnCount(); ++column) {
            // What followed from a price that has gone is no entry of the user's.
            if (item(row, column) != nullptr && !(item(row, column)->flags() & Qt::ItemIsEditable))
                continue;
            const auto multiple = entryValue(text(column), units::Multiple);
            if (multiple)
                peers.append({name.isEmpty() ? tr("Peer %1").arg(row + 1) : name,
                              Kinds[column - FirstKindColumn],
                              *multiple,
                              {}});
        }
    }
    m_desk.setPeers(peers);
    if (prices != m_prices) {
        m_prices = prices;
        Q_EMIT pricesChanged(prices);
    }
}

} // namespace consultantos
