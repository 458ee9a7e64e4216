// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/conversation_delegate.h"

#include "chat/conversation_list_model.h"
#include "widgets/theme.h"

#include <QGuiApplication>
#include <QPainter>

namespace consultantos {

namespace {

constexpr int AccentWidth = 3;

QRect contentOf(const QRect &item)
{
    return item.adjusted(AccentWidth + GridUnit, GridUnit, -GridUnit, -GridUnit);
}

} // namespace

void ConversationDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    // The program's palette: a style sheet that lets the ground through has made the view's own say nothing of the theme.
    const auto palette = QGuiApplication::palette();
    const auto colors = ThemeColors::of(palette);
    painter->save();
    const bool isChosen = option.state.testFlag(QStyle::State_Selected);
    if (isChosen || option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, colors.accentSoft);
    if (isChosen)
        painter->fillRect(QRect(option.rect.topLeft(), QSize(AccentWidth, option.rect.height())), colors.accent);
    const auto content = contentOf(option.rect);
    const auto line = option.fontMetrics.lineSpacing();
    painter->setFont(option.font);
    painter->setPen(palette.color(QPalette::Active, QPalette::WindowText));
    painter->drawText(QRect(content.left(), content.top(), content.width(), line), Qt::AlignVCenter,
                      option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, content.width()));
    painter->setPen(colors.muted);
    painter->drawText(QRect(content.left(), content.top() + line, content.width(), line), Qt::AlignVCenter,
                      option.fontMetrics.elidedText(index.data(ConversationListModel::DetailRole).toString(),
                                                    Qt::ElideRight, content.width()));
    painter->restore();
}

QSize ConversationDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex & /*index*/) const
{
    return {GridUnit * 10, option.fontMetrics.lineSpacing() * 2 + 2 * GridUnit};
}

void ConversationDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                                const QModelIndex & /*index*/) const
{
    editor->setGeometry(option.rect);
}

} // namespace consultantos
