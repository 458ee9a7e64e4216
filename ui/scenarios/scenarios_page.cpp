// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/scenarios_page.h"

#include "evidence/fact_store.h"
#include "forecast/report_keeping.h"
#include "scenarios/scenario_view.h"
#include "scenarios/sizing_view.h"
#include "valuation/valuation_view.h"
#include "widgets/async.h"
#include "widgets/focus_passing.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

namespace consultantos {

ScenariosPage::ScenariosPage(const AppServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_company(new QComboBox)
    , m_tabs(new QTabWidget)
    , m_scenario(new ScenarioView(services))
    , m_valuation(new ValuationView(services))
    , m_sizing(new SizingView(services))
    , m_keeping(new ReportKeeping(services, this))
{
    auto *title = new QLabel(tr("Scenarios and valuation"));
    title->setProperty("role", QStringLiteral("title"));
    title->setWordWrap(true);
    m_company->setObjectName(QStringLiteral("scenarioCompany"));
    m_company->setAccessibleName(tr("Company"));
    m_company->setEditable(true);
    m_company->setInsertPolicy(QComboBox::NoInsert);
    m_company->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_company->setMinimumContentsLength(22);
    m_company->lineEdit()->setPlaceholderText(tr("Company, ticker or CIK"));
    m_company->setCurrentIndex(-1);
    auto *begin = new QPushButton(tr("&Begin with its figures"));
    begin->setObjectName(QStringLiteral("scenarioBegin"));
    m_tabs->setObjectName(QStringLiteral("scenarioPages"));
    m_tabs->setAccessibleName(tr("Scenario, valuation and market size"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_scenario, tr("Scenario"));
    m_tabs->addTab(m_valuation, tr("Valuation"));
    m_tabs->addTab(m_sizing, tr("Market size"));
    auto *head = new QHBoxLayout;
    head->setSpacing(GridUnit);
    head->addWidget(title, 1);
    m_company->setMinimumHeight(begin->sizeHint().height());
    head->addWidget(m_company);
    head->addWidget(begin);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4 * GridUnit, 3 * GridUnit, 4 * GridUnit, 2 * GridUnit);
    column->setSpacing(GridUnit);
    column->addLayout(head);
    column->addWidget(m_tabs, 1);
    passFocusOn(this, m_company);
    connect(begin, &QPushButton::clicked, this, &ScenariosPage::start);
    connect(m_company->lineEdit(), &QLineEdit::returnPressed, this, &ScenariosPage::start);
    // A market is sized from its own file, whatever the company.
    const auto showCompany = [this, begin](int tab) {
        m_company->setVisible(tab != SizingTab);
        begin->setVisible(tab != SizingTab);
    };
    connect(m_tabs, &QTabWidget::currentChanged, this, showCompany);
    connect(m_scenario, &ScenarioView::failed, this, &ScenariosPage::failed);
    connect(m_scenario, &ScenarioView::message, this, &ScenariosPage::message);
    connect(m_valuation, &ValuationView::failed, this, &ScenariosPage::failed);
    connect(m_valuation, &ValuationView::message, this, &ScenariosPage::message);
    connect(m_sizing, &SizingView::failed, this, &ScenariosPage::failed);
    connect(m_sizing, &SizingView::message, this, &ScenariosPage::message);
    const auto keep = [this](const ReportKeeping::Adding &add, const QString &companyId, const QString &label,
                             const QString &page) {
        m_keptPage = page;
        m_keeping->ask(add, companyId, label, window());
    };
    connect(m_scenario, &ScenarioView::keepRequested, this, keep);
    connect(m_valuation, &ValuationView::keepRequested, this, keep);
    connect(m_sizing, &SizingView::keepRequested, this, keep);
    connect(m_keeping, &ReportKeeping::failed, this, &ScenariosPage::failed);
    connect(m_keeping, &ReportKeeping::kept, this,
            [this](const std::shared_ptr<const Report> &report) { Q_EMIT kept(report, m_keptPage); });
}

void ScenariosPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    // Again each time: an import may have brought others.
    runAsync(
        m_services.pool, this,
        [facts = m_services.facts] {
            QStringList names;
            for (const auto &company : facts->companies())
                names.append(company.name);
            names.sort(Qt::CaseInsensitive);
            return names;
        },
        [this](const QStringList &names) { showCompanies(names); });
}

void ScenariosPage::showCompanies(const QStringList &names)
{
    const auto text = m_company->currentText();
    m_company->clear();
    m_company->addItems(names);
    m_company->completer()->setFilterMode(Qt::MatchContains);
    m_company->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_company->setCurrentIndex(-1);
    m_company->setEditText(text);
}

void ScenariosPage::setCompany(const QString &name)
{
    m_company->setEditText(name);
}

void ScenariosPage::showTab(Tab tab)
{
    m_tabs->setCurrentIndex(tab);
}

void ScenariosPage::start()
{
    const auto name = m_company->currentText().trimmed();
    if (name.isEmpty()) {
        m_company->setFocus();
        return;
    }
    if (m_tabs->currentIndex() == ValuationTab)
        m_valuation->open(name);
    else
        m_scenario->openCompany(name);
}

} // namespace consultantos
