// SPDX-License-Identifier: GPL-3.0-or-later
#include "usage/usage_page.h"

#include "base/whole_file.h"
#include "model/model_words.h"
#include "storage/report_repository.h"
#include "storage/usage_table.h"
#include "usage/budget_bars.h"
#include "usage/usage_model.h"
#include "widgets/async.h"
#include "widgets/column_fit.h"
#include "widgets/empty_state.h"
#include "widgets/focus_passing.h"
#include "widgets/saving.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace consultantos {

struct UsagePage::Figures {
    UsageGrouping grouping = UsageGrouping::Agent;
    Result<QList<UsageTotals>> totals = QList<UsageTotals>();
    QList<UsageTotals> all; ///< by currency
    QHash<QString, QString> titles;
    QList<BudgetUse> budgets;
};

namespace {

QHash<QString, QString> reportTitles(const ReportRepository &reports)
{
    QHash<QString, QString> titles;
    // Without them a report is one that isn't in the library: no error of its own.
    for (const auto &report : reports.list().value_or(QList<ReportSummary>()))
        titles.insert(report.id,
                      UsagePage::tr("%1, %2").arg(report.companyName, QLocale().toString(report.createdAt.toLocalTime(),
                                                                                         QLocale::ShortFormat)));
    return titles;
}

QString nameOf(UsageGrouping grouping)
{
    const char *names[] = {"", "agent", "report", "day", "model"};
    return QLatin1String(names[static_cast<std::size_t>(grouping)]);
}

/// "128 calls, 61 % from the cache. 214,000 tokens in, 31,000 out. Cost 1.42 USD, saved 2.10 USD."
QString summaryOf(const QList<UsageTotals> &all)
{
    const QLocale locale;
    UsageTotals sum;
    QStringList costs;
    QStringList savings;
    for (const auto &row : all) {
        sum.calls += row.calls;
        sum.cacheHits += row.cacheHits;
        sum.input += row.input + row.cachedInput + row.cacheWrite;
        sum.output += row.output + row.reasoning;
        sum.unknownCosts += row.unknownCosts;
        sum.rateLimited += row.rateLimited;
        if (!row.currency.isEmpty()) {
            costs.append(moneyText(row.cost, row.currency));
            savings.append(moneyText(row.saved, row.currency));
        }
    }
    auto text = UsagePage::tr("%1, %2 from the cache. %3 tokens in, %4 out.")
                    .arg(UsagePage::tr("%n call(s)", nullptr, int(sum.calls)),
                         UsagePage::tr("%1 %").arg(locale.toString(100 * sum.cacheHitRate(), 'f', 0)),
                         locale.toString(sum.input), locale.toString(sum.output));
    if (!costs.isEmpty())
        text += QLatin1Char(' ')
                + UsagePage::tr("Cost %1, saved %2.")
                      .arg(costs.join(QStringLiteral(" + ")), savings.join(QStringLiteral(" + ")));
    if (sum.unknownCosts > 0)
        text +=
            QLatin1Char(' ') + UsagePage::tr("The price of %n call(s) isn't known.", nullptr, int(sum.unknownCosts));
    if (sum.rateLimited > 0)
        text += QLatin1Char(' ')
                + UsagePage::tr("The provider asked to wait at %n of them.", nullptr, int(sum.rateLimited));
    return text;
}

} // namespace

UsagePage::UsagePage(const AppServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_model(new UsageModel(this))
    , m_sorted(new QSortFilterProxyModel(this))
    , m_by(new QComboBox)
    , m_save(new QPushButton(tr("Save as &CSV …")))
    , m_totals(new QLabel)
    , m_budgets(new BudgetBars)
    , m_table(new QTableView)
    , m_stack(new QStackedWidget)
{
    makeTable();
    m_empty = new EmptyState(QStringLiteral("usage"), tr("No language model has been asked yet"),
                             tr("Each call is written down here: for which agent and report, how many tokens, what it "
                                "cost and what the cache saved. Without a model everything is computed by the built-in "
                                "engine and costs nothing."),
                             tr("Choose a language model …"));
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_totals->setObjectName(QStringLiteral("usageTotals"));
    m_totals->setWordWrap(true);
    m_totals->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *scope = new QLabel(
        services.engagement.isEmpty()
            ? tr("Outside of any engagement; each engagement keeps an account of its own.")
            : tr("In the engagement %1; each engagement keeps an account of its own.").arg(services.engagement));
    scope->setProperty("role", QStringLiteral("muted"));
    scope->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4 * GridUnit, 3 * GridUnit, 4 * GridUnit, 2 * GridUnit);
    layout->setSpacing(2 * GridUnit);
    auto *head = new QVBoxLayout;
    head->setSpacing(GridUnit / 2);
    head->addWidget(makeHead());
    head->addWidget(scope);
    layout->addLayout(head);
    layout->addWidget(m_totals);
    layout->addWidget(m_budgets);
    layout->addWidget(m_stack, 1);
    passFocusOn(this, m_by);
    connect(m_empty, &EmptyState::activated, this, &UsagePage::settingsRequested);
    connect(m_by, &QComboBox::activated, this, &UsagePage::reload);
    connect(m_save, &QPushButton::clicked, this, &UsagePage::saveAs);
    show({});
    m_stack->hide();
}

QWidget *UsagePage::makeHead()
{
    auto *title = new QLabel(tr("What language models cost"));
    title->setWordWrap(true);
    title->setProperty("role", QStringLiteral("title"));
    m_by->setObjectName(QStringLiteral("usageBy"));
    m_by->setAccessibleName(tr("Told apart by"));
    m_by->setToolTip(m_by->accessibleName());
    const std::pair<QString, UsageGrouping> ways[] = {{tr("By agent"), UsageGrouping::Agent},
                                                      {tr("By report"), UsageGrouping::Report},
                                                      {tr("By day"), UsageGrouping::Day},
                                                      {tr("By model"), UsageGrouping::Model}};
    for (const auto &[text, way] : ways)
        m_by->addItem(text, static_cast<int>(way));
    m_save->setObjectName(QStringLiteral("usageSave"));
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(GridUnit);
    row->addWidget(title, 1);
    row->addWidget(m_by);
    row->addWidget(m_save);
    return head;
}

void UsagePage::makeTable()
{
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(UsageModel::SortRole);
    m_sorted->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_table->setObjectName(QStringLiteral("usageTable"));
    m_table->setAccessibleName(tr("What language models cost"));
    m_table->setModel(m_sorted);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(UsageModel::CostColumn, Qt::DescendingOrder);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().lineSpacing() + 2 * GridUnit);
    auto *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    stretchReadably(*m_table, UsageModel::KeyColumn);
    header->setMinimumSectionSize(m_table->fontMetrics().averageCharWidth() * 7);
}

UsageGrouping UsagePage::grouping() const
{
    return static_cast<UsageGrouping>(m_by->currentData().toInt());
}

void UsagePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    reload();
}

void UsagePage::reload()
{
    runAsync(
        m_services.pool, this,
        [ledger = m_services.money, reports = m_services.reports, dataDir = m_services.dataDir,
         environment = m_services.environment, grouping = grouping(), clock = m_services.clock] {
            Figures figures;
            figures.grouping = grouping;
            if (!ledger)
                return figures;
            figures.totals = ledger->totals(grouping);
            figures.all = ledger->totals(UsageGrouping::None).value_or(QList<UsageTotals>());
            if (grouping == UsageGrouping::Report && reports)
                figures.titles = reportTitles(*reports);
            figures.budgets = readBudgets(*ledger, Settings::describe(dataDir, environment), clock->nowUtc().date());
            return figures;
        },
        [this, query = ++m_query](const Figures &figures) {
            if (query != m_query)
                return;
            if (!figures.totals) {
                Q_EMIT failed(figures.totals.error());
                return;
            }
            show(figures);
        });
}

void UsagePage::show(const Figures &figures)
{
    m_model->setTotals(figures.grouping, *figures.totals, figures.titles);
    // Few providers keep tokens or tell what they thought with: columns of noughts would push the cost out of sight.
    for (const int column : {UsageModel::CachedInputColumn, UsageModel::ReasoningColumn})
        m_table->setColumnHidden(column, m_model->isAllZero(column));
    const bool isEmpty = figures.totals->isEmpty();
    QString currency;
    for (const auto &row : figures.all) {
        if (!row.currency.isEmpty())
            currency = row.currency;
    }
    m_totals->setText(summaryOf(figures.all));
    m_totals->setVisible(!isEmpty);
    m_budgets->setBudgets(figures.budgets, currency);
    m_stack->setCurrentWidget(isEmpty ? static_cast<QWidget *>(m_empty) : m_table);
    m_stack->show();
    m_by->setEnabled(!isEmpty);
    m_save->setEnabled(!isEmpty);
}

void UsagePage::saveAs()
{
    const auto today = m_services.clock->nowUtc().toLocalTime().date().toString(Qt::ISODate);
    auto *dialog = askWhereToSave(this, tr("Save the table"), tr("model costs %1").arg(today) + QStringLiteral(".csv"),
                                  {tr("Table (*.csv)")});
    connect(dialog, &QFileDialog::fileSelected, this, &UsagePage::saveTo);
}

void UsagePage::saveTo(const QString &path)
{
    saveAsync(m_services.pool, this, path, [totals = m_model->totals(), by = nameOf(m_model->grouping()), path] {
        return writeFile(path, usageCsv(totals, by));
    });
}

} // namespace consultantos
