// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/company.h"

#include <QAbstractListModel>
#include <QList>

#include <optional>

namespace consultantos {

/// The known companies for completion: the display text is "Tesla (TSLA)", Qt::EditRole the name alone.
class CompanyModel : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    void setCompanies(const QList<Company> &companies);
    /// By name, legal name, alias or ticker, without regard to case.
    [[nodiscard]] std::optional<Company> find(const QString &text) const;

    /// The one whose name, or another name of it, stands in the text as words; the longest, where several do.
    [[nodiscard]] std::optional<Company> namedIn(const QString &text) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<Company> m_companies;
};

} // namespace consultantos
