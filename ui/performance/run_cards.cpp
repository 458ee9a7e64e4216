// SPDX-License-Identifier: GPL-3.0-or-later
#include "performance/run_cards.h"

#include "performance/agent_rows.h"
#include "performance/performance_card.h"
#include "widgets/async.h"
#include "widgets/chart_frame.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>

#include <algorithm>

namespace consultantos {
namespace {

QComboBox *makeBox(const char *name, const QString &label)
{
    auto *box = new QComboBox;
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(label);
    box->setToolTip(label);
    // As wide as there is room: a company's name may be long.
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(12);
    return box;
}

QWidget *below(QComboBox *box, SpanBars *bars)
{
    auto *widget = new QWidget;
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(GridUnit);
    column->addWidget(box);
    column->addWidget(new ChartFrame(bars));
    column->addStretch(1);
    return widget;
}

} // namespace

RunCards::RunCards(const AppServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_run(makeBox("performanceRun", tr("Run")))
    , m_other(makeBox("performanceOtherRun", tr("Compared with")))
    , m_agents(new SpanBars(tr("Agents of a run"), tr("No analysis has run in this engagement yet.")))
    , m_spread(new SpanBars(tr("Agent times over runs"), tr("No analysis has run in this engagement yet.")))
    , m_comparison(new SpanBars(tr("Two runs compared"), tr("There are no two runs to compare yet.")))
{
    m_agents->setObjectName(QStringLiteral("agentSpans"));
    m_spread->setObjectName(QStringLiteral("agentSpread"));
    m_comparison->setObjectName(QStringLiteral("runComparison"));
    for (auto *bars : {m_agents, m_spread, m_comparison})
        connect(bars, &SpanBars::reportActivated, this, &RunCards::reportRequested);
    connect(m_run, &QComboBox::activated, this, &RunCards::showChosen);
    connect(m_other, &QComboBox::activated, this, &RunCards::showChosen);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(2 * GridUnit);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    grid->addWidget(makePerformanceCard(tr("Agents of a run"), below(m_run, m_agents)), 0, 0);
    auto *compared = below(m_other, m_comparison);
    auto *key = new QLabel(tr("Upper bar: the run chosen under \"Agents of a run\"; lower bar: this one."));
    key->setProperty("role", QStringLiteral("muted"));
    key->setWordWrap(true);
    static_cast<QVBoxLayout *>(compared->layout())->insertWidget(1, key);
    grid->addWidget(makePerformanceCard(tr("Compared with another run"), compared), 0, 1);
    auto *note =
        new QLabel(tr("The bar holds the middle half, the mark is the median, the line goes from the fastest to "
                      "the slowest; what the cache answered is left out."));
    note->setProperty("role", QStringLiteral("muted"));
    note->setWordWrap(true);
    auto *spread = new QWidget;
    auto *column = new QVBoxLayout(spread);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(GridUnit);
    column->addWidget(note);
    column->addWidget(new ChartFrame(m_spread));
    column->addStretch(1);
    grid->addWidget(makePerformanceCard(tr("Agent times over the last %1 runs").arg(MostRuns), spread), 1, 0, 1, 2);
    show({});
}

bool RunCards::isEmpty() const
{
    return m_runs.isEmpty() && m_agents->rows().isEmpty();
}

QString RunCards::reportBetween(const QDateTime &from, const QDateTime &until) const
{
    const auto found = std::find_if(m_runs.begin(), m_runs.end(), [&](const RunTimes &run) {
        const auto end = run.report.createdAt;
        return end >= from && end.addMSecs(-qint64(run.report.durationS * 1'000)) <= until;
    });
    return found == m_runs.end() ? QString() : found->report.id;
}

void RunCards::showRun(const Report &report)
{
    ++m_query; // what is being read lacks it
    RunTimes run;
    run.report.id = report.id;
    run.report.createdAt = report.createdAt;
    run.report.companyName = report.company.name;
    run.report.durationS = report.durationS;
    run.agents = report.agents;
    auto runs = m_runs;
    runs.erase(std::remove_if(runs.begin(), runs.end(), [&](const auto &one) { return one.report.id == report.id; }),
               runs.end());
    runs.prepend(run);
    m_run->clear();
    show(runs.mid(0, MostRuns));
}

void RunCards::readAgain()
{
    if (!m_services.reports)
        return;
    runAsync(
        m_services.pool, this,
        [reports = m_services.reports, known = m_runs] { return readRuns(*reports, MostRuns, known); },
        [this, query = ++m_query](const Result<QList<RunTimes>> &runs) {
            // A library that can't be read says so on its own page.
            if (query == m_query && runs)
                show(*runs);
        });
}

void RunCards::show(const QList<RunTimes> &runs)
{
    m_runs = runs;
    const auto run = m_run->currentData().toString();
    const auto other = m_other->currentData().toString();
    fill(m_run, run);
    // At first the run before of the same company, which can be compared best.
    const auto *now = chosen(m_run);
    const auto before = std::find_if(m_runs.begin(), m_runs.end(), [&](const RunTimes &one) {
        return now != nullptr && one.report.id != now->report.id && one.report.companyName == now->report.companyName;
    });
    fill(m_other, !other.isEmpty() && (now == nullptr || other != now->report.id) ? other
                  : before != m_runs.end()                                        ? before->report.id
                  : m_runs.size() > 1                                             ? m_runs[1].report.id
                                                                                  : QString());
    m_spread->setRows(distributionRows(m_runs));
    showChosen();
    Q_EMIT changed();
}

void RunCards::fill(QComboBox *box, const QString &chosen)
{
    box->clear();
    for (const auto &run : std::as_const(m_runs))
        box->addItem(runTitle(run.report), run.report.id);
    box->setCurrentIndex(std::max(m_runs.isEmpty() ? -1 : 0, box->findData(chosen)));
    box->setEnabled(m_runs.size() > 1);
}

const RunTimes *RunCards::chosen(const QComboBox *box) const
{
    const int place = box->currentIndex();
    return place >= 0 && place < m_runs.size() ? &m_runs[place] : nullptr;
}

void RunCards::showChosen()
{
    const auto *run = chosen(m_run);
    const auto *other = chosen(m_other);
    auto rows = run != nullptr ? agentRows(run->agents) : QList<SpanBars::Row>();
    for (auto &row : rows)
        row.reportId = run->report.id;
    m_agents->setRows(rows);
    const bool areTwo = run != nullptr && other != nullptr && run->report.id != other->report.id;
    m_comparison->setRows(areTwo ? comparisonRows(*run, *other) : QList<SpanBars::Row>());
}

} // namespace consultantos
