// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/scenario_view.h"

#include "scenarios/chart_scale.h"
#include "scenarios/decision_picture.h"
#include "scenarios/driver_table.h"
#include "scenarios/driver_table_model.h"
#include "scenarios/histogram_view.h"
#include "scenarios/quantity_entry.h"
#include "scenarios/quantity_title.h"
#include "scenarios/range_bars.h"
#include "scenarios/scenario_editor.h"
#include "scenarios/scenario_html.h"
#include "widgets/chart_frame.h"
#include "widgets/empty_state.h"
#include "widgets/flow_layout.h"
#include "widgets/modest_stack.h"
#include "widgets/scrolled.h"
#include "widgets/shown_value.h"
#include "widgets/theme.h"
#include "widgets/undo_buttons.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTabWidget>
#include <QTextBrowser>
#include <QTextOption>
#include <QVBoxLayout>

#include <algorithm>

namespace consultantos {

namespace {

QLabel *makeLabel(const char *role)
{
    auto *label = new QLabel;
    label->setProperty("role", QLatin1String(role));
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

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

ScenarioView::ScenarioView(const AppServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_desk(new ScenarioDesk(services.pool, this))
    , m_stack(new ModestStack)
    , m_empty(
          new EmptyState(QStringLiteral("scenarios"), tr("No scenario is open"),
                         tr("Begin with a company's own figures (choose it above), open a scenario file, or look at "
                            "an example: drivers with their uncertainty, what comes out, and what moves it."),
                         tr("Show an &example")))
    , m_title(makeLabel("heading"))
    , m_save(new QPushButton(tr("&Save …")))
    , m_workbook(new QPushButton(tr("Save as &workbook …")))
    , m_release(new QPushButton(tr("&Release sliders")))
    , m_keep(new QPushButton(tr("&Keep in a report …")))
    , m_tabs(new QTabWidget)
    , m_output(new QComboBox)
    , m_summary(makeLabel(""))
    , m_line(new QLineEdit)
    , m_clearLines(new QPushButton(tr("Clear &lines")))
    , m_histogram(new HistogramView)
    , m_tornado(new RangeBars(tr("What moves the result")))
    , m_tornadoNote(makeLabel("muted"))
    , m_seekDriver(new QComboBox)
    , m_target(new QLineEdit)
    , m_found(makeLabel(""))
    , m_formulas(makeBrowser("scenarioFormulas", tr("Formulas")))
    , m_worlds(makeBrowser("scenarioWorlds", tr("Worlds")))
    , m_decision(makeBrowser("scenarioDecision", tr("Decision")))
    , m_tree(new DecisionPicture)
    , m_editor(new ScenarioEditor(*m_desk))
    , m_drivers(new DriverTable(*m_desk))
{
    m_tabs->setObjectName(QStringLiteral("scenarioTabs"));
    m_tabs->setAccessibleName(tr("Parts of the scenario"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(makeResult(), tr("Result"));
    m_tabs->addTab(scrolled(makeGoalSeek(), Qt::ScrollBarAlwaysOff), tr("Goal seek"));
    m_tabs->addTab(m_worlds, tr("Worlds"));
    auto *decision = new QSplitter(Qt::Vertical);
    decision->setChildrenCollapsible(false);
    decision->addWidget(scrolled(new ChartFrame(m_tree)));
    decision->addWidget(m_decision);
    decision->setStretchFactor(0, 3);
    decision->setStretchFactor(1, 2);
    decision->setSizes({380, 240});
    m_tabs->addTab(decision, tr("Decision"));
    m_tabs->addTab(m_formulas, tr("Formulas"));
    m_tabs->addTab(m_editor, tr("Edit"));
    connect(m_editor, &ScenarioEditor::failed, this, &ScenarioView::failed);
    auto *parts = new QSplitter(Qt::Vertical);
    parts->setChildrenCollapsible(false);
    parts->addWidget(m_tabs);
    parts->addWidget(m_drivers);
    parts->setStretchFactor(0, 3);
    parts->setStretchFactor(1, 2);
    parts->setSizes({640, 360});
    m_stack->addWidget(m_empty);
    m_stack->addWidget(parts);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, GridUnit, 0, 0);
    column->setSpacing(GridUnit);
    column->addWidget(makeHead());
    column->addWidget(m_stack, 1);
    connect(m_tabs, &QTabWidget::currentChanged, this, &ScenarioView::showDrivers);
    connect(m_empty, &EmptyState::activated, this, &ScenarioView::openExample);
    connect(m_desk, &ScenarioDesk::modelChanged, this, &ScenarioView::showModel);
    connect(m_desk, &ScenarioDesk::figuresChanged, this, &ScenarioView::showFigures);
    connect(m_desk, &ScenarioDesk::studyChanged, this, &ScenarioView::showStudy);
    connect(m_desk, &ScenarioDesk::failed, this, &ScenarioView::failed);
    connect(m_desk, &ScenarioDesk::pinsChanged, this, [this] { m_release->setEnabled(m_desk->hasPins()); });
    connect(m_desk, &ScenarioDesk::sought, this,
            [this] { m_found->setText(goalSeekText(m_desk->model(), m_desk->found())); });
    connect(m_drivers->drivers(), &DriverTableModel::failed, this, &ScenarioView::failed);
    showModel();
}

QWidget *ScenarioView::makeHead()
{
    auto *head = new QWidget;
    auto *open = new QPushButton(tr("&Open …"));
    open->setObjectName(QStringLiteral("scenarioOpen"));
    m_title->setObjectName(QStringLiteral("scenarioTitle"));
    m_save->setObjectName(QStringLiteral("scenarioSave"));
    m_workbook->setObjectName(QStringLiteral("scenarioWorkbook"));
    m_release->setObjectName(QStringLiteral("scenarioRelease"));
    m_release->setToolTip(tr("Gives every driver its distribution back"));
    m_release->setEnabled(false);
    auto *row = new FlowLayout(GridUnit, head);
    row->addWidget(open);
    addUndoButtons(m_desk->undo(), this, row);
    row->addWidget(m_release);
    row->addWidget(m_save);
    row->addWidget(m_workbook);
    m_keep->setObjectName(QStringLiteral("scenarioKeep"));
    m_keep->setToolTip(tr("Adds the results to a report, with what they rest on as evidence"));
    row->addWidget(m_keep);
    connect(m_keep, &QPushButton::clicked, this, &ScenarioView::keep);
    connect(open, &QPushButton::clicked, this, &ScenarioView::chooseFile);
    connect(m_release, &QPushButton::clicked, m_desk, &ScenarioDesk::releaseAll);
    connect(m_save, &QPushButton::clicked, this, [this] { chooseTarget(false); });
    connect(m_workbook, &QPushButton::clicked, this, [this] { chooseTarget(true); });
    auto *whole = new QWidget;
    auto *column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(GridUnit / 2);
    column->addWidget(head);
    column->addWidget(m_title);
    return whole;
}

QWidget *ScenarioView::makeResult()
{
    m_output->setObjectName(QStringLiteral("scenarioOutput"));
    m_output->setAccessibleName(tr("Result shown"));
    m_output->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_output->setMinimumContentsLength(16);
    m_summary->setObjectName(QStringLiteral("scenarioSummary"));
    m_line->setObjectName(QStringLiteral("scenarioLine"));
    m_line->setAccessibleName(tr("Probability of reaching"));
    m_line->setPlaceholderText(tr("Probability of reaching …"));
    m_line->setToolTip(tr("Type a value and press Enter: the probability that the result reaches it is drawn."));
    const int asked = m_line->fontMetrics().horizontalAdvance(m_line->placeholderText()) + 3 * GridUnit;
    m_line->setMinimumWidth(asked);
    m_line->setMaximumWidth(std::max(asked, m_line->fontMetrics().averageCharWidth() * 28));
    m_clearLines->setObjectName(QStringLiteral("scenarioClearLines"));
    m_tornado->setObjectName(QStringLiteral("scenarioTornado"));
    connect(m_output, &QComboBox::activated, this, [this] { m_desk->setOutput(m_output->currentData().toString()); });
    connect(m_line, &QLineEdit::returnPressed, this, &ScenarioView::addLine);
    connect(m_clearLines, &QPushButton::clicked, this, [this] {
        if (const auto set = m_desk->setLines({}); !set)
            Q_EMIT failed(set.error());
    });
    auto *left = new QWidget;
    auto *leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins(0, GridUnit, GridUnit, 0);
    leftColumn->setSpacing(GridUnit / 2);
    auto *choose = new QWidget;
    auto *chooseRow = new FlowLayout(GridUnit, choose);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_output, m_line, m_clearLines}) {
        widget->setMinimumHeight(m_clearLines->sizeHint().height());
        chooseRow->addWidget(widget);
    }
    leftColumn->addWidget(choose);
    leftColumn->addWidget(m_summary);
    leftColumn->addWidget(new ChartFrame(m_histogram), 1);
    auto *bars = new QWidget;
    auto *barsColumn = new QVBoxLayout(bars);
    barsColumn->setContentsMargins(GridUnit, GridUnit, 0, 0);
    barsColumn->setSpacing(GridUnit / 2);
    auto *heading = makeLabel("heading");
    heading->setText(tr("What moves it"));
    barsColumn->addWidget(heading);
    barsColumn->addWidget(m_tornadoNote);
    barsColumn->addWidget(new ChartFrame(m_tornado));
    barsColumn->addStretch(1);
    auto *sides = new QSplitter(Qt::Horizontal);
    sides->setChildrenCollapsible(false);
    sides->addWidget(scrolled(left));
    sides->addWidget(scrolled(bars, Qt::ScrollBarAlwaysOff));
    sides->setStretchFactor(0, 1);
    sides->setStretchFactor(1, 1);
    return sides;
}

QWidget *ScenarioView::makeGoalSeek()
{
    auto *page = new QWidget;
    m_seekDriver->setObjectName(QStringLiteral("seekDriver"));
    m_seekDriver->setAccessibleName(tr("Driver to change"));
    m_target->setObjectName(QStringLiteral("seekTarget"));
    m_target->setAccessibleName(tr("Value to reach"));
    m_target->setText(QStringLiteral("0"));
    m_target->setMaximumWidth(m_target->fontMetrics().averageCharWidth() * 24);
    m_found->setObjectName(QStringLiteral("seekFound"));
    auto *find = new QPushButton(tr("&Find"));
    find->setObjectName(QStringLiteral("seekFind"));
    auto *what = makeLabel("muted");
    what->setText(
        tr("What a driver must be for the result that is shown to reach a value; 0 is a profit's break-even."));
    auto *entries = new QWidget;
    auto *row = new FlowLayout(GridUnit, entries);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_seekDriver, m_target, find}) {
        widget->setMinimumHeight(find->sizeHint().height());
        row->addWidget(widget);
    }
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, GridUnit, 0, 0);
    column->setSpacing(GridUnit);
    column->addWidget(what);
    column->addWidget(entries);
    column->addWidget(m_found);
    column->addStretch(1);
    connect(find, &QPushButton::clicked, this, &ScenarioView::seek);
    connect(m_target, &QLineEdit::returnPressed, this, &ScenarioView::seek);
    return page;
}

void ScenarioView::showModel()
{
    const auto &model = m_desk->model();
    m_stack->setCurrentIndex(m_desk->isEmpty() ? 0 : 1);
    m_title->setText(model.title);
    m_title->setVisible(!model.title.isEmpty());
    m_save->setEnabled(!m_desk->isEmpty());
    m_workbook->setEnabled(m_desk->hasModel());
    m_clearLines->setEnabled(!model.lines.isEmpty());
    m_output->clear();
    for (const auto &name : model.outputs)
        m_output->addItem(quantityTitle(model, name), name);
    m_output->setCurrentIndex(std::max(0, m_output->findData(m_desk->output())));
    const auto driver = m_seekDriver->currentData();
    m_seekDriver->clear();
    for (const auto &one : model.drivers)
        m_seekDriver->addItem(quantityTitle(model, one.name), one.name);
    m_seekDriver->setCurrentIndex(std::max(0, m_seekDriver->findData(driver)));
    m_found->clear();
    showDrivers();
    m_keep->setEnabled(m_desk->hasModel());
    for (const int tab : {0, 1, 2, 4})
        m_tabs->setTabVisible(tab, m_desk->hasModel());
    m_tabs->setTabVisible(3, m_desk->decision().has_value());
    if (m_desk->decision()) {
        m_tree->setTree(*m_desk->decision());
        m_decision->setHtml(decisionHtml(*m_desk->decision(), m_desk->decisionAnalysis(), palette()));
    }
    m_formulas->setHtml(formulasHtml(model, palette()));
}

void ScenarioView::showDrivers()
{
    // A decision has none to move, and the text needs the room.
    const auto *shown = m_tabs->currentWidget();
    m_drivers->setVisible(m_desk->hasModel() && shown != m_editor && shown != m_tabs->widget(3));
}

void ScenarioView::showFigures()
{
    m_summary->setText(scenarioSummary(*m_desk));
    const auto &model = m_desk->model();
    const auto at = model.outputs.indexOf(m_desk->output());
    if (!m_desk->figures() || at < 0 || at >= m_desk->figures()->outputs.size()) {
        m_histogram->clear();
        return;
    }
    QList<HistogramView::Line> lines;
    for (qsizetype i = 0; i < model.lines.size() && i < m_desk->figures()->lines.size(); ++i) {
        if (model.lines[i].output == m_desk->output())
            lines.append({model.lines[i].value, model.lines[i].title, m_desk->figures()->lines[i].probability});
    }
    const auto &before = m_desk->unpinned();
    m_histogram->show(quantityTitle(model, m_desk->output()), model.unitOf(m_desk->output()),
                      m_desk->figures()->outputs[at], lines,
                      m_desk->hasPins() && before ? std::optional(before->outputs[at]) : std::nullopt);
}

void ScenarioView::showStudy()
{
    const auto &study = m_desk->study();
    const auto &model = m_desk->model();
    if (!study || !study->tornado) {
        m_tornado->setRows({}, {});
        m_tornadoNote->setText(study ? study->noTornado : QString());
        m_worlds->clear();
        return;
    }
    QList<RangeBars::Row> rows;
    for (const auto &bar : study->tornado->bars) {
        if (!bar.low || !bar.high)
            continue;
        RangeBars::Row row{quantityTitle(model, bar.driver), *bar.low, *bar.high, {}, {}, false};
        const auto unit = model.unitOf(bar.driver);
        row.note = tr("The driver goes from %1 to %2, its 10 and 90 % quantiles.")
                       .arg(quantityText(bar.driverLow, unit), quantityText(bar.driverHigh, unit));
        for (const auto &share : study->shares ? study->shares->shares : QList<VarianceShare>()) {
            if (!share.drivers.contains(bar.driver))
                continue;
            const auto percent = shownPercent(std::max(share.total, 0.0), 0);
            // In front, so that a long name doesn't hide it.
            row.label = QStringLiteral("%1%2 · %3")
                            .arg(percent, share.drivers.size() > 1 ? QStringLiteral("*") : QString(), row.label);
            if (share.drivers.size() > 1)
                row.note +=
                    QLatin1Char('\n')
                    + tr("They share as one, as they move together: %1.").arg(share.drivers.join(QStringLiteral(", ")));
        }
        rows.append(row);
    }
    m_tornado->setRows(rows, model.unitOf(study->output), study->tornado->base);
    const bool isJoint = study->shares
                         && std::any_of(study->shares->shares.begin(), study->shares->shares.end(),
                                        [](const VarianceShare &share) { return share.drivers.size() > 1; });
    m_tornadoNote->setText(
        tr("One driver at a time from its 10 % (amber) to its 90 % quantile (blue); before the name, "
           "its share of the variance.")
        + (isJoint ? QLatin1Char(' ') + tr("* Shared by drivers that move together.") : QString())
        + (study->noShares.isEmpty() ? QString() : QLatin1Char(' ') + study->noShares));
    m_worlds->setHtml(worldsHtml(model, *study, palette()));
}

void ScenarioView::addLine()
{
    const auto unit = m_desk->model().unitOf(m_desk->output());
    const auto value = entryValue(m_line->text(), unit);
    if (!value) {
        Q_EMIT failed({ErrorCode::InvalidArgument, tr("\"%1\" isn't a number.").arg(m_line->text()), {}});
        return;
    }
    auto lines = m_desk->model().lines;
    lines.append({m_desk->output(), *value, QStringLiteral("≥ ") + tickText(*value, unit)});
    if (const auto set = m_desk->setLines(lines); !set)
        Q_EMIT failed(set.error());
    else
        m_line->clear();
}

void ScenarioView::seek()
{
    GoalSeekRequest request;
    request.output = m_desk->output();
    request.driver = m_seekDriver->currentData().toString();
    const auto target = entryValue(m_target->text(), m_desk->model().unitOf(request.output));
    if (!target) {
        m_found->setText(tr("\"%1\" isn't a number.").arg(m_target->text()));
        return;
    }
    request.target = *target;
    m_desk->seek(request);
}

void ScenarioView::changeEvent(QEvent *event)
{
    // HTML holds the theme's colours.
    if (event->type() == QEvent::PaletteChange && m_desk->study()) {
        showModel();
        showStudy();
    }
    QWidget::changeEvent(event);
}

} // namespace consultantos
