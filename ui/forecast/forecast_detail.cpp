// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecast/forecast_detail.h"

#include "forecast/assumption_panel.h"
#include "forecast/backtest_table_model.h"
#include "forecast/decomposition_chart.h"
#include "forecast/forecast_chart.h"
#include "forecast/forecast_controller.h"
#include "forecast/forecast_words.h"
#include "forecast/method_table_model.h"
#include "forecast/step_table_model.h"
#include "widgets/chart_frame.h"
#include "widgets/scrolled.h"
#include "widgets/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace consultantos {

using namespace forecasting;

namespace {

QLabel *makeText(const char *name, const char *role)
{
    auto *label = new QLabel;
    label->setObjectName(QLatin1String(name));
    label->setProperty("role", QLatin1String(role));
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace

ForecastDetail::ForecastDetail(ForecastController *controller, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_title(makeText("forecastTitle", "heading"))
    , m_headline(makeText("forecastHeadline", ""))
    , m_quality(makeText("forecastQuality", "muted"))
    , m_know(makeText("forecastKnow", ""))
    , m_tabs(new QTabWidget)
    , m_chart(new ForecastChart)
    , m_parts(new DecompositionChart)
    , m_partsText(makeText("decompositionText", "muted"))
    , m_noBacktest(makeText("forecastNoBacktest", "muted"))
    , m_assumptions(new AssumptionPanel)
    , m_steps(new StepTableModel(this))
    , m_methods(new MethodTableModel(this))
    , m_backtest(new BacktestTableModel(this))
{
    auto *top = new QWidget;
    auto *column = new QVBoxLayout(top);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(GridUnit / 2);
    column->addWidget(m_title);
    column->addWidget(m_headline);
    column->addWidget(m_quality);
    column->addWidget(new ChartFrame(m_chart), 1);

    m_tabs->setObjectName(QStringLiteral("forecastTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->setUsesScrollButtons(true);
    auto *steps = makeTable("forecastSteps", tr("Values of the forecast and the history"), m_steps);
    steps->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed
                           | QAbstractItemView::AnyKeyPressed);
    steps->setSelectionBehavior(QAbstractItemView::SelectItems);
    addTab(steps, tr("V&alues"));
    m_know->setTextFormat(Qt::RichText);
    m_know->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_know->setMargin(GridUnit);
    addTab(scrolled(m_know), tr("What to k&now"));
    addTab(scrolled(m_assumptions), tr("Assump&tions"));
    addTab(makeMethods(), tr("&Methods"));
    auto *test = new QWidget;
    auto *testColumn = new QVBoxLayout(test);
    testColumn->setContentsMargins(0, 0, 0, 0);
    testColumn->addWidget(m_noBacktest);
    auto *errors = makeTable("forecastBacktest", tr("Errors in the past, by origin and method"), m_backtest);
    errors->horizontalHeader()->setStretchLastSection(false);
    errors->horizontalHeader()->setSectionResizeMode(BacktestTableModel::NameColumn, QHeaderView::Stretch);
    testColumn->addWidget(errors);
    addTab(test, tr("&Backtest"));
    auto *parts = new QWidget;
    auto *partsColumn = new QVBoxLayout(parts);
    partsColumn->setContentsMargins(0, GridUnit / 2, 0, 0);
    partsColumn->addWidget(m_partsText);
    partsColumn->addWidget(new ChartFrame(m_parts), 1);
    addTab(scrolled(parts), tr("&Decomposition"));

    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->setObjectName(QStringLiteral("forecastSplitter"));
    splitter->setChildrenCollapsible(false);
    m_top = top;
    splitter->addWidget(top);
    splitter->addWidget(m_tabs);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);

    connect(m_steps, &StepTableModel::stepEdited, this, &ForecastDetail::editStep);
    connect(m_assumptions, &AssumptionPanel::choiceChanged, this,
            [this](const ForecastChoice &choice) { m_controller->setChoice(m_row, choice); });
    connect(m_assumptions, &AssumptionPanel::adjustmentChanged, this,
            [this](const ForecastAdjustment &adjustment) { m_controller->setAdjustment(m_row, adjustment); });
}

QTableView *ForecastDetail::makeTable(const char *name, const QString &spoken, QAbstractItemModel *model)
{
    auto *table = new QTableView;
    table->setObjectName(QLatin1String(name));
    table->setAccessibleName(spoken);
    table->setModel(model);
    table->setFrameShape(QFrame::NoFrame);
    table->setShowGrid(false);
    table->setAlternatingRowColors(true);
    table->setWordWrap(false);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(fontMetrics().lineSpacing() + GridUnit);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    table->horizontalHeader()->setStretchLastSection(true);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    // Long histories must not cost a look at each of their rows.
    table->horizontalHeader()->setResizeContentsPrecision(60);
    connect(model, &QAbstractItemModel::modelReset, table, [table] { table->resizeColumnsToContents(); });
    return table;
}

void ForecastDetail::addTab(QWidget *content, const QString &title)
{
    m_tabs->addTab(content, title);
}

void ForecastDetail::addCompanyTab(QWidget *content, const QString &title)
{
    m_companyTab = content;
    addTab(content, title);
    m_tabs->setTabVisible(m_tabs->indexOf(content), false);
    connect(m_tabs, &QTabWidget::currentChanged, this,
            [this] { m_top->setVisible(m_tabs->currentWidget() != m_companyTab); });
}

QWidget *ForecastDetail::makeMethods()
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(GridUnit / 2);
    m_methodTable = makeTable("forecastMethods", tr("Methods that were tried"), m_methods);
    m_methodTable->setSelectionMode(QAbstractItemView::SingleSelection);
    auto *use = new QPushButton(tr("&Use this method alone"));
    use->setObjectName(QStringLiteral("forecastUseMethod"));
    auto *all = new QPushButton(tr("Use the prog&ram's choice"));
    all->setObjectName(QStringLiteral("forecastUseAll"));
    auto *row = new QHBoxLayout;
    row->addWidget(use);
    row->addWidget(all);
    row->addStretch();
    column->addWidget(m_methodTable, 1);
    column->addLayout(row);
    const auto useCurrent = [this] {
        if (const auto method = m_methods->methodAt(m_methodTable->currentIndex().row()))
            m_controller->setChoice(m_row, {method});
    };
    connect(use, &QPushButton::clicked, this, useCurrent);
    connect(m_methodTable, &QTableView::activated, this, useCurrent);
    connect(all, &QPushButton::clicked, this, [this] { m_controller->setChoice(m_row, {}); });
    return page;
}

void ForecastDetail::editStep(std::size_t step, std::optional<double> value)
{
    const auto *entry = m_controller->entry(m_row);
    if (entry == nullptr)
        return;
    auto adjustment = entry->adjustment;
    if (value)
        adjustment.values[step] = *value;
    else
        adjustment.values.erase(step);
    m_controller->setAdjustment(m_row, adjustment);
}

void ForecastDetail::showRow(int row)
{
    m_row = row;
    const auto *entry = m_controller->entry(row);
    if (m_companyTab != nullptr && row >= 0)
        m_tabs->setTabVisible(m_tabs->indexOf(m_companyTab), entry != nullptr && entry->company != nullptr);
    m_title->setText(entry == nullptr ? QString() : seriesTitle(*entry));
    const bool isFailed = entry != nullptr && entry->state == ForecastEntry::State::Failed;
    const bool hasOutcome = entry != nullptr && entry->outcome;
    m_headline->setText(isFailed ? QStringLiteral("%1 %2").arg(entry->error->message, entry->error->detail).trimmed()
                        : hasOutcome       ? headlineText(*entry)
                        : entry != nullptr ? stateText(*entry)
                                           : QString());
    m_headline->setProperty("role", isFailed ? QStringLiteral("error") : QString());
    m_headline->setStyleSheet(m_headline->styleSheet()); // so that the role is looked at again
    m_quality->setText(hasOutcome ? qualityText(*entry->outcome) : QString());
    m_quality->setVisible(hasOutcome);
    m_chart->setEntry(entry);
    m_steps->setEntry(entry);
    m_methods->setEntry(entry);
    m_backtest->setEntry(entry);
    m_parts->setEntry(entry);
    m_partsText->setText(m_parts->description());
    m_assumptions->setEntry(entry);
    m_noBacktest->setVisible(m_backtest->rowCount() == 0);
    m_noBacktest->setText(hasOutcome ? tr("The series is too short, or too simple, for a backtest.") : QString());
    QString know;
    if (hasOutcome) {
        for (const auto &line : knowText(*entry))
            know += QStringLiteral("<li>%1</li>").arg(line.toHtmlEscaped());
    }
    m_know->setText(know.isEmpty() ? QString() : QStringLiteral("<ul>%1</ul>").arg(know));
}

void ForecastDetail::showTab(const QString &name)
{
    for (int tab = 0; tab < m_tabs->count(); ++tab) {
        const auto *page = m_tabs->widget(tab);
        if (page->objectName() == name || page->findChild<QWidget *>(name) != nullptr)
            m_tabs->setCurrentIndex(tab);
    }
}

} // namespace consultantos
