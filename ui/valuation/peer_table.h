// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableWidget>

namespace consultantos {

class ValuationDesk;

/// A company and the price of its share.
struct PeerPrice {
    QString peer;
    double price = 0;
    bool operator==(const PeerPrice &) const = default;
};

/// Peers: a row a peer, its share's price, a column a multiple, an empty row to go on in. With a price the multiples come from
/// the peer's own figures and can't be typed; without one those that are typed are the user's.
class PeerTable : public QTableWidget {
    Q_OBJECT
public:
    explicit PeerTable(ValuationDesk &desk, QWidget *parent = nullptr);

Q_SIGNALS:
    void pricesChanged(const QList<PeerPrice> &prices);

private:
    enum Column { NameColumn, PriceColumn, FirstKindColumn };
    void show();
    void take();

    ValuationDesk &m_desk;
    QList<PeerPrice> m_prices;
    bool m_isFilling = false;
};

} // namespace consultantos
