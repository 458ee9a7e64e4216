// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/sizing_view.h"

#include "agents/report_exhibits.h"
#include "base/paths.h"
#include "base/whole_file.h"
#include "report/valuation_workbook.h"
#include "scenarios/driver_table.h"
#include "scenarios/driver_table_model.h"
#include "scenarios/range_bars.h"
#include "scenarios/scenario_desk.h"
#include "scenarios/scenario_files.h"
#include "scenarios/scenario_html.h"
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

#include <QFileDialog>
#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTextBrowser>
#include <QTextOption>
#include <QVBoxLayout>

namespace consultantos {

SizingView::SizingView(const AppServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_desk(new ScenarioDesk(services.pool, this))
    , m_stack(new ModestStack)
    , m_title(new QLabel)
    , m_save(new QPushButton(tr("&Save …")))
    , m_workbook(new QPushButton(tr("Save as &workbook …")))
    , m_keep(new QPushButton(tr("&Keep in a report …")))
    , m_bars(new RangeBars(tr("The market, both ways")))
    , m_tables(new QTextBrowser)
    , m_drivers(new DriverTable(*m_desk))
{
    auto *empty = new EmptyState(QStringLiteral("scenarios"), tr("No market is open"),
                                 tr("Open a market sizing file, or look at an example: a market from above and from "
                                    "below, each assumption with its source, reconciled with an interval."),
                                 tr("Show an &example"));
    auto *open = new QPushButton(tr("&Open …"));
    open->setObjectName(QStringLiteral("sizingOpen"));
    m_title->setObjectName(QStringLiteral("sizingTitle"));
    m_title->setProperty("role", QStringLiteral("heading"));
    m_title->setWordWrap(true);
    m_bars->setObjectName(QStringLiteral("sizingBars"));
    m_tables->setObjectName(QStringLiteral("sizingTables"));
    m_tables->setAccessibleName(tr("Both ways and what divides them"));
    m_tables->setFrameShape(QFrame::NoFrame);
    m_tables->setWordWrapMode(QTextOption::WordWrap);
    m_drivers->setObjectName(QStringLiteral("sizingDrivers"));
    auto *sides = new QSplitter(Qt::Horizontal);
    sides->setChildrenCollapsible(false);
    sides->addWidget(scrolled(new ChartFrame(m_bars)));
    sides->addWidget(m_tables);
    sides->setStretchFactor(0, 1);
    sides->setStretchFactor(1, 1);
    sides->setSizes({460, 580});
    auto *parts = new QSplitter(Qt::Vertical);
    parts->setChildrenCollapsible(false);
    parts->addWidget(sides);
    parts->addWidget(m_drivers);
    parts->setStretchFactor(0, 3);
    parts->setStretchFactor(1, 2);
    m_stack->addWidget(empty);
    m_stack->addWidget(parts);
    auto *controls = new QWidget;
    auto *head = new FlowLayout(GridUnit, controls);
    head->addWidget(open);
    addUndoButtons(m_desk->undo(), this, head);
    m_save->setObjectName(QStringLiteral("sizingSave"));
    m_workbook->setObjectName(QStringLiteral("sizingWorkbook"));
    m_keep->setObjectName(QStringLiteral("sizingKeep"));
    for (auto *button : {m_save, m_workbook, m_keep}) {
        button->setEnabled(false);
        head->addWidget(button);
    }
    connect(m_save, &QPushButton::clicked, this, [this] { chooseTarget(false); });
    connect(m_workbook, &QPushButton::clicked, this, [this] { chooseTarget(true); });
    connect(m_keep, &QPushButton::clicked, this, &SizingView::keep);
    m_title->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, GridUnit, 0, 0);
    column->setSpacing(GridUnit);
    column->addWidget(controls);
    column->addWidget(m_title);
    column->addWidget(m_stack, 1);
    connect(open, &QPushButton::clicked, this, &SizingView::chooseFile);
    connect(empty, &EmptyState::activated, this, &SizingView::openExample);
    connect(m_desk, &ScenarioDesk::modelChanged, this, &SizingView::compute);
    connect(m_desk, &ScenarioDesk::pinsChanged, this, &SizingView::compute);
    connect(m_drivers->drivers(), &DriverTableModel::failed, this, &SizingView::failed);
}

void SizingView::open(const QString &path)
{
    runAsync(
        m_services.pool, this, [path] { return readSizingFile(path); },
        [this](const Result<MarketSizingModel> &model) {
            if (!model) {
                Q_EMIT failed(model.error());
                return;
            }
            m_model = *model;
            m_title->setText(m_model.title);
            m_title->setVisible(!m_model.title.isEmpty());
            for (auto *button : {m_save, m_workbook, m_keep})
                button->setEnabled(true);
            m_stack->setCurrentIndex(1);
            m_desk->setModel(m_model.tree);
        });
}

void SizingView::openExample()
{
    open(resourcePath(QStringLiteral("scenarios/market.json")));
}

void SizingView::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Open a market sizing"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilter(tr("Market sizing (*.json)"));
    connect(dialog, &QFileDialog::fileSelected, this, &SizingView::open);
    dialog->open();
}

void SizingView::chooseTarget(bool isWorkbook)
{
    const auto name = m_model.title.isEmpty() ? tr("market") : asFileName(m_model.title);
    auto *dialog = isWorkbook ? askWhereToSave(this, tr("Save as workbook"), name + QStringLiteral(".xlsx"),
                                               {tr("Workbook (*.xlsx)")})
                              : askWhereToSave(this, tr("Save the market sizing"), name + QStringLiteral(".json"),
                                               {tr("Market sizing (*.json)")});
    connect(dialog, &QFileDialog::fileSelected, this, isWorkbook ? &SizingView::saveWorkbook : &SizingView::saveTo);
}

MarketSizingModel SizingView::model() const
{
    auto model = m_model;
    model.tree = m_desk->model();
    return model;
}

void SizingView::saveTo(const QString &path)
{
    runAsync(
        m_services.pool, this,
        [model = model(), path] { return writeFile(path, QJsonDocument(toJson(model)).toJson()); },
        [this, path](const Status &done) {
            if (!done) {
                Q_EMIT failed(done.error());
                return;
            }
            m_desk->setSaved(path);
            Q_EMIT message(savedAsText(path), path);
        });
}

void SizingView::saveWorkbook(const QString &path)
{
    saveAsync(m_services.pool, this, path,
              [model = m_desk->pinnedModel(), path] { return writeScenarioWorkbook(model, path); });
}

void SizingView::keep()
{
    auto kept = m_model;
    kept.tree = m_desk->pinnedModel();
    for (auto &driver : kept.tree.drivers) {
        // A slider's value is the user's.
        if (m_desk->pinned(driver.name))
            driver.source.clear();
    }
    Q_EMIT keepRequested(
        [kept, date = m_services.clock->nowUtc().date()](const Report &report) -> Result<Report> {
            SimulationOptions options;
            options.method = DrawMethod::Sobol;
            const auto sizing = sizeMarket(kept, options);
            if (!sizing)
                return tl::unexpected(sizing.error());
            const auto exhibit = sizingExhibit(kept, *sizing, date);
            return exhibit ? Result<Report>(reportWith(report, *exhibit)) : tl::unexpected(exhibit.error());
        },
        {}, tr("The market's size becomes a part of this report, with what it rests on:"),
        QLatin1String(Exhibit::MarketSize));
}

void SizingView::compute()
{
    if (!m_desk->hasModel())
        return;
    auto model = m_model;
    model.tree = m_desk->pinnedModel();
    runAsync(
        m_services.pool, this,
        [model] {
            SimulationOptions options;
            options.method = DrawMethod::Sobol;
            return sizeMarket(model, options);
        },
        [this, query = ++m_query](const Result<MarketSizing> &sizing) {
            if (query != m_query)
                return;
            if (!sizing) {
                Q_EMIT failed(sizing.error());
                return;
            }
            show(*sizing);
        });
}

void SizingView::show(const MarketSizing &sizing)
{
    m_sizing = sizing;
    QList<RangeBars::Row> rows;
    for (const auto &level : sizing.levels) {
        const auto name = level.level.toUpper();
        const auto add = [&](const std::optional<DrawSummary> &summary, const QString &way) {
            if (summary)
                rows.append({QStringLiteral("%1, %2").arg(name, way),
                             summary->quantile(0.05),
                             summary->quantile(0.95),
                             summary->quantile(0.5),
                             {},
                             false});
        };
        add(level.topDown, tr("top-down"));
        add(level.bottomUp, tr("bottom-up"));
        if (level.combined)
            rows.append({tr("%1, reconciled").arg(name), level.combined->low, level.combined->high,
                         level.combined->value,
                         tr("Top-down weighs %1 %.")
                             .arg(shownNumber(QString::number(level.combined->topDownWeight * 100, 'f', 0))),
                         true});
    }
    m_bars->setRows(rows, m_model.unit);
    m_tables->setHtml(sizingHtml(m_model, sizing, palette()));
    Q_EMIT sized();
}

} // namespace consultantos
