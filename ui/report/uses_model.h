// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/report_repository.h"

#include <QAbstractListModel>

namespace consultantos {

/// The sentences of reports that rest on a piece of evidence.
class UsesModel : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    void setUses(const QList<EvidenceUse> &uses);
    [[nodiscard]] const EvidenceUse &use(int row) const { return m_uses[row]; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<EvidenceUse> m_uses;
};

} // namespace consultantos
