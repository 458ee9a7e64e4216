// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace consultantos {

/// An item as it is, with a number at its end where it has one.
class BadgeDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    static constexpr int CountRole = Qt::UserRole + 40; ///< 0 or invalid: no number
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace consultantos
