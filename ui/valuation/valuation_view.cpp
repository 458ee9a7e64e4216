// SPDX-License-Identifier: GPL-3.0-or-later
#include "valuation/valuation_view.h"

#include "agents/report_exhibits.h"
#include "base/paths.h"
#include "evidence/fact_store.h"
#include "evidence/known_peer.h"
#include "report/valuation_workbook.h"
#include "scenarios/range_bars.h"
#include "valuation/assumption_model.h"
#include "valuation/peer_table.h"
#include "valuation/valuation_html.h"
#include "widgets/async.h"
#include "widgets/chart_frame.h"
#include "widgets/empty_state.h"
#include "widgets/flow_layout.h"
#include "widgets/modest_stack.h"
#include "widgets/saving.h"
#include "widgets/scrolled.h"
#include "widgets/shown_value.h"
#include "widgets/theme.h"
#include "widgets/undo_buttons.h"

#include <QCheckBox>
#include <QEvent>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>
#include <QTextBrowser>
#include <QTextOption>
#include <QVBoxLayout>

namespace consultantos {

namespace {

QTextBrowser *makeBrowser(const char *name, const QString &spoken)
{
    auto *browser = new QTextBrowser;
    browser->setObjectName(QLatin1String(name));
    browser->setAccessibleName(spoken);
    browser->setFrameShape(QFrame::NoFrame);
    // A figure is never broken in the middle: rather a bar to scroll by.
    browser->setWordWrapMode(QTextOption::WordWrap);
    return browser;
}

} // namespace

ValuationView::ValuationView(const AppServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_desk(new ValuationDesk(services.pool, this))
    , m_stack(new ModestStack)
    , m_title(new QLabel)
    , m_summary(new QLabel)
    , m_high(new QSpinBox)
    , m_fade(new QSpinBox)
    , m_midYear(new QCheckBox(tr("&Mid-year")))
    , m_workbook(new QPushButton(tr("Save as &workbook …")))
    , m_keep(new QPushButton(tr("&Keep in a report …")))
    , m_assumptions(new QTableView)
    , m_tabs(new QTabWidget)
    , m_field(new RangeBars(tr("What each method gives")))
    , m_cashFlows(makeBrowser("valuationCashFlows", tr("Cash flows")))
    , m_sensitivity(makeBrowser("valuationSensitivity", tr("Sensitivity")))
    , m_peers(new PeerTable(*m_desk))
{
    auto *empty = new EmptyState(
        QStringLiteral("scenarios"), tr("No company is being valued"),
        tr("Choose a company above. The valuation starts from its filed figures and published rates, each with its "
           "source; whatever you change is marked as yours."),
        {});
    auto *model = new AssumptionModel(*m_desk, this);
    m_assumptions->setObjectName(QStringLiteral("assumptionTable"));
    m_assumptions->setAccessibleName(tr("Assumptions"));
    m_assumptions->setModel(model);
    m_assumptions->setSelectionMode(QAbstractItemView::SingleSelection);
    m_assumptions->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed
                                   | QAbstractItemView::AnyKeyPressed);
    m_assumptions->setAlternatingRowColors(true);
    m_assumptions->setShowGrid(false);
    m_assumptions->setWordWrap(false);
    m_assumptions->setTabKeyNavigation(false);
    m_assumptions->verticalHeader()->hide();
    m_assumptions->verticalHeader()->setDefaultSectionSize(m_assumptions->fontMetrics().lineSpacing() + 2 * GridUnit);
    auto *header = m_assumptions->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const int letter = m_assumptions->fontMetrics().averageCharWidth();
    header->resizeSection(AssumptionModel::TitleColumn, letter * 26);
    header->resizeSection(AssumptionModel::ValueColumn, letter * 19);
    header->setStretchLastSection(true);
    m_tabs->setObjectName(QStringLiteral("valuationTabs"));
    m_tabs->setAccessibleName(tr("Parts of the valuation"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(makeField(), tr("Football field"));
    m_tabs->addTab(m_cashFlows, tr("Cash flows"));
    m_tabs->addTab(m_sensitivity, tr("Sensitivity"));
    auto *peers = new QWidget;
    auto *peersColumn = new QVBoxLayout(peers);
    peersColumn->setContentsMargins(GridUnit, GridUnit, 0, 0);
    auto *note =
        new QLabel(tr("Type a company and its share price: its multiples follow from its stored figures, each with its "
                      "source. Or type multiples you know, e.g. of a data service or a deal; they are marked as yours. "
                      "Three or more of a kind make a range of the football field."));
    note->setProperty("role", QStringLiteral("muted"));
    note->setWordWrap(true);
    peersColumn->addWidget(note);
    peersColumn->addWidget(m_peers, 1);
    m_tabs->addTab(peers, tr("Peers"));
    auto *parts = new QSplitter(Qt::Horizontal);
    parts->setChildrenCollapsible(false);
    parts->addWidget(m_assumptions);
    parts->addWidget(m_tabs);
    parts->setStretchFactor(0, 1);
    parts->setStretchFactor(1, 1);
    parts->setSizes({540, 500});
    m_stack->addWidget(empty);
    m_stack->addWidget(parts);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, GridUnit, 0, 0);
    column->setSpacing(GridUnit);
    column->addWidget(makeHead());
    column->addWidget(m_stack, 1);
    connect(m_desk, &ValuationDesk::changed, this, &ValuationView::showChanges);
    connect(m_desk, &ValuationDesk::computed, this, &ValuationView::showOutcome);
    connect(m_peers, &PeerTable::pricesChanged, this, &ValuationView::readPeers);
    connect(model, &AssumptionModel::failed, this, &ValuationView::failed);
    showChanges();
}

QWidget *ValuationView::makeHead()
{
    auto *controls = new QWidget;
    auto *row = new FlowLayout(GridUnit, controls);
    const auto addYears = [&](QSpinBox *box, const char *name, const QString &spoken, const QString &prefix,
                              int least) {
        box->setObjectName(QLatin1String(name));
        box->setAccessibleName(spoken);
        box->setToolTip(spoken);
        box->setRange(least, DcfPlan::MostYears / 2);
        box->setPrefix(prefix);
        connect(box, &QSpinBox::valueChanged, this, &ValuationView::takePlan);
        box->setMinimumHeight(m_workbook->sizeHint().height());
        row->addWidget(box);
    };
    addYears(m_high, "valuationHighYears", tr("Years of growth at the first rate"), tr("Growth years: "), 1);
    addYears(m_fade, "valuationFadeYears", tr("Years in which growth fades; none makes two stages"),
             tr("Fading years: "), 0);
    m_midYear->setObjectName(QStringLiteral("valuationMidYear"));
    m_midYear->setToolTip(tr("Cash comes in the middle of each year, not at its end"));
    connect(m_midYear, &QCheckBox::toggled, this, &ValuationView::takePlan);
    m_midYear->setMinimumHeight(m_workbook->sizeHint().height());
    row->addWidget(m_midYear);
    addUndoButtons(m_desk->undo(), this, row);
    m_workbook->setObjectName(QStringLiteral("valuationWorkbook"));
    connect(m_workbook, &QPushButton::clicked, this, &ValuationView::chooseTarget);
    row->addWidget(m_workbook);
    m_keep->setObjectName(QStringLiteral("valuationKeep"));
    m_keep->setToolTip(tr("Adds the valuation to a report, with what it rests on as evidence"));
    connect(m_keep, &QPushButton::clicked, this, &ValuationView::keep);
    row->addWidget(m_keep);
    m_title->setObjectName(QStringLiteral("valuationTitle"));
    m_title->setProperty("role", QStringLiteral("heading"));
    m_summary->setObjectName(QStringLiteral("valuationSummary"));
    m_summary->setWordWrap(true);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *head = new QWidget;
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(GridUnit / 2);
    column->addWidget(controls);
    column->addWidget(m_title);
    column->addWidget(m_summary);
    return head;
}

QWidget *ValuationView::makeField()
{
    m_field->setObjectName(QStringLiteral("footballField"));
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(GridUnit, GridUnit, 0, 0);
    column->addWidget(new ChartFrame(m_field));
    column->addStretch(1);
    return scrolled(content);
}

void ValuationView::open(const QString &company)
{
    using Made = std::pair<ValuationBasis, StartingValuation>;
    runAsync(
        m_services.pool, this,
        [facts = m_services.facts, company, date = m_services.clock->nowUtc().date()]() -> Result<Made> {
            auto basis = valuationBasis(*facts, company, resourceDir(), date);
            if (!basis)
                return tl::unexpected(basis.error());
            auto start = startingValuation(basis->sources);
            if (!start)
                return tl::unexpected(start.error());
            return Made(std::move(*basis), std::move(*start));
        },
        [this](const Result<Made> &made) {
            if (!made) {
                Q_EMIT failed(made.error());
                return;
            }
            m_desk->setStart(made->first, made->second);
        });
}

void ValuationView::chooseTarget()
{
    auto *dialog =
        askWhereToSave(this, tr("Save as workbook"),
                       asFileName(tr("Valuation of %1").arg(m_desk->companyName())) + QStringLiteral(".xlsx"),
                       {tr("Workbook (*.xlsx)")});
    connect(dialog, &QFileDialog::fileSelected, this, &ValuationView::saveWorkbook);
}

void ValuationView::saveWorkbook(const QString &path)
{
    if (!m_desk->outcome())
        return;
    saveAsync(m_services.pool, this, path, [outcome = *m_desk->outcome(), title = m_desk->companyName(), path] {
        return writeValuationWorkbook(outcome.assumptions, outcome.dcf, title, path);
    });
}

void ValuationView::keep()
{
    if (!m_desk->outcome())
        return;
    const auto &outcome = *m_desk->outcome();
    Q_EMIT keepRequested(
        [outcome, name = m_desk->companyName(), notes = m_desk->notes()](const Report &report) {
            return reportWith(report, valuationExhibit(outcome, name, notes));
        },
        outcome.assumptions.companyId(), tr("The valuation becomes a part of this report, with what it rests on:"),
        QLatin1String(Exhibit::Valuation));
}

void ValuationView::readPeers(const QList<PeerPrice> &prices)
{
    runAsync(
        m_services.pool, this,
        [facts = m_services.facts, prices, date = m_services.clock->nowUtc().date()] {
            QList<KnownPeer> peers;
            for (const auto &price : prices)
                peers.append(knownPeer(*facts, resourceDir(), date, price.peer, price.price));
            return peers;
        },
        [this, query = ++m_peerQuery](const QList<KnownPeer> &peers) {
            if (query == m_peerQuery)
                m_desk->setKnownPeers(peers);
        });
}

void ValuationView::takePlan()
{
    if (m_isFilling)
        return;
    auto plan = m_desk->plan();
    plan.highYears = m_high->value();
    plan.fadeYears = m_fade->value();
    plan.isMidYear = m_midYear->isChecked();
    m_desk->setPlan(plan);
}

void ValuationView::showChanges()
{
    const bool isOpen = !m_desk->isEmpty();
    m_stack->setCurrentIndex(isOpen ? 1 : 0);
    m_title->setText(m_desk->companyName());
    m_title->setVisible(isOpen);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_high, m_fade, m_midYear})
        widget->setEnabled(isOpen);
    m_workbook->setEnabled(m_desk->outcome().has_value());
    m_keep->setEnabled(m_desk->outcome().has_value());
    m_isFilling = true;
    const auto plan = m_desk->plan();
    m_high->setValue(plan.highYears);
    m_fade->setValue(plan.fadeYears);
    m_midYear->setChecked(plan.isMidYear);
    m_isFilling = false;
    if (!m_desk->outcome())
        showOutcome();
}

void ValuationView::showOutcome()
{
    m_summary->setText(valuationSummary(*m_desk));
    m_summary->setVisible(!m_summary->text().isEmpty());
    m_workbook->setEnabled(m_desk->outcome().has_value());
    m_keep->setEnabled(m_desk->outcome().has_value());
    m_cashFlows->setHtml(cashFlowHtml(*m_desk, palette()));
    if (!m_desk->outcome()) {
        m_field->setRows({}, {});
        m_sensitivity->clear();
        return;
    }
    const auto &outcome = *m_desk->outcome();
    QList<RangeBars::Row> rows;
    for (const auto &bar : outcome.field.bars)
        rows.append({bar.method, bar.low, bar.high, bar.middle, shownSentence(bar.note), false});
    m_field->setRows(rows, outcome.field.unit, {}, outcome.field.overlap);
    m_sensitivity->setHtml(sensitivityHtml(outcome, palette()));
}

void ValuationView::changeEvent(QEvent *event)
{
    // HTML holds the theme's colours.
    if (event->type() == QEvent::PaletteChange && m_desk->outcome())
        showOutcome();
    QWidget::changeEvent(event);
}

} // namespace consultantos
