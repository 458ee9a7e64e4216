// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/financials_page.h"

#include "model/units.h"
#include "report/figure_cell.h"
#include "report/line_chart.h"
#include "report/ratio_model.h"
#include "report/report_words.h"
#include "report/statement_model.h"
#include "widgets/chart_frame.h"
#include "widgets/claim_text.h"
#include "widgets/evidence_browser.h"
#include "widgets/shown_name.h"
#include "widgets/shown_value.h"
#include "widgets/sparkline_delegate.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace consultantos {

namespace {

QTableView *makeTable(QAbstractItemModel *model, const QString &name)
{
    auto *table = new QTableView;
    table->setModel(model);
    table->setAccessibleName(name);
    table->verticalHeader()->hide();
    table->setAlternatingRowColors(true);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().lineSpacing() + GridUnit);
    return table;
}

} // namespace

FinancialsPage::FinancialsPage(std::shared_ptr<const Report> report, QWidget *parent)
    : QWidget(parent)
    , m_report(std::move(report))
    , m_ratios(new RatioModel(this))
    , m_statement(new StatementModel(this))
    , m_chart(new LineChart)
    , m_identities(new EvidenceBrowser)
{
    m_identities->setAccessibleName(tr("Identities"));
    auto *tabs = new QTabWidget(this);
    tabs->setDocumentMode(true);
    tabs->addTab(makeRatios(), tr("Ratios"));
    tabs->addTab(makeStatements(), tr("Statements"));
    tabs->addTab(m_identities, tr("Identities"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * GridUnit, 2 * GridUnit, 2 * GridUnit, 2 * GridUnit);
    layout->addWidget(tabs);
    connect(m_identities, &EvidenceBrowser::evidenceActivated, this,
            [this](const QString & /*scheme*/, const QString &id) { Q_EMIT referenceActivated(id); });
    showIdentities();
}

QWidget *FinancialsPage::makeRatios()
{
    m_ratios->setRatios(m_report->financials.ratios);
    auto *table = makeTable(m_ratios, tr("Ratios"));
    table->setObjectName(QStringLiteral("ratios"));
    table->setItemDelegateForColumn(RatioModel::TrendColumn, new SparklineDelegate(RatioModel::TrendRole, table));
    table->resizeColumnsToContents();
    connectCells(table);
    connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { showRatio(current.row()); });
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(table);
    splitter->addWidget(new ChartFrame(m_chart));
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    showRatio(0);
    return splitter;
}

QWidget *FinancialsPage::makeStatements()
{
    auto *page = new QWidget;
    auto *choice = new QComboBox;
    choice->setAccessibleName(tr("Statement"));
    for (const auto &statement : m_report->financials.statements)
        choice->addItem(statementTitle(statement.kind, statement.frequency));
    auto *table = makeTable(m_statement, tr("Statement"));
    table->setObjectName(QStringLiteral("statement"));
    connectCells(table);
    const auto show = [this, table](int row) {
        if (row < 0 || row >= m_report->financials.statements.size())
            return;
        m_statement->setStatement(m_report->financials.statements[row]);
        table->resizeColumnsToContents();
    };
    connect(choice, &QComboBox::currentIndexChanged, this, show);
    show(0);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, GridUnit, 0, 0);
    layout->setSpacing(GridUnit);
    layout->addWidget(choice, 0, Qt::AlignLeft);
    layout->addWidget(table);
    return page;
}

void FinancialsPage::connectCells(QTableView *table)
{
    const auto activate = [this](const QModelIndex &index) {
        if (const auto ref = index.data(FigureRefRole).toString(); !ref.isEmpty())
            Q_EMIT referenceActivated(ref);
    };
    connect(table, &QTableView::clicked, this, activate);
    connect(table, &QTableView::activated, this, activate);
}

void FinancialsPage::showRatio(int row)
{
    if (row < 0 || row >= m_ratios->rowCount())
        return;
    const auto &ratio = m_ratios->ratio(row);
    // Read as percent where the texts do.
    const bool isShare = ratio.unit == units::Ratio || ratio.unit == units::Points;
    QStringList places;
    const auto title = shownName(ratio.title);
    LineChart::Line line{title, {}};
    for (auto value = ratio.values.rbegin(); value != ratio.values.rend(); ++value) {
        places.append(shownPeriod(value->period));
        line.values.append(value->figure ? std::optional(value->figure->value * (isShare ? 100 : 1)) : std::nullopt);
    }
    m_chart->setData(isShare ? tr("%1, per cent").arg(title) : title, places, {line}, QStringLiteral("%.4g"));
}

void FinancialsPage::showIdentities()
{
    QString html =
        QStringLiteral("<p class=\"muted\">%1</p><table cellspacing=\"0\" cellpadding=\"8\">")
            .arg(tr("What must add up in every set of accounts, tested on the filed figures.").toHtmlEscaped());
    for (const auto &check : m_report->financials.identities) {
        html += QStringLiteral("<tr><td>%1</td><td>%2</td><td>%3</td><td>%4</td><td class=\"muted\">%5</td></tr>")
                    .arg(check.passed ? QStringLiteral("✓") : QStringLiteral("✗"),
                         shownName(check.title).toHtmlEscaped(), shownPeriod(check.period).toHtmlEscaped(),
                         check.difference ? tr("difference %1").arg(figureToHtml(*check.difference)) : QString(),
                         (check.passed ? tr("holds") : tr("fails")) + QStringLiteral(" ") + check.note.toHtmlEscaped());
    }
    html += QStringLiteral("</table>");
    for (const auto &warning : m_report->financials.warnings)
        html += QStringLiteral("<p class=\"error\">%1</p>").arg(warning.toHtmlEscaped());
    m_identities->setBody(html);
}

void FinancialsPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        showIdentities();
    QWidget::changeEvent(event);
}

} // namespace consultantos
