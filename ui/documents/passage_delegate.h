// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace consultantos {

/// Paints a found passage as a card: where it stands, then its first lines that hold a found word, the words marked.
class PassageDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// A piece of a passage with the places of the found words in it.
struct PassageExcerpt {
    QString text;
    QVariantList highlights; ///< start and length, in turn
};

/// At most `length` characters of `text` around its first highlight, line feeds and tabs as blanks, with "…" where
/// something was left out.
[[nodiscard]] PassageExcerpt passageExcerpt(const QString &text, const QVariantList &highlights, qsizetype length);

/// The excerpt up to the last whole word before `end`, with "…" behind it.
[[nodiscard]] PassageExcerpt cutExcerpt(const PassageExcerpt &excerpt, qsizetype end);

} // namespace consultantos
