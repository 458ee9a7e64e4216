// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/alert.h"

#include <QSortFilterProxyModel>
#include <QString>

#include <optional>

namespace consultantos {

/// The alerts that are wanted; empty: whichever.
class AlertFilterModel : public QSortFilterProxyModel {
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setState(std::optional<AlertState> state);
    void setTopic(std::optional<AlertTopic> topic);
    void setCompany(const QString &companyId);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    std::optional<AlertState> m_state = AlertState::Open;
    std::optional<AlertTopic> m_topic;
    QString m_company;
};

} // namespace consultantos
