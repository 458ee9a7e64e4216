// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitors/alert_filter_model.h"

#include "monitors/alert_list_model.h"

namespace consultantos {

void AlertFilterModel::setState(std::optional<AlertState> state)
{
    m_state = state;
    invalidateFilter();
}

void AlertFilterModel::setTopic(std::optional<AlertTopic> topic)
{
    m_topic = topic;
    invalidateFilter();
}

void AlertFilterModel::setCompany(const QString &companyId)
{
    m_company = companyId;
    invalidateFilter();
}

bool AlertFilterModel::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const auto index = sourceModel()->index(row, 0, parent);
    return (!m_state || index.data(AlertListModel::StateRole).toInt() == int(*m_state))
           && (!m_topic || index.data(AlertListModel::TopicRole).toInt() == int(*m_topic))
           && (m_company.isEmpty() || index.data(AlertListModel::CompanyIdRole).toString() == m_company);
}

} // namespace consultantos
