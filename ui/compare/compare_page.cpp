// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/compare_page.h"

#include "compare/companies_view.h"
#include "widgets/focus_passing.h"
#include "widgets/theme.h"

#include <QLabel>
#include <QTabWidget>
#include <QVBoxLayout>

namespace consultantos {

ComparePage::ComparePage(const AppServices &services, QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabWidget)
    , m_differences(new DifferenceView(services))
    , m_companies(new CompaniesView(services))
{
    auto *title = new QLabel(tr("Compare"));
    title->setProperty("role", QStringLiteral("title"));
    m_tabs->setObjectName(QStringLiteral("compareTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_differences, tr("Two reports"));
    m_tabs->addTab(m_companies, tr("Companies"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4 * GridUnit, 3 * GridUnit, 4 * GridUnit, 2 * GridUnit);
    layout->setSpacing(2 * GridUnit);
    layout->addWidget(title);
    layout->addWidget(m_tabs, 1);
    passFocusOn(this, m_tabs);
    connect(m_differences, &DifferenceView::placeRequested, this, &ComparePage::placeRequested);
    connect(m_differences, &DifferenceView::libraryRequested, this, &ComparePage::libraryRequested);
    connect(m_differences, &DifferenceView::message, this, &ComparePage::message);
    connect(m_differences, &DifferenceView::failed, this, &ComparePage::failed);
    connect(m_companies, &CompaniesView::placeRequested, this, &ComparePage::placeRequested);
    connect(m_companies, &CompaniesView::evidenceRequested, this, &ComparePage::evidenceRequested);
    connect(m_companies, &CompaniesView::message, this, &ComparePage::message);
    connect(m_companies, &CompaniesView::failed, this, &ComparePage::failed);
}

void ComparePage::compareReports(const QString &oneId, const QString &otherId)
{
    m_tabs->setCurrentWidget(m_differences);
    m_differences->compare(oneId, otherId);
}

void ComparePage::compareCompanies(const QStringList &companies, const QString &subject)
{
    m_tabs->setCurrentWidget(m_companies);
    m_companies->show(companies, subject);
}

void ComparePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_differences->reload();
    m_companies->reload();
}

} // namespace consultantos
