// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableWidget>

namespace consultantos {

class ValuationDesk;

/// The peers' multiples that the user knows: a row a peer, a column a multiple, an empty row to go on in.
class PeerTable : public QTableWidget {
    Q_OBJECT
public:
    explicit PeerTable(ValuationDesk &desk, QWidget *parent = nullptr);

private:
    void show();
    void take();

    ValuationDesk &m_desk;
    bool m_isFilling = false;
};

} // namespace consultantos
