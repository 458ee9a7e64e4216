// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/health_page.h"

#include "model/units.h"
#include "report/figure_cell.h"
#include "report/health_model.h"
#include "report/health_words.h"
#include "report/line_chart.h"
#include "widgets/chart_frame.h"
#include "widgets/claim_text.h"
#include "widgets/evidence_browser.h"
#include "widgets/focus_passing.h"
#include "widgets/shown_name.h"
#include "widgets/shown_value.h"
#include "widgets/sparkline_delegate.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace consultantos {

namespace {

constexpr int EveryLight = -1;

/// Shows one light, or all.
class LightFilter : public QSortFilterProxyModel {
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setLight(int light)
    {
        m_light = light;
        invalidateFilter();
    }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        return m_light == EveryLight
               || sourceModel()->index(row, 0, parent).data(HealthModel::LightRole).toInt() == m_light;
    }

private:
    int m_light = EveryLight;
};

} // namespace

HealthPage::HealthPage(std::shared_ptr<const Report> report, QWidget *parent)
    : QWidget(parent)
    , m_report(std::move(report))
    , m_model(new HealthModel(m_report, this))
    , m_filtered(new LightFilter(this))
    , m_table(new QTableView)
    , m_only(new QComboBox)
    , m_counts(new QLabel)
    , m_chart(new LineChart)
    , m_detail(new EvidenceBrowser)
{
    m_filtered->setSourceModel(m_model);
    m_filtered->setSortRole(HealthModel::SortRole);
    m_table->setObjectName(QStringLiteral("health"));
    m_table->setAccessibleName(tr("Financial health"));
    m_table->setModel(m_filtered);
    m_table->verticalHeader()->hide();
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows); // what is told below is of the row
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().lineSpacing() + GridUnit);
    m_table->setItemDelegateForColumn(HealthModel::TrendColumn, new SparklineDelegate(HealthModel::TrendRole, m_table));
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_filtered->sort(-1);
    m_table->resizeColumnsToContents();
    // Columns of nothing but dashes: too few companies are stored.
    const auto &readings = m_report->health.readings;
    const bool hasPeers = std::any_of(readings.cbegin(), readings.cend(),
                                      [](const HealthReading &reading) { return reading.median.has_value(); });
    for (int column = m_model->firstPeerColumn(); column < m_model->columnCount(); ++column)
        m_table->setColumnHidden(column, !hasPeers);
    const auto activate = [this](const QModelIndex &index) {
        if (const auto ref = index.data(FigureRefRole).toString(); !ref.isEmpty())
            Q_EMIT referenceActivated(ref);
    };
    connect(m_table, &QTableView::clicked, this, activate);
    connect(m_table, &QTableView::activated, this, activate);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &HealthPage::showChosen);
    connect(m_detail, &EvidenceBrowser::evidenceActivated, this,
            [this](const QString & /*scheme*/, const QString &id) { Q_EMIT referenceActivated(id); });

    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_table);
    splitter->addWidget(makeDetail());
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * GridUnit, 2 * GridUnit, 2 * GridUnit, 2 * GridUnit);
    layout->setSpacing(GridUnit);
    layout->addWidget(makeHead());
    layout->addWidget(splitter, 1);
    passFocusOn(this, m_table);
    m_table->setCurrentIndex(m_filtered->index(0, 0));
    showChosen();
}

QWidget *HealthPage::makeHead()
{
    m_counts->setText(counts());
    m_counts->setTextFormat(Qt::RichText);
    m_only->setAccessibleName(tr("Show only"));
    m_only->setObjectName(QStringLiteral("healthOnly"));
    m_only->addItem(tr("All figures"), EveryLight);
    for (const auto light : {HealthLight::Weak, HealthLight::Between, HealthLight::Strong, HealthLight::None})
        m_only->addItem(healthLightText(light), int(light));
    connect(m_only, &QComboBox::currentIndexChanged, this, &HealthPage::setFilter);
    auto *row = new QHBoxLayout;
    row->addWidget(m_counts, 1);
    row->addWidget(m_only);

    QStringList names;
    for (const auto &peer : m_report->peers)
        names.append(QStringLiteral("%1 (%2)").arg(peer.name, shownPeriod(peer.period)));
    auto *against = new QLabel(names.isEmpty() ? tr("No company of the sector is stored to compare with.")
                                               : tr("Compared with %1").arg(names.join(QStringLiteral(", "))));
    against->setWordWrap(true);
    against->setProperty("role", QStringLiteral("muted"));
    auto *head = new QWidget;
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(row);
    column->addWidget(against);
    return head;
}

QWidget *HealthPage::makeDetail()
{
    auto *splitter = new QSplitter;
    splitter->addWidget(new ChartFrame(m_chart));
    splitter->addWidget(m_detail);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    // Rich text asks for less than a chart with labels needs.
    splitter->setSizes({1000, 1000});
    splitter->setChildrenCollapsible(false);
    m_detail->setObjectName(QStringLiteral("healthDetail"));
    m_detail->setAccessibleName(tr("Rule"));
    return splitter;
}

QString HealthPage::counts() const
{
    QStringList parts;
    for (const auto light : {HealthLight::Strong, HealthLight::Between, HealthLight::Weak, HealthLight::None})
        parts.append(QStringLiteral("<span style=\"color:%1\"><b>%2</b> %3</span>")
                         .arg(healthLightColor(light, palette()).name())
                         .arg(m_report->health.count(light))
                         .arg(healthLightText(light).toHtmlEscaped()));
    return parts.join(QStringLiteral("&nbsp;&nbsp;&nbsp; "));
}

void HealthPage::setFilter()
{
    static_cast<LightFilter *>(m_filtered)->setLight(m_only->currentData().toInt());
    if (!m_table->currentIndex().isValid())
        m_table->setCurrentIndex(m_filtered->index(0, 0));
    showChosen();
}

const HealthReading *HealthPage::chosen() const
{
    const auto index = m_filtered->mapToSource(m_table->currentIndex());
    return index.isValid() ? &m_model->reading(index.row()) : nullptr;
}

void HealthPage::showFigure(const QString &id)
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->reading(row).id == id)
            m_table->setCurrentIndex(m_filtered->mapFromSource(m_model->index(row, 0)));
    }
}

void HealthPage::showChosen()
{
    const auto *reading = chosen();
    if (reading == nullptr) {
        m_chart->setData({}, {}, {}, QStringLiteral("%.4g"));
        m_detail->setBody(
            QStringLiteral("<p class=\"muted\">%1</p>").arg(tr("No figure has this light.").toHtmlEscaped()));
        return;
    }
    const bool isShare = reading->unit == units::Ratio;
    QStringList places;
    const auto title = shownName(reading->title);
    LineChart::Line line{title, {}};
    const auto years = m_report->financials.annualPeriods();
    for (auto year = years.crbegin(); year != years.crend(); ++year) {
        const auto figure = m_report->financials.ratio(reading->id, year->fiscalYear);
        places.append(shownPeriod(*year));
        line.values.append(figure ? std::optional(figure->value * (isShare ? 100 : 1)) : std::nullopt);
    }
    QList<LineChart::Line> lines{line};
    const auto addPeers = [&](const QString &name, const std::optional<Figure> &figure) {
        if (!figure || places.isEmpty())
            return;
        QList<std::optional<double>> values(places.size());
        values.last() = figure->value * (isShare ? 100 : 1);
        lines.append({name, values});
    };
    addPeers(tr("Upper quartile of peers"), reading->upperQuartile);
    addPeers(tr("Median of peers"), reading->median);
    addPeers(tr("Lower quartile of peers"), reading->lowerQuartile);
    m_chart->setData(isShare ? tr("%1, per cent").arg(title) : title, places, lines, QStringLiteral("%.4g"));
    m_detail->setBody(detail(*reading));
}

QString HealthPage::detail(const HealthReading &reading) const
{
    auto html = QStringLiteral("<h2>%1</h2><p style=\"color:%2\"><b>%3</b></p>")
                    .arg(shownName(reading.title).toHtmlEscaped(), healthLightColor(reading.light, palette()).name(),
                         healthLightText(reading.light).toHtmlEscaped());
    if (reading.figure)
        html += QStringLiteral("<p>%1: %2</p>")
                    .arg(shownPeriod(reading.figure->period).toHtmlEscaped(), figureToHtml(*reading.figure));
    if (!reading.unjudged.isEmpty())
        html += QStringLiteral("<p>%1</p>").arg(healthRuleText(reading.unjudged).toHtmlEscaped());
    else
        html += QStringLiteral("<p><b>%1:</b> %2%3</p>")
                    .arg(tr("Rule").toHtmlEscaped(), healthRuleText(reading.rule).toHtmlEscaped(), judged(reading));
    if (!reading.source.isEmpty() && reading.light != HealthLight::None)
        html += QStringLiteral("<p class=\"muted\">%1: %2</p>")
                    .arg(tr("Source of the rule").toHtmlEscaped(), healthSourceText(reading.source).toHtmlEscaped());
    return html + peers(reading);
}

QString HealthPage::judged(const HealthReading &reading) const
{
    QStringList parts;
    for (const auto &figure : reading.judgedBy)
        parts.append(reading.reference ? tr("distance %1").arg(figureToHtml(figure)) : figureToHtml(figure));
    QString html =
        parts.isEmpty() ? QString() : QStringLiteral(" (") + parts.join(QStringLiteral(", ")) + QLatin1Char(')');
    if (reading.reference)
        html +=
            QStringLiteral("<br>")
            + (reading.basis == QLatin1String("anchor") ? tr("Published average: %1") : tr("Own earlier median: %1"))
                  .arg(figureToHtml(*reading.reference));
    return html;
}

QString HealthPage::peers(const HealthReading &reading) const
{
    if (reading.peers.isEmpty())
        return {};
    auto html = QStringLiteral("<p><b>%1</b></p><table cellspacing=\"0\" cellpadding=\"4\">")
                    .arg(tr("Companies that report it").toHtmlEscaped());
    for (qsizetype i = 0; i < reading.peers.size(); ++i)
        html +=
            QStringLiteral("<tr><td>%1</td><td class=\"muted\">%2</td><td align=\"right\">%3</td></tr>")
                .arg(reading.peers[i].toHtmlEscaped(), shownPeriod(reading.peerFigures.value(i).period).toHtmlEscaped(),
                     figureToHtml(reading.peerFigures.value(i)));
    return html + QStringLiteral("</table>");
}

void HealthPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        m_counts->setText(counts());
        showChosen();
    }
    QWidget::changeEvent(event);
}

} // namespace consultantos
