// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/companies_view.h"

#include "agents/company_comparer.h"
#include "base/paths.h"
#include "compare/beside_model.h"
#include "compare/company_picker.h"
#include "compare/table_saving.h"
#include "evidence/fact_store.h"
#include "model/request.h"
#include "model/units.h"
#include "report/line_chart.h"
#include "report/report_words.h"
#include "widgets/async.h"
#include "widgets/chart_frame.h"
#include "widgets/empty_state.h"
#include "widgets/focus_passing.h"
#include "widgets/shown_name.h"
#include "widgets/shown_value.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QGuiApplication>
#include <QHeaderView>
#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace consultantos {

namespace {

const QString FigurePrefix = QStringLiteral("figure:");
const QString FrameworkPrefix = QStringLiteral("framework:");
constexpr int UsualYears = 5;

} // namespace

CompaniesView::CompaniesView(const AppServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_comparer(std::make_shared<const CompanyComparer>(services.facts, services.reports, resourceDir()))
    , m_picker(new CompanyPicker(MostBeside))
    , m_subject(new QComboBox)
    , m_years(new QSpinBox)
    , m_model(new BesideModel(this))
    , m_table(new QTableView)
    , m_chart(new LineChart)
    , m_chartFrame(new ChartFrame(m_chart))
    , m_notes(new QLabel)
    , m_stack(new QStackedWidget)
    , m_copy(new QPushButton(tr("&Copy")))
    , m_save(new QPushButton(tr("&Save …")))
    , m_wanted(FigurePrefix + QStringLiteral("operating_margin"))
{
    m_empty = new EmptyState(QStringLiteral("compare"), QString(), QString(), QString());
    m_stack->addWidget(m_empty);
    m_stack->addWidget(makeBody());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, GridUnit, 0, 0);
    layout->setSpacing(GridUnit);
    layout->addWidget(m_picker);
    layout->addWidget(makeHead());
    layout->addWidget(m_stack, 1);
    passFocusOn(this, m_picker);
    connect(m_picker, &CompanyPicker::changed, this, &CompaniesView::readSubjects);
    showAnswer({});
}

QWidget *CompaniesView::makeHead()
{
    m_subject->setObjectName(QStringLiteral("besideSubject"));
    m_subject->setAccessibleName(tr("Figure or framework"));
    m_subject->setEditable(true);
    m_subject->setInsertPolicy(QComboBox::NoInsert);
    m_subject->completer()->setFilterMode(Qt::MatchContains);
    m_subject->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_subject->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_subject->setMinimumContentsLength(18);
    m_years->setObjectName(QStringLiteral("besideYears"));
    m_years->setAccessibleName(tr("Years"));
    m_years->setRange(1, MostYearsBeside);
    m_years->setValue(UsualYears);
    connect(m_subject, &QComboBox::currentIndexChanged, this, &CompaniesView::read);
    connect(m_years, &QSpinBox::valueChanged, this, &CompaniesView::read);
    connect(m_copy, &QPushButton::clicked, this, &CompaniesView::copy);
    connect(m_save, &QPushButton::clicked, this, &CompaniesView::save);
    auto *by = new QLabel(tr("By"));
    by->setBuddy(m_subject);
    auto *years = new QLabel(tr("Years"));
    years->setBuddy(m_years);
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(GridUnit);
    row->addWidget(by);
    row->addWidget(m_subject, 1);
    row->addWidget(years);
    row->addWidget(m_years);
    row->addStretch();
    row->addWidget(m_copy);
    row->addWidget(m_save);
    return head;
}

QWidget *CompaniesView::makeBody()
{
    m_table->setObjectName(QStringLiteral("beside"));
    m_table->setAccessibleName(tr("Comparison"));
    m_table->setModel(m_model);
    m_table->verticalHeader()->hide();
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().lineSpacing() + 2 * GridUnit);
    connect(m_table, &QTableView::clicked, this, &CompaniesView::activate);
    connect(m_table, &QTableView::activated, this, &CompaniesView::activate);
    m_notes->setWordWrap(true);
    m_notes->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_notes->setObjectName(QStringLiteral("besideNotes"));
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_table);
    splitter->addWidget(m_chartFrame);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    auto *body = new QWidget;
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(GridUnit);
    layout->addWidget(m_notes);
    layout->addWidget(splitter, 1);
    return body;
}

void CompaniesView::reload()
{
    runAsync(
        m_services.pool, this, [facts = m_services.facts] { return facts->companies(); },
        [this](const QList<Company> &companies) { m_picker->setCompanies(companies); });
}

void CompaniesView::show(const QStringList &companies, const QString &subject)
{
    if (!subject.isEmpty())
        m_wanted = subject;
    m_picker->setNames(companies);
}

QStringList CompaniesView::companies() const
{
    return m_picker->names();
}

void CompaniesView::readSubjects()
{
    const auto names = m_picker->names();
    const int query = ++m_query;
    if (names.size() < 2) {
        showAnswer({});
        return;
    }
    runAsync(
        m_services.pool, this, [comparer = m_comparer, names] { return comparer->known(names); },
        [this, query](const Result<QList<CompanyComparer::Named>> &known) {
            if (query != m_query)
                return;
            if (!known) {
                showNothing(known.error().message, known.error().detail);
                return;
            }
            {
                const QSignalBlocker blocker(m_subject);
                const auto chosen = m_wanted.isEmpty() ? m_subject->currentData().toString() : m_wanted;
                m_wanted.clear();
                m_subject->clear();
                for (const auto &one : *known)
                    m_subject->addItem(shownName(one.title), FigurePrefix + one.id);
                for (const auto &id : AnalysisRequest::knownFrameworks())
                    m_subject->addItem(tr("Framework: %1").arg(frameworkTitle(id)), FrameworkPrefix + id);
                m_subject->setCurrentIndex(std::max(0, m_subject->findData(chosen)));
            }
            read();
        });
}

void CompaniesView::read()
{
    const auto names = m_picker->names();
    const auto subject = m_subject->currentData().toString();
    const int query = ++m_query;
    m_years->setEnabled(!subject.startsWith(FrameworkPrefix));
    if (names.size() < 2 || subject.isEmpty()) {
        showAnswer({});
        return;
    }
    m_running.cancel();
    m_running = CancellationSource();
    runAsync(
        m_services.pool, this,
        [comparer = m_comparer, names, subject, years = m_years->value(),
         cancel = m_running.token()]() -> Result<Answer> {
            const auto id = subject.section(QLatin1Char(':'), 1);
            if (subject.startsWith(FrameworkPrefix))
                return comparer->framework(names, id).map([](FrameworkBeside &&found) {
                    return Answer{std::nullopt, std::move(found)};
                });
            return comparer->figures(names, {id}, years, cancel).map([](QList<FiguresBeside> &&found) {
                return Answer{found.first(), std::nullopt};
            });
        },
        [this, query](const Result<Answer> &answer) {
            if (query != m_query)
                return;
            if (answer)
                showAnswer(*answer);
            else
                showNothing(answer.error().message, answer.error().detail);
        });
}

void CompaniesView::showNothing(const QString &title, const QString &advice)
{
    m_answer = {};
    m_empty->setTexts(title, advice);
    m_stack->setCurrentIndex(0);
    m_copy->setEnabled(false);
    m_save->setEnabled(false);
}

void CompaniesView::showAnswer(const Answer &answer)
{
    const bool isEmpty = !answer.figures && (!answer.framework || answer.framework->rows.isEmpty());
    if (isEmpty) {
        if (answer.framework)
            showNothing(tr("No kept report has this framework"), answer.framework->differences.join(QLatin1Char(' ')));
        else
            showNothing(tr("Choose two companies or more"),
                        tr("Up to five stand beside each other, by any figure of their facts or any framework of "
                           "their kept reports."));
        return;
    }
    m_answer = answer;
    m_stack->setCurrentIndex(1);
    m_copy->setEnabled(true);
    m_save->setEnabled(true);
    if (answer.figures)
        showFigures(*answer.figures);
    else
        showFramework(*answer.framework);
    m_table->resizeColumnsToContents();
}

void CompaniesView::showFigures(const FiguresBeside &figures)
{
    m_model->setFigures(figures);
    m_chartFrame->setVisible(true);
    const bool isShare = figures.unit == units::Ratio;
    const bool isMoney = isCurrency(figures.unit);
    const double scale = isShare ? 100 : isMoney ? 1e-6 : 1;
    QStringList places;
    for (auto year = figures.years.crbegin(); year != figures.years.crend(); ++year)
        places.append(shownYear(*year));
    QList<LineChart::Line> lines;
    for (const auto &company : figures.companies) {
        LineChart::Line line{company.name, {}};
        for (auto cell = company.years.crbegin(); cell != company.years.crend(); ++cell)
            line.values.append(cell->figure && cell->figure->unit == figures.unit
                                   ? std::optional(cell->figure->value * scale)
                                   : std::nullopt);
        lines.append(line);
    }
    const auto title = shownName(figures.title);
    m_chart->setData(isShare   ? tr("%1, per cent").arg(title)
                     : isMoney ? tr("%1, millions of %2").arg(title, figures.unit)
                               : title,
                     places, lines, QStringLiteral("%.5g"));
    QStringList notes;
    if (figures.rankedYear != 0)
        notes.append((figures.higherIsBetter
                          ? tr("Ranked by FY%1, the highest first; percentiles among %2 companies of the sectors.")
                          : tr("Ranked by FY%1, the lowest first; percentiles among %2 companies of the sectors."))
                         .arg(figures.rankedYear)
                         .arg(figures.poolSize));
    m_notes->setText(shownSentence((notes + figures.differences).join(QLatin1Char('\n'))));
}

void CompaniesView::showFramework(const FrameworkBeside &framework)
{
    m_model->setFramework(framework);
    QStringList places;
    QList<LineChart::Line> lines;
    for (const auto &report : framework.reports)
        lines.append({report.company, {}});
    std::optional<std::pair<double, double>> range;
    for (const auto &row : framework.rows) {
        bool hasScore = false;
        for (const auto &cell : row.cells) {
            hasScore = hasScore || cell.score;
            if (cell.score)
                range = std::pair(cell.score->scaleMin, cell.score->scaleMax);
        }
        if (!hasScore)
            continue;
        places.append(sectionTitle(row.id, row.title));
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const auto score = row.cells.value(i).score;
            lines[i].values.append(score ? std::optional(score->value) : std::nullopt);
        }
    }
    m_chartFrame->setVisible(!places.isEmpty());
    m_chart->setData(frameworkTitle(framework.id, framework.title), places, lines, QStringLiteral("%.1f"), range,
                     ChartTable::Order::Categories);
    QStringList notes{tr("From the newest kept report of each company.")};
    m_notes->setText((notes + framework.differences).join(QLatin1Char('\n')));
}

void CompaniesView::activate(const QModelIndex &index)
{
    const auto ref = index.data(BesideModel::RefRole).toString();
    const auto reportId = index.data(BesideModel::ReportRole).toString();
    if (m_answer.figures && !ref.isEmpty()) {
        auto holder = std::make_shared<Report>();
        holder->company.name = m_answer.figures->title;
        holder->evidence = m_answer.figures->evidence;
        Q_EMIT evidenceRequested(holder, ref);
    } else if (m_answer.framework && !reportId.isEmpty()) {
        Q_EMIT placeRequested(
            {reportId, FrameworkPrefix + m_answer.framework->id, index.data(BesideModel::ClaimRole).toString(), ref});
    }
}

void CompaniesView::copy() const
{
    QGuiApplication::clipboard()->setText(m_answer.figures ? tableOf(*m_answer.figures) : tableOf(*m_answer.framework));
}

void CompaniesView::save()
{
    const auto table = m_answer.figures ? tableOf(*m_answer.figures) : tableOf(*m_answer.framework);
    const auto json = m_answer.figures ? toJson(*m_answer.figures) : toJson(*m_answer.framework);
    const auto title = m_answer.figures ? m_answer.figures->title : m_answer.framework->title;
    saveTable(m_services.pool, this,
              {title, markdownOf(title, table, m_notes->text()), QJsonDocument(json).toJson(), csvOf(table)});
}

} // namespace consultantos
