// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecast/driver_panel.h"

#include "base/paths.h"
#include "evidence/valuation_basis.h"
#include "forecast/driver_fan.h"
#include "report/driver_workbook.h"
#include "scenarios/chart_scale.h"
#include "scenarios/driver_table.h"
#include "scenarios/driver_table_model.h"
#include "scenarios/quantity_title.h"
#include "scenarios/range_bars.h"
#include "widgets/async.h"
#include "widgets/chart_frame.h"
#include "widgets/flow_layout.h"
#include "widgets/saving.h"
#include "widgets/scrolled.h"
#include "widgets/shown_value.h"
#include "widgets/theme.h"
#include "widgets/undo_buttons.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace consultantos {

namespace {

/// A step of a slider is drawn for 35 quantities: fewer draws than for a single one, on Sobol' points.
constexpr int Draws = 1024;

} // namespace

DriverPanel::DriverPanel(const AppServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_desk(new ScenarioDesk(services.pool, this, Draws))
    , m_model(new DriverYearModel(*m_desk, this))
    , m_stack(new QStackedWidget)
    , m_state(new QLabel)
    , m_line(new QComboBox)
    , m_years(new QSpinBox)
    , m_release(new QPushButton(tr("Release sl&iders")))
    , m_workbook(new QPushButton(tr("Save as work&book …")))
    , m_summary(new QLabel)
    , m_fan(new DriverFan)
    , m_tornado(new RangeBars(tr("What moves the line")))
    , m_moves(new QLabel)
    , m_drivers(new DriverTable(*m_desk))
{
    m_state->setObjectName(QStringLiteral("driverState"));
    m_state->setProperty("role", QStringLiteral("muted"));
    m_state->setAlignment(Qt::AlignCenter);
    m_state->setWordWrap(true);
    m_drivers->setObjectName(QStringLiteral("companyDrivers"));
    m_table = makeYears();
    auto *parts = new QSplitter(Qt::Vertical);
    parts->setChildrenCollapsible(false);
    parts->addWidget(makeCharts());
    parts->addWidget(m_table);
    parts->addWidget(m_drivers);
    parts->setStretchFactor(0, 3);
    parts->setStretchFactor(1, 2);
    parts->setStretchFactor(2, 2);
    parts->setSizes({230, 190, 170});
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, GridUnit / 2, 0, 0);
    column->setSpacing(GridUnit / 2);
    column->addWidget(makeControls());
    column->addWidget(m_summary);
    column->addWidget(parts, 1);
    m_stack->addWidget(m_state);
    m_stack->addWidget(page);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    connect(m_desk, &ScenarioDesk::figuresChanged, this, &DriverPanel::showFigures);
    connect(m_desk, &ScenarioDesk::studyChanged, this, &DriverPanel::showStudy);
    connect(m_desk, &ScenarioDesk::failed, this, &DriverPanel::failed);
    connect(m_desk, &ScenarioDesk::pinsChanged, this, [this] { m_release->setEnabled(m_desk->hasPins()); });
    connect(m_model, &DriverYearModel::failed, this, &DriverPanel::failed);
    connect(m_drivers->drivers(), &DriverTableModel::failed, this, &DriverPanel::failed);
}

QWidget *DriverPanel::makeControls()
{
    auto *controls = new QWidget;
    auto *row = new FlowLayout(GridUnit, controls);
    m_line->setObjectName(QStringLiteral("driverLine"));
    m_line->setAccessibleName(tr("Line shown"));
    for (const auto line : DriverLines)
        m_line->addItem(driverLineTitle(line), int(line));
    m_line->setCurrentIndex(int(DriverLine::Revenue));
    m_years->setObjectName(QStringLiteral("driverYears"));
    m_years->setAccessibleName(tr("Years"));
    m_years->setPrefix(tr("Years: "));
    m_years->setRange(1, CompanyDrivers::MostYears);
    m_years->setValue(CompanyDrivers::UsualYears);
    m_years->setKeyboardTracking(false);
    m_years->setToolTip(tr("Another number of years makes the tree anew, from its sources"));
    m_release->setEnabled(false);
    m_release->setObjectName(QStringLiteral("driverRelease"));
    m_release->setToolTip(tr("Gives every driver its distribution back"));
    m_workbook->setObjectName(QStringLiteral("driverWorkbook"));
    row->addWidget(m_line);
    row->addWidget(m_years);
    addUndoButtons(m_desk->undo(), this, row);
    for (auto *button : {m_release, m_workbook})
        row->addWidget(button);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_line, m_years})
        widget->setMinimumHeight(m_release->sizeHint().height());
    m_summary->setObjectName(QStringLiteral("driverSummary"));
    m_summary->setWordWrap(true);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    connect(m_line, &QComboBox::currentIndexChanged, this,
            [this] { setLine(DriverLine(m_line->currentData().toInt())); });
    connect(m_years, &QSpinBox::valueChanged, this, [this] {
        m_isRead = false;
        read();
    });
    connect(m_release, &QPushButton::clicked, m_desk, &ScenarioDesk::releaseAll);
    connect(m_workbook, &QPushButton::clicked, this, &DriverPanel::chooseTarget);
    return controls;
}

QWidget *DriverPanel::makeCharts()
{
    m_tornado->setObjectName(QStringLiteral("driverTornado"));
    m_moves->setProperty("role", QStringLiteral("muted"));
    m_moves->setWordWrap(true);
    auto *bars = new QWidget;
    auto *column = new QVBoxLayout(bars);
    column->setContentsMargins(GridUnit, 0, 0, 0);
    column->setSpacing(GridUnit / 2);
    column->addWidget(m_moves);
    column->addWidget(new ChartFrame(m_tornado));
    column->addStretch(1);
    auto *sides = new QSplitter(Qt::Horizontal);
    sides->setChildrenCollapsible(false);
    sides->addWidget(new ChartFrame(m_fan));
    sides->addWidget(scrolled(bars, Qt::ScrollBarAlwaysOff));
    sides->setStretchFactor(0, 3);
    sides->setStretchFactor(1, 2);
    return sides;
}

QTableView *DriverPanel::makeYears()
{
    auto *table = new QTableView;
    table->setObjectName(QStringLiteral("driverYearTable"));
    table->setAccessibleName(tr("The company's years, line by line"));
    table->setModel(m_model);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed
                           | QAbstractItemView::AnyKeyPressed);
    table->setAlternatingRowColors(true);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().lineSpacing() + GridUnit / 2);
    auto *header = table->horizontalHeader();
    header->setHighlightSections(false);
    const int letter = table->fontMetrics().averageCharWidth();
    header->setDefaultSectionSize(letter * 17);
    header->setMinimumSectionSize(letter * 15);
    connect(m_model, &QAbstractItemModel::modelReset, table, [this, table, letter] {
        table->horizontalHeader()->resizeSection(DriverYearModel::TitleColumn, letter * 20);
        // Few years share the width; many scroll.
        constexpr int Few = 6;
        const bool isFew = m_model->columnCount() <= Few + DriverYearModel::FirstYearColumn;
        for (int at = DriverYearModel::LastColumn; at < m_model->columnCount(); ++at)
            table->horizontalHeader()->setSectionResizeMode(at,
                                                            isFew ? QHeaderView::Stretch : QHeaderView::Interactive);
    });
    connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &index) {
        if (index.isValid())
            setLine(DriverYearModel::lineAt(index.row()));
    });
    return table;
}

void DriverPanel::setCompany(const QString &name)
{
    if (name == m_company)
        return;
    m_company = name;
    m_isRead = false;
    m_stack->setCurrentIndex(0);
    if (isVisible())
        read();
}

void DriverPanel::setYears(int years)
{
    m_years->setValue(years);
}

void DriverPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    read();
}

void DriverPanel::read()
{
    if (m_isRead || m_company.isEmpty())
        return;
    m_isRead = true;
    m_state->setText(tr("Reading the figures of %1 …").arg(m_company));
    runAsync(
        m_services.pool, this,
        [facts = m_services.facts, company = m_company, years = m_years->value(),
         date = m_services.clock->nowUtc().date()]() -> Result<CompanyDrivers> {
            const auto basis = valuationBasis(*facts, company, resourceDir(), date);
            if (!basis)
                return tl::unexpected(basis.error());
            const auto start = startingValuation(basis->sources);
            if (!start)
                return tl::unexpected(start.error());
            return companyDrivers(basis->sources.financials, *start, years);
        },
        [this, query = ++m_query](const Result<CompanyDrivers> &drivers) {
            if (query != m_query)
                return;
            if (drivers) {
                take(*drivers);
                return;
            }
            m_stack->setCurrentIndex(0);
            m_state->setText(QStringLiteral("%1\n%2").arg(drivers.error().message, drivers.error().detail).trimmed());
        });
}

void DriverPanel::take(const CompanyDrivers &drivers)
{
    auto shown = drivers;
    // Every year of every line is computed at each step of a slider.
    shown.model.outputs = driverQuantities(drivers.years);
    for (const auto *name : {"value_per_share", "equity_value", "enterprise_value"}) {
        if (drivers.model.outputs.contains(QLatin1String(name)))
            shown.model.outputs.append(QLatin1String(name));
    }
    shown.model.axes.clear();
    m_model->setDrivers(shown);
    m_desk->setModel(shown.model);
    setLine(DriverLine(m_line->currentData().toInt()));
    m_stack->setCurrentIndex(1);
}

void DriverPanel::setLine(DriverLine line)
{
    const QSignalBlocker blocker(m_line);
    m_line->setCurrentIndex(m_line->findData(int(line)));
    m_desk->setOutput(driverQuantity(line, m_model->drivers().years));
    showFigures();
}

CompanyDrivers DriverPanel::drivers() const
{
    auto drivers = m_model->drivers();
    drivers.model = m_desk->pinnedModel();
    for (auto &driver : drivers.model.drivers) {
        if (m_desk->pinned(driver.name))
            driver.source.clear();
    }
    return drivers;
}

void DriverPanel::chooseTarget()
{
    auto *dialog = askWhereToSave(this, tr("Save as workbook"),
                                  asFileName(tr("Drivers of %1").arg(m_company)) + QStringLiteral(".xlsx"),
                                  {tr("Workbook (*.xlsx)")});
    connect(dialog, &QFileDialog::fileSelected, this, &DriverPanel::saveWorkbook);
}

void DriverPanel::saveWorkbook(const QString &path)
{
    if (!isReady())
        return;
    saveAsync(m_services.pool, this, path, [drivers = drivers(), path]() -> Status {
        SimulationOptions options;
        options.method = DrawMethod::Sobol;
        const auto forecast = forecastByDrivers(drivers, options);
        return forecast ? writeDriverWorkbook(*forecast, path) : Status(tl::unexpected(forecast.error()));
    });
}

void DriverPanel::showFigures()
{
    if (!isReady())
        return;
    const auto line = DriverLine(m_line->currentData().toInt());
    QList<DriverFan::Year> years;
    for (int year = 1; year <= m_model->drivers().years; ++year) {
        const auto *summary = m_model->summaryOf(line, year);
        if (summary == nullptr)
            return;
        DriverFan::Year one{shownPeriod(driverYearLabel(m_model->drivers(), year)),
                            summary->quantile(0.5),
                            summary->quantile(0.1),
                            summary->quantile(0.9),
                            summary->quantile(0.05),
                            summary->quantile(0.95),
                            {},
                            m_model->isOwn(line, year)};
        if (const auto *before = m_model->unpinnedOf(line, year); before && m_desk->hasPins())
            one.before = before->quantile(0.5);
        years.append(one);
    }
    m_fan->show(driverLineTitle(line), m_model->unitOf(line), shownPeriod(driverYearLabel(m_model->drivers(), 0)),
                m_model->lastOf(line), years);
    QStringList parts;
    const auto &model = m_desk->model();
    for (const auto *name : {"value_per_share", "equity_value", "enterprise_value"}) {
        const auto at = model.outputs.indexOf(QLatin1String(name));
        if (at < 0 || !m_desk->figures())
            continue;
        const auto &summary = m_desk->figures()->outputs[at];
        const auto unit = model.unitOf(QLatin1String(name));
        parts.append(tr("%1: %2, eight of ten draws between %3 and %4.")
                         .arg(quantityTitle(model, QLatin1String(name)), quantityText(summary.quantile(0.5), unit),
                              quantityText(summary.quantile(0.1), unit), quantityText(summary.quantile(0.9), unit)));
        break;
    }
    parts.append(tr("A year's cell and every assumption can be changed; what you change is yours."));
    m_summary->setText(parts.join(QLatin1Char(' ')));
}

void DriverPanel::showStudy()
{
    const auto &study = m_desk->study();
    if (!study || !study->tornado) {
        m_tornado->setRows({}, {});
        m_moves->setText(study ? study->noTornado : QString());
        return;
    }
    const auto &model = m_desk->model();
    QList<RangeBars::Row> rows;
    for (const auto &bar : study->tornado->bars) {
        if (!bar.low || !bar.high || bar.swing() == 0)
            continue;
        const auto unit = model.unitOf(bar.driver);
        rows.append({quantityTitle(model, bar.driver),
                     *bar.low,
                     *bar.high,
                     {},
                     tr("The driver goes from %1 to %2, its 10 and 90 % quantiles.")
                         .arg(quantityText(bar.driverLow, unit), quantityText(bar.driverHigh, unit)),
                     false});
    }
    m_tornado->setRows(rows, model.unitOf(study->output), study->tornado->base);
    m_moves->setText(rows.isEmpty()
                         ? tr("No uncertain driver moves %1.").arg(quantityTitle(model, study->output))
                         : tr("What moves %1: one driver at a time from its 10 % (amber) to its 90 % quantile (blue).")
                               .arg(quantityTitle(model, study->output)));
}

} // namespace consultantos
