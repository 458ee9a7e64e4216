// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/conversation_list_model.h"

#include <QLocale>

#include <algorithm>

namespace consultantos {

namespace {

QString detailOf(const ConversationSummary &conversation)
{
    if (!conversation.excerpt.isEmpty())
        return conversation.excerpt;
    const auto when = QLocale().toString(conversation.changedAt.toLocalTime(), QLocale::ShortFormat);
    return conversation.scope.company.isEmpty() ? when
                                                : QStringLiteral("%1 · %2").arg(conversation.scope.company, when);
}

} // namespace

void ConversationListModel::setConversations(const QList<ConversationSummary> &conversations)
{
    if (conversations == m_conversations)
        return;
    beginResetModel();
    m_conversations = conversations;
    endResetModel();
}

int ConversationListModel::rowOf(const QString &id) const
{
    const auto found = std::find_if(m_conversations.begin(), m_conversations.end(),
                                    [&id](const ConversationSummary &one) { return one.id == id; });
    return found == m_conversations.end() ? -1 : static_cast<int>(found - m_conversations.begin());
}

int ConversationListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_conversations.size());
}

QVariant ConversationListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &conversation = m_conversations[index.row()];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
    case Qt::ToolTipRole:
        return conversation.title;
    case Qt::AccessibleDescriptionRole:
    case DetailRole:
        return detailOf(conversation);
    case IdRole:
        return conversation.id;
    default:
        return {};
    }
}

bool ConversationListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const auto title = value.toString().simplified();
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid) || title.isEmpty()
        || title == m_conversations[index.row()].title)
        return false;
    m_conversations[index.row()].title = title;
    Q_EMIT dataChanged(index, index);
    Q_EMIT renamed(m_conversations[index.row()].id, title);
    return true;
}

Qt::ItemFlags ConversationListModel::flags(const QModelIndex &index) const
{
    const auto flags = QAbstractListModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsEditable | Qt::ItemNeverHasChildren : flags;
}

} // namespace consultantos
