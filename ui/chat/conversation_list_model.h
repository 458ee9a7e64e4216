// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/conversation.h"

#include <QAbstractListModel>
#include <QList>

namespace consultantos {

/// Conversations by title; editing one asks for it to be renamed.
class ConversationListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { IdRole = Qt::UserRole, DetailRole };

    using QAbstractListModel::QAbstractListModel;

    void setConversations(const QList<ConversationSummary> &conversations);
    /// −1 if it isn't there.
    [[nodiscard]] int rowOf(const QString &id) const;
    [[nodiscard]] const ConversationSummary &at(int row) const { return m_conversations[row]; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void renamed(const QString &id, const QString &title);

private:
    QList<ConversationSummary> m_conversations;
};

} // namespace consultantos
