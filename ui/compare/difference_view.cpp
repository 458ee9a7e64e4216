// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/difference_view.h"

#include "compare/difference_filter.h"
#include "compare/difference_model.h"
#include "compare/difference_words.h"
#include "compare/table_saving.h"
#include "storage/report_repository.h"
#include "widgets/async.h"
#include "widgets/claim_text.h"
#include "widgets/empty_state.h"
#include "widgets/evidence_browser.h"
#include "widgets/focus_passing.h"
#include "widgets/shown_name.h"
#include "widgets/shown_value.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHeaderView>
#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace consultantos {

namespace {

constexpr int MostListed = 300;

QComboBox *reportBox(const QString &name, const QString &spoken)
{
    auto *box = new QComboBox;
    box->setObjectName(name);
    box->setAccessibleName(spoken);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(12);
    return box;
}

} // namespace

DifferenceView::DifferenceView(const AppServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_model(new DifferenceModel(this))
    , m_filtered(new DifferenceFilter(this))
    , m_before(reportBox(QStringLiteral("compareBefore"), tr("Earlier report")))
    , m_after(reportBox(QStringLiteral("compareAfter"), tr("Later report")))
    , m_kind(new QComboBox)
    , m_cause(new QComboBox)
    , m_summary(new QLabel)
    , m_table(new QTableView)
    , m_detail(new EvidenceBrowser)
    , m_inputs(new EvidenceBrowser)
    , m_stack(new QStackedWidget)
    , m_copy(new QPushButton(tr("&Copy")))
    , m_save(new QPushButton(tr("&Save …")))
    , m_swap(new QPushButton(tr("S&wap")))
{
    m_empty = new EmptyState(QStringLiteral("compare"), tr("Choose two reports"),
                             tr("Choose an earlier and a later report above, or two in the library."),
                             tr("Go to the library"));
    connect(m_empty, &EmptyState::activated, this, &DifferenceView::libraryRequested);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(makeBody());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, GridUnit, 0, 0);
    layout->setSpacing(GridUnit);
    layout->addWidget(makeHead());
    layout->addWidget(m_stack, 1);
    passFocusOn(this, m_before);
}

QWidget *DifferenceView::makeHead()
{
    auto *head = new QWidget;
    // Below each other: side by side the two titles have no room in a small window.
    auto *grid = new QGridLayout(head);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(GridUnit);
    grid->setColumnStretch(1, 1);
    auto *earlier = new QLabel(tr("Earlier"));
    earlier->setBuddy(m_before);
    auto *later = new QLabel(tr("Later"));
    later->setBuddy(m_after);
    grid->addWidget(earlier, 0, 0);
    grid->addWidget(m_before, 0, 1);
    grid->addWidget(m_swap, 0, 2, 1, 2);
    grid->addWidget(later, 1, 0);
    grid->addWidget(m_after, 1, 1);
    grid->addWidget(m_copy, 1, 2);
    grid->addWidget(m_save, 1, 3);
    for (auto *box : {m_before, m_after})
        connect(box, &QComboBox::currentIndexChanged, this, &DifferenceView::read);
    connect(m_swap, &QPushButton::clicked, this, [this] {
        const auto before = m_before->currentData().toString();
        const auto after = m_after->currentData().toString();
        {
            const QSignalBlocker blocker(m_before);
            choose(m_before, after);
        }
        choose(m_after, before);
    });
    m_swap->setToolTip(tr("The other way round"));
    m_copy->setObjectName(QStringLiteral("compareCopy"));
    m_copy->setToolTip(tr("Copies all changes as a table"));
    connect(m_copy, &QPushButton::clicked, this, &DifferenceView::copy);
    connect(m_save, &QPushButton::clicked, this, &DifferenceView::save);
    m_copy->setEnabled(false);
    m_save->setEnabled(false);
    return head;
}

void DifferenceView::makeTable()
{
    m_filtered->setSourceModel(m_model);
    m_filtered->setSortRole(DifferenceModel::SortRole);
    m_table->setObjectName(QStringLiteral("differences"));
    m_table->setAccessibleName(tr("Changes"));
    m_table->setModel(m_filtered);
    m_table->verticalHeader()->hide();
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().lineSpacing() + GridUnit);
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_filtered->sort(-1);
    // Titles differ in length by language, and each is to be read whole.
    const auto setWidth = [this](int column, int characters) {
        m_table->setColumnWidth(column, std::max(m_table->fontMetrics().averageCharWidth() * characters,
                                                 m_table->horizontalHeader()->sectionSizeHint(column)));
    };
    setWidth(DifferenceModel::KindColumn, 14);
    setWidth(DifferenceModel::TitleColumn, 34);
    setWidth(DifferenceModel::SizeColumn, 9);
    setWidth(DifferenceModel::CausesColumn, 18);
    // What stood there and what stands there now are read side by side: the same room for both, in a small window, too.
    for (const int column : {DifferenceModel::BeforeColumn, DifferenceModel::AfterColumn})
        m_table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &DifferenceView::showChosen);
    connect(m_table, &QTableView::activated, this, [this] { showPlace(QStringLiteral("after")); });
}

QWidget *DifferenceView::makeBody()
{
    makeTable();
    for (auto *box : {m_kind, m_cause})
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_kind->setAccessibleName(tr("Kind of change"));
    m_kind->setObjectName(QStringLiteral("compareKind"));
    m_kind->addItem(tr("All changes"), DifferenceFilter::Every);
    for (const auto kind :
         {ReportChangeKind::Score, ReportChangeKind::Figure, ReportChangeKind::Light, ReportChangeKind::Statement,
          ReportChangeKind::Recommendation, ReportChangeKind::DataRequest})
        m_kind->addItem(changeKindTitle(kind), int(kind));
    m_cause->setAccessibleName(tr("Put down to"));
    m_cause->setObjectName(QStringLiteral("compareCause"));
    m_cause->addItem(tr("Whatever the cause"), DifferenceFilter::Every);
    for (const auto kind :
         {CauseKind::Fact, CauseKind::Source, CauseKind::Method, CauseKind::Model, CauseKind::Setting, CauseKind::Edit})
        m_cause->addItem(causeKindTitle(kind), int(kind));
    for (auto *box : {m_kind, m_cause})
        connect(box, &QComboBox::currentIndexChanged, this, &DifferenceView::setFilter);
    auto *bar = new QHBoxLayout;
    bar->addWidget(m_summary, 1);
    bar->addWidget(m_kind);
    bar->addWidget(m_cause);

    m_detail->setObjectName(QStringLiteral("differenceDetail"));
    m_detail->setAccessibleName(tr("Change"));
    m_inputs->setObjectName(QStringLiteral("differenceInputs"));
    m_inputs->setAccessibleName(tr("What they were made of"));
    connect(m_detail, &EvidenceBrowser::evidenceActivated, this, [this](const QString &scheme, const QString &id) {
        if (scheme == QLatin1String("show"))
            showPlace(id);
        else if (m_compared.after)
            Q_EMIT placeRequested({m_compared.after->id, {}, {}, id});
    });
    connect(m_inputs, &EvidenceBrowser::evidenceActivated, this, [this](const QString & /*scheme*/, const QString &id) {
        if (m_compared.after)
            Q_EMIT placeRequested({m_compared.after->id, {}, {}, id});
    });
    auto *below = new QSplitter;
    below->addWidget(m_detail);
    below->addWidget(m_inputs);
    below->setStretchFactor(0, 3);
    below->setStretchFactor(1, 2);
    below->setChildrenCollapsible(false);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_table);
    splitter->addWidget(below);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    auto *body = new QWidget;
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(GridUnit);
    layout->addLayout(bar);
    layout->addWidget(splitter, 1);
    return body;
}

void DifferenceView::reload()
{
    ReportFilter newest;
    newest.limit = MostListed;
    runAsync(
        m_services.pool, this, [reports = m_services.reports, newest] { return reports->list(newest); },
        [this](const Result<QList<ReportSummary>> &listed) {
            if (!listed) {
                Q_EMIT failed(listed.error());
                return;
            }
            for (auto *box : {m_before, m_after}) {
                const QSignalBlocker blocker(box);
                const auto &wanted = box == m_before ? m_wantedBefore : m_wantedAfter;
                const auto chosen = wanted.isEmpty() ? box->currentData().toString() : wanted;
                box->clear();
                box->addItem(tr("Choose a report"), QString());
                for (const auto &report : *listed)
                    box->addItem(reportLine(report), report.id);
                choose(box, chosen);
            }
            read();
        });
}

void DifferenceView::compare(const QString &oneId, const QString &otherId)
{
    runAsync(
        m_services.pool, this,
        [reports = m_services.reports, oneId, otherId] {
            const auto one = reports->summary(oneId);
            const auto other = reports->summary(otherId);
            return one && other && other->createdAt < one->createdAt;
        },
        [this, oneId, otherId](bool isTurned) {
            // Not before: a list that is being read now would take them in the wrong order.
            m_wantedBefore = isTurned ? otherId : oneId;
            m_wantedAfter = isTurned ? oneId : otherId;
            reload();
        });
}

void DifferenceView::choose(QComboBox *box, const QString &id)
{
    auto place = box->findData(id);
    // Older than what is listed: by its id, until it is read.
    if (place < 0 && !id.isEmpty()) {
        box->addItem(id, id);
        place = box->count() - 1;
    }
    box->setCurrentIndex(std::max(0, place));
}

void DifferenceView::read()
{
    m_wantedBefore.clear();
    m_wantedAfter.clear();
    const auto before = m_before->currentData().toString();
    const auto after = m_after->currentData().toString();
    const int query = ++m_query;
    m_swap->setEnabled(!before.isEmpty() || !after.isEmpty());
    if (before.isEmpty() || after.isEmpty() || before == after) {
        m_empty->setTexts(before == after && !before.isEmpty() ? tr("That is the same report twice")
                                                               : tr("Choose two reports"),
                          tr("Choose an earlier and a later report above, or two in the library."));
        show(Compared());
        return;
    }
    runAsync(
        m_services.pool, this,
        [reports = m_services.reports, before, after]() -> Result<Compared> {
            auto one = reports->load(before);
            if (!one)
                return tl::unexpected(one.error());
            auto other = reports->load(after);
            if (!other)
                return tl::unexpected(other.error());
            Compared compared{
                std::make_shared<const Report>(std::move(*one)), std::make_shared<const Report>(std::move(*other)), {}};
            compared.difference = differenceOf(*compared.before, *compared.after);
            return compared;
        },
        [this, query](const Result<Compared> &compared) {
            if (query != m_query)
                return;
            if (!compared) {
                show(Compared());
                Q_EMIT failed(compared.error());
                return;
            }
            show(*compared);
        });
}

void DifferenceView::show(const Compared &compared)
{
    m_compared = compared;
    m_model->setDifference(compared.difference);
    m_stack->setCurrentIndex(compared.before ? 1 : 0);
    m_copy->setEnabled(compared.before != nullptr);
    m_save->setEnabled(compared.before != nullptr);
    const auto count = int(compared.difference.changes.size());
    m_summary->setText(count == 0 ? tr("The reports say the same.")
                                  : tr("%n change(s), largest first", nullptr, count));
    m_inputs->setBody(inputsHtml());
    m_table->setCurrentIndex(m_filtered->index(0, 0));
    showChosen();
}

void DifferenceView::setFilter()
{
    static_cast<DifferenceFilter *>(m_filtered)->show(m_kind->currentData().toInt(), m_cause->currentData().toInt());
    if (!m_table->currentIndex().isValid())
        m_table->setCurrentIndex(m_filtered->index(0, 0));
    showChosen();
}

const ReportChange *DifferenceView::chosen() const
{
    const auto index = m_filtered->mapToSource(m_table->currentIndex());
    return index.isValid() ? &m_model->change(index.row()) : nullptr;
}

void DifferenceView::showChosen()
{
    const auto *change = chosen();
    m_detail->setBody(change == nullptr
                          ? QStringLiteral("<p class=\"muted\">%1</p>").arg(tr("No change is chosen.").toHtmlEscaped())
                          : changeHtml(*change));
}

QString DifferenceView::causesHtml(const QList<DifferenceCause> &causes) const
{
    QString html = QStringLiteral("<ul>");
    for (const auto &cause : causes) {
        const bool isEvidence = m_compared.after && m_compared.after->evidence.contains(cause.id);
        const auto name = shownName(cause.title).toHtmlEscaped();
        const auto title =
            isEvidence
                ? QStringLiteral("<a href=\"%1\">%2</a>").arg(evidenceLink(QStringLiteral("ref"), cause.id), name)
                : name;
        const auto none = QStringLiteral("<span class=\"muted\">%1</span>").arg(tr("(not there)").toHtmlEscaped());
        html += QStringLiteral("<li><b>%1</b>: %2%3<br>%4 \u2192 %5</li>")
                    .arg(causeKindTitle(cause.kind).toHtmlEscaped(), title,
                         cause.share ? QStringLiteral(" (%1)").arg(shownPercent(*cause.share, 0)) : QString(),
                         cause.before.isEmpty() ? none : shownFigures(cause.before).toHtmlEscaped(),
                         cause.after.isEmpty() ? none : shownFigures(cause.after).toHtmlEscaped());
    }
    return html + QStringLiteral("</ul>");
}

QString DifferenceView::changeHtml(const ReportChange &change) const
{
    const auto side = [](const QString &title, const QString &text, const QString &link, const QString &linkText) {
        return QStringLiteral("<p><b>%1:</b> %2<br><a href=\"%3\">%4</a></p>")
            .arg(title.toHtmlEscaped(), text.toHtmlEscaped(), link, linkText.toHtmlEscaped());
    };
    const auto none = tr("(not there)");
    return QStringLiteral("<h2>%1</h2>").arg(changeTitle(change).toHtmlEscaped())
           + side(tr("Before"), change.before.isEmpty() ? none : changeValue(change, change.before),
                  QStringLiteral("show:before"), tr("Show in the earlier report"))
           + side(tr("After"), change.after.isEmpty() ? none : changeValue(change, change.after),
                  QStringLiteral("show:after"), tr("Show in the later report"))
           + QStringLiteral("<h3>%1</h3>").arg(tr("Put down to").toHtmlEscaped()) + causesHtml(change.causes);
}

QString DifferenceView::inputsHtml() const
{
    const auto head = QStringLiteral("<h3>%1</h3>").arg(tr("What they were made of").toHtmlEscaped());
    const auto &inputs = m_compared.difference.inputs;
    return head
           + (inputs.isEmpty() ? QStringLiteral("<p class=\"muted\">%1</p>").arg(tr("No difference.").toHtmlEscaped())
                               : causesHtml(inputs));
}

ReportPlace DifferenceView::placeOf(const ReportChange &change, const Report &report) const
{
    ReportPlace place{report.id, {}, {}, {}};
    const auto first = change.id.section(QLatin1Char('.'), 0, 0);
    const auto rest = change.id.section(QLatin1Char('.'), 1);
    switch (change.kind) {
    case ReportChangeKind::Score:
        place.page = QStringLiteral("framework:") + first;
        if (const auto *framework = report.framework(first)) {
            for (const auto &section : framework->sections) {
                if (section.id == rest && section.score)
                    place.ref = section.score->ref;
            }
        }
        break;
    case ReportChangeKind::Light:
        place.page = QStringLiteral("health");
        if (const auto *reading = report.health.find(rest); reading != nullptr && reading->figure)
            place.ref = reading->figure->ref;
        break;
    case ReportChangeKind::Figure:
        place.page = first == QLatin1String("forecast") ? QStringLiteral("forecasts") : QStringLiteral("financials");
        if (const auto *ratio = report.financials.findRatio(first)) {
            for (const auto &value : ratio->values) {
                if (value.figure && (rest.isEmpty() || value.period.label() == rest) && place.ref.isEmpty())
                    place.ref = value.figure->ref;
            }
        }
        break;
    case ReportChangeKind::Statement:
        place.claimId = change.id;
        break;
    case ReportChangeKind::Recommendation:
        place.page = QStringLiteral("recommendations");
        break;
    case ReportChangeKind::DataRequest:
        place.page = QStringLiteral("data_requests");
        break;
    }
    return place;
}

void DifferenceView::showPlace(const QString &side)
{
    const auto *change = chosen();
    if (change == nullptr || !m_compared.before)
        return;
    Q_EMIT placeRequested(placeOf(*change, side == QLatin1String("before") ? *m_compared.before : *m_compared.after));
}

void DifferenceView::copy() const
{
    QGuiApplication::clipboard()->setText(differenceTable(m_compared.difference));
}

void DifferenceView::save()
{
    const TableTexts texts{
        tr("What changed"),
        differenceMarkdown(m_compared.difference, m_before->currentText(), m_after->currentText()).toUtf8(),
        QJsonDocument(toJson(m_compared.difference)).toJson(), csvOf(differenceTable(m_compared.difference))};
    saveTable(m_services.pool, this, texts);
}

const ReportDifference &DifferenceView::difference() const
{
    return m_compared.difference;
}

void DifferenceView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        m_inputs->setBody(inputsHtml());
        showChosen();
    }
    QWidget::changeEvent(event);
}

} // namespace consultantos
