// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/uses_list.h"

#include "report/uses_model.h"
#include "storage/report_repository.h"
#include "widgets/async.h"
#include "widgets/theme.h"

#include <QLabel>
#include <QListView>
#include <QVBoxLayout>

namespace consultantos {

UsesList::UsesList(const AppServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_head(new QLabel)
    , m_model(new UsesModel(this))
    , m_view(new QListView)
{
    m_head->setObjectName(QStringLiteral("usesHead"));
    m_head->setProperty("role", QStringLiteral("muted"));
    m_view->setObjectName(QStringLiteral("usesList"));
    m_view->setAccessibleName(tr("Used in"));
    m_view->setModel(m_model);
    m_view->setAlternatingRowColors(true);
    m_view->setTextElideMode(Qt::ElideRight);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setMaximumHeight(fontMetrics().lineSpacing() * 6);
    const auto activate = [this](const QModelIndex &index) {
        const auto &use = m_model->use(index.row());
        Q_EMIT useActivated(use.report.id, use.claimId);
    };
    connect(m_view, &QListView::activated, this, activate);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(GridUnit / 2);
    layout->addWidget(m_head);
    layout->addWidget(m_view);
    hide();
}

void UsesList::showUsesOf(const QString &evidenceId)
{
    const int query = ++m_query;
    setVisible(!evidenceId.isEmpty());
    m_model->setUses({});
    m_view->hide();
    m_head->setText(tr("Looking for reports that use it …"));
    if (evidenceId.isEmpty())
        return;
    runAsync(
        m_services.pool, this, [reports = m_services.reports, evidenceId] { return reports->usesOf(evidenceId); },
        [this, query](const Result<QList<EvidenceUse>> &uses) {
            if (query != m_query)
                return;
            if (!uses) {
                m_head->setText(uses.error().message);
                return;
            }
            m_model->setUses(*uses);
            showCount(int(uses->size()));
        });
}

void UsesList::showCount(int count)
{
    m_head->setText(count == 0 ? tr("No report uses it yet.")
                               : tr("Used in %n sentence(s) of reports", nullptr, count));
    m_view->setVisible(count > 0);
}

} // namespace consultantos
