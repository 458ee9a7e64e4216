// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/framework_folder.h"

#include <QAbstractListModel>

namespace consultantos {

/// The frameworks of the editor: those that come with the program, then the user's own; a mark says which, and which have a
/// fault.
class FrameworkListModel : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    void setEntries(const QList<FrameworkEntry> &entries);
    [[nodiscard]] QString pathAt(int row) const;
    [[nodiscard]] int rowOf(const QString &path) const; ///< −1: it isn't there
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<FrameworkEntry> m_entries;
};

} // namespace consultantos
