// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report_view.h"

#include "report/financials_page.h"
#include "report/five_forces_diagram.h"
#include "report/health_page.h"
#include "report/report_html.h"
#include "report/report_words.h"
#include "report/strategy_canvas_chart.h"
#include "widgets/chart_frame.h"
#include "widgets/claim_text.h"
#include "widgets/evidence_browser.h"
#include "widgets/focus_passing.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace consultantos {

ReportView::ReportView(std::shared_ptr<const Report> report, QWidget *parent)
    : QWidget(parent)
    , m_report(std::move(report))
    , m_read(m_report)
    , m_outline(new QTreeWidget)
    , m_stack(new QStackedWidget)
{
    m_outline->setObjectName(QStringLiteral("outline"));
    m_outline->setAccessibleName(tr("Outline"));
    m_outline->setHeaderHidden(true);
    m_outline->setIndentation(2 * GridUnit);
    m_outline->setRootIsDecorated(false);
    m_outline->setTextElideMode(Qt::ElideRight);
    connect(m_outline, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem *item) {
        if (item != nullptr)
            showRow(item->data(0, Qt::UserRole).toInt());
    });
    addPages();
    m_outline->expandAll();

    auto *pages = new QWidget;
    m_column = new QVBoxLayout(pages);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addWidget(m_stack, 1);
    auto *splitter = new QSplitter(this);
    splitter->addWidget(m_outline);
    splitter->addWidget(pages);
    splitter->setStretchFactor(1, 1);
    splitter->setCollapsible(1, false);
    const int width = m_outline->fontMetrics().averageCharWidth() * 26;
    splitter->setSizes({width, width * 5});
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    passFocusOn(this, m_outline);
    m_outline->setCurrentItem(m_outline->topLevelItem(0));
}

QString ReportView::title() const
{
    return m_report->company.name.isEmpty() ? m_report->request.company : m_report->company.name;
}

void ReportView::addPages()
{
    addPage(QStringLiteral("summary"), tr("Executive summary"), [this] {
        return makeText(QStringLiteral("summaryText"), [this] { return ReportHtml(*m_read, palette()).summary(); });
    });
    for (qsizetype i = 0; i < m_report->frameworks.size(); ++i) {
        const auto &framework = m_report->frameworks[i];
        addPage(QStringLiteral("framework:") + framework.id, frameworkTitle(framework.id, framework.title),
                [this, i] { return makeFramework(i); });
    }
    addPage(QStringLiteral("financials"), tr("Financials"), [this] {
        auto *page = new FinancialsPage(m_report);
        connect(page, &FinancialsPage::referenceActivated, this,
                [this](const QString &ref) { Q_EMIT evidenceActivated(QStringLiteral("ref"), ref); });
        return page;
    });
    if (!m_report->health.readings.isEmpty())
        addPage(QStringLiteral("health"), tr("Financial health"), [this] {
            auto *page = new HealthPage(m_report);
            connect(page, &HealthPage::referenceActivated, this,
                    [this](const QString &ref) { Q_EMIT evidenceActivated(QStringLiteral("ref"), ref); });
            return page;
        });
    if (!m_report->forecasts.isEmpty())
        addPage(QStringLiteral("forecasts"), tr("Forecasts"), [this] {
            return makeText(QStringLiteral("forecastsText"),
                            [this] { return ReportHtml(*m_read, palette()).forecasts(); });
        });
    addPage(QStringLiteral("recommendations"), tr("Recommendations"), [this] {
        return makeText(QStringLiteral("recommendationsText"),
                        [this] { return ReportHtml(*m_read, palette()).recommendations(); });
    });
    addPage(QStringLiteral("data_requests"), tr("Data requests"), [this] {
        return makeText(QStringLiteral("dataRequestsText"),
                        [this] { return ReportHtml(*m_read, palette()).dataRequests(); });
    });
    if (m_report->quality)
        addPage(QStringLiteral("quality"), tr("Quality review"), [this] { return makeQuality(); });
    if (!m_report->edits.isEmpty())
        addPage(QStringLiteral("edits"), tr("Set by people"), [this] {
            return makeText(QStringLiteral("editsText"), [this] { return ReportHtml(*m_read, palette()).edits(); });
        });
    addPage(QStringLiteral("sources"), tr("Sources"), [this] {
        return makeText(QStringLiteral("sourcesText"), [this] { return ReportHtml(*m_read, palette()).sources(); });
    });
}

void ReportView::addPage(const QString &id, const QString &title, std::function<QWidget *()> make)
{
    auto *item = new QTreeWidgetItem(m_outline, {title});
    item->setData(0, Qt::UserRole, int(m_pages.size()));
    item->setToolTip(0, title);
    const auto metrics = m_outline->fontMetrics();
    item->setSizeHint(
        0, {metrics.horizontalAdvance(title) + 3 * GridUnit, metrics.lineSpacing() + GridUnit + GridUnit / 2});
    m_pages.append({id, title, std::move(make), nullptr});
}

EvidenceBrowser *ReportView::makeText(const QString &name, std::function<QString()> write)
{
    auto *browser = new EvidenceBrowser;
    browser->setObjectName(name);
    browser->setBody(write());
    connect(browser, &EvidenceBrowser::evidenceActivated, this, [this](const QString &scheme, const QString &id) {
        if (!followEditLink(scheme, id))
            Q_EMIT evidenceActivated(scheme, id);
    });
    browser->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(browser, &QWidget::customContextMenuRequested, this,
            [this, browser](const QPoint &at) { showTextMenu(browser, at); });
    m_texts.append({browser, std::move(write)});
    return browser;
}

/// A finding leads to its sentence, not to the sentence's evidence: that is one click further.
QWidget *ReportView::makeQuality()
{
    auto *text = makeText(QStringLiteral("qualityText"),
                          [this] { return ReportHtml(*m_read, palette()).quality(isEditable()); });
    connect(text, &EvidenceBrowser::evidenceActivated, this, [this](const QString &scheme, const QString &id) {
        if (scheme == QLatin1String("claim"))
            showClaim(id);
    });
    return text;
}

QWidget *ReportView::makeFramework(qsizetype place)
{
    const auto &framework = m_report->frameworks[place];
    auto *text = makeText(framework.id + QStringLiteral("Text"), [this, place] {
        return ReportHtml(*m_read, palette()).framework(m_read->frameworks[place]);
    });
    text->setAccessibleName(frameworkTitle(framework.id, framework.title));
    QWidget *picture = nullptr;
    if (framework.id == QLatin1String("porter")) {
        auto *diagram = new FiveForcesDiagram(framework);
        connect(diagram, &FiveForcesDiagram::forceActivated, text, &QTextBrowser::scrollToAnchor);
        picture = new ChartFrame(diagram);
    } else if (framework.canvas && !framework.canvas->lines.isEmpty()) {
        picture = new StrategyCanvasChart(*framework.canvas);
    }
    if (picture == nullptr)
        return text;
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(picture);
    splitter->addWidget(text);
    splitter->setChildrenCollapsible(false);
    splitter->setStretchFactor(1, 1);
    return splitter;
}

void ReportView::showRow(int row)
{
    if (row < 0 || row >= m_pages.size())
        return;
    auto &page = m_pages[row];
    if (page.widget == nullptr) {
        page.widget = page.make();
        page.widget->setAccessibleName(page.title);
        m_stack->addWidget(page.widget);
    }
    m_stack->setCurrentWidget(page.widget);
}

QStringList ReportView::pageIds() const
{
    QStringList ids;
    for (const auto &page : m_pages)
        ids.append(page.id);
    return ids;
}

QString ReportView::currentPage() const
{
    const auto *item = m_outline->currentItem();
    return item == nullptr ? QString() : m_pages[item->data(0, Qt::UserRole).toInt()].id;
}

void ReportView::showPage(const QString &id)
{
    for (int row = 0; row < m_pages.size(); ++row) {
        if (m_pages[row].id == id)
            m_outline->setCurrentItem(m_outline->topLevelItem(row));
    }
}

QScrollBar *ReportView::scrollBar() const
{
    auto *page = m_stack->currentWidget();
    if (page == nullptr)
        return nullptr;
    auto *area = qobject_cast<QAbstractScrollArea *>(page);
    if (area == nullptr)
        area = page->findChild<EvidenceBrowser *>();
    if (area == nullptr)
        area = page->findChild<QAbstractScrollArea *>();
    return area == nullptr ? nullptr : area->verticalScrollBar();
}

int ReportView::scroll() const
{
    const auto *bar = scrollBar();
    return bar == nullptr ? 0 : bar->value();
}

void ReportView::showPageAt(const QString &id, int scroll)
{
    showPage(id);
    auto *bar = scrollBar();
    if (bar == nullptr || scroll <= 0)
        return;
    bar->setValue(scroll);
    if (bar->value() == scroll)
        return;
    // Its lines are laid out when it is shown; until then there is nowhere to scroll to.
    auto *once = new QObject(bar);
    connect(bar, &QScrollBar::rangeChanged, once, [bar, once, scroll](int, int highest) {
        if (highest < scroll)
            return;
        once->deleteLater();
        bar->setValue(scroll);
    });
}

bool ReportView::showClaim(const QString &claimId)
{
    const auto link = evidenceLink(QStringLiteral("claim"), claimId);
    for (int row = 0; row < m_pages.size(); ++row) {
        const auto &id = m_pages[row].id;
        const QStringList without{QStringLiteral("financials"), QStringLiteral("health"), QStringLiteral("sources"),
                                  QStringLiteral("quality")};
        if (without.contains(id))
            continue; // none of their own sentences
        showRow(row);
        auto *widget = m_pages[row].widget;
        auto *text = qobject_cast<EvidenceBrowser *>(widget);
        if (text == nullptr)
            text = widget->findChild<EvidenceBrowser *>();
        if (text == nullptr || !text->showLink(link))
            continue;
        showPage(id);
        return true;
    }
    showPage(currentPage());
    return false;
}

void ReportView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        writeTexts();
    QWidget::changeEvent(event);
}

void ReportView::setReading(std::shared_ptr<const Report> reading)
{
    m_read = std::move(reading);
    writeTexts();
}

void ReportView::writeTexts()
{
    for (const auto &text : std::as_const(m_texts))
        text.browser->setBody(text.write());
}

} // namespace consultantos
