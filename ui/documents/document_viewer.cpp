// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/document_viewer.h"

#include "documents/page_html.h"
#include "documents/page_image.h"
#include "report/uses_list.h"
#include "widgets/async.h"
#include "widgets/elided_label.h"
#include "widgets/evidence_browser.h"
#include "widgets/line_icon_button.h"
#include "widgets/scroll_pane.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollBar>
#include <QShortcut>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <chrono>
#include <cmath>

namespace consultantos {

namespace {

constexpr double PointsPerInch = 72;
constexpr double FirstDpi = 96;
constexpr double SharpestDpi = 400;
constexpr double LargestZoom = 4;
// Device-independent pixels a point: below this the print of a page can't be read, so it is rather scrolled.
constexpr double SmallestScale = 0.8;
// A picture drawn this much smaller or larger than it is shown is still sharp enough.
constexpr double DpiTolerance = 0.1;
constexpr std::chrono::milliseconds ResizePause{150};

} // namespace

DocumentViewer::DocumentViewer(const AppServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_stack(new QStackedWidget)
    , m_scroll(new ScrollPane(tr("Page of the document")))
    , m_image(new PageImage)
    , m_text(new EvidenceBrowser)
    , m_uses(new UsesList(services))
    , m_redraw(new QTimer(this))
{
    makeViews();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(GridUnit);
    layout->addWidget(makeBar());
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_uses);
    m_redraw->setSingleShot(true);
    m_redraw->setInterval(ResizePause);
    connect(m_redraw, &QTimer::timeout, this, [this] {
        // What is being read brings its own picture; m_page may be of another document than m_place.
        if (!m_isReading && !m_page.image.isNull() && std::abs(wantedDpi() / m_page.dpi - 1) > DpiTolerance)
            read(m_page.number);
    });
    connect(m_uses, &UsesList::useActivated, this, &DocumentViewer::useActivated);
    addShortcuts();
}

QWidget *DocumentViewer::makeBar()
{
    m_title = new ElidedLabel(Qt::ElideMiddle);
    m_title->setProperty("role", QStringLiteral("heading"));
    m_title->setObjectName(QStringLiteral("documentTitle"));
    m_where = new ElidedLabel(Qt::ElideRight);
    m_where->setProperty("role", QStringLiteral("muted"));
    m_where->setObjectName(QStringLiteral("documentWhere"));
    m_number = new QSpinBox;
    m_number->setObjectName(QStringLiteral("pageNumber"));
    m_number->setAccessibleName(tr("Page"));
    m_number->setKeyboardTracking(false);
    m_number->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_number->setAlignment(Qt::AlignRight);
    m_count = new QLabel;
    m_previous =
        new LineIconButton(QStringLiteral("previous"), tr("Page back"), QKeySequence(Qt::ALT | Qt::Key_PageUp));
    m_next = new LineIconButton(QStringLiteral("next"), tr("Page forward"), QKeySequence(Qt::ALT | Qt::Key_PageDown));
    m_zoomOut = new LineIconButton(QStringLiteral("zoom-out"), tr("Smaller"), QKeySequence(Qt::CTRL | Qt::Key_Minus));
    m_zoomIn = new LineIconButton(QStringLiteral("zoom-in"), tr("Larger"), QKeySequence(Qt::CTRL | Qt::Key_Plus));
    auto *close = new LineIconButton(QStringLiteral("close"), tr("Close the document"));
    close->setObjectName(QStringLiteral("documentClose"));
    connect(m_number, &QSpinBox::valueChanged, this, &DocumentViewer::goTo);
    connect(m_previous, &QToolButton::clicked, this, [this] { goTo(m_page.number - 1); });
    connect(m_next, &QToolButton::clicked, this, [this] { goTo(m_page.number + 1); });
    connect(m_zoomIn, &QToolButton::clicked, this, [this] { zoom(1.25); });
    connect(m_zoomOut, &QToolButton::clicked, this, [this] { zoom(1 / 1.25); });
    connect(close, &QToolButton::clicked, this, &DocumentViewer::closed);
    auto *bar = new QWidget;
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(close);
    auto *tools = new QHBoxLayout;
    tools->setSpacing(GridUnit / 2);
    tools->addWidget(m_where, 1);
    for (QWidget *part : std::initializer_list<QWidget *>{m_previous, m_number, m_count, m_next})
        tools->addWidget(part);
    tools->addSpacing(GridUnit);
    tools->addWidget(m_zoomOut);
    tools->addWidget(m_zoomIn);
    auto *layout = new QVBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(GridUnit / 2);
    layout->addLayout(head);
    layout->addLayout(tools);
    return bar;
}

void DocumentViewer::makeViews()
{
    m_scroll->setWidget(m_image);
    m_scroll->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    // A scroll bar that comes and goes with the page's height would change the width that the page is fitted to.
    m_scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_text->setObjectName(QStringLiteral("pageText"));
    m_text->setAccessibleName(tr("Page of the document"));
    m_stack->addWidget(m_scroll);
    m_stack->addWidget(m_text);
    connect(m_image, &PageImage::clicked, this, [this](const QPointF &point) {
        for (int row = 0; row < m_page.passages.size(); ++row) {
            if (m_page.passages[row].area.contains(point))
                markRow(row);
        }
    });
}

void DocumentViewer::addShortcuts()
{
    for (const auto &[key, step] : {std::pair(Qt::Key_Down, 1), std::pair(Qt::Key_Up, -1)}) {
        auto *shortcut = new QShortcut(QKeySequence(Qt::ALT | key), this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, [this, step = step] { markNext(step); });
    }
    auto *escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &DocumentViewer::closed);
}

void DocumentViewer::open(const DocumentPlace &place)
{
    m_place = place;
    m_uses->showUsesOf(place.evidenceId);
    read(0);
}

void DocumentViewer::goTo(int number)
{
    const bool isOpening = m_page.document.id != m_place.documentId;
    if (!isOpening && number != m_page.number && number >= 1 && number <= m_page.count)
        read(number);
}

void DocumentViewer::read(int number)
{
    // Until the first page is there nothing is known of its size.
    const double dpi = m_page.image.isNull() ? FirstDpi * devicePixelRatioF() : wantedDpi();
    m_isReading = true;
    const PageSource source{m_services.documents, m_services.renderPage};
    runAsync(
        m_services.pool, this, [source, place = m_place, number, dpi] { return readPage(source, place, number, dpi); },
        [this, query = ++m_query](const Result<DocumentPage> &page) {
            if (query != m_query)
                return;
            m_isReading = false;
            if (page)
                take(*page);
            else
                Q_EMIT failed(page.error());
        });
}

void DocumentViewer::take(const DocumentPage &page)
{
    const bool isSamePage = page.document.id == m_page.document.id && page.number == m_page.number;
    const bool isRedrawn = isSamePage && page.dpi != m_page.dpi && page.marked == m_page.marked;
    m_page = page;
    m_title->setText(page.document.name);
    const QSignalBlocker blocker(m_number);
    m_number->setRange(1, page.count);
    m_number->setValue(page.number);
    m_count->setText(tr("of %1").arg(page.count));
    m_previous->setEnabled(page.number > 1);
    m_next->setEnabled(page.number < page.count);
    for (auto *button : {m_zoomIn, m_zoomOut})
        button->setEnabled(!page.image.isNull());
    const bool hadFocus = m_stack->currentWidget()->hasFocus();
    if (page.image.isNull()) {
        showText();
    } else {
        m_image->setPage(page.image, page.dpi);
        m_stack->setCurrentWidget(m_scroll);
        fitImage();
        m_redraw->start();
    }
    if (hadFocus)
        focusPage();
    showMark();
    // A sharper picture of the same page leaves the reader where they are.
    if (!isRedrawn)
        QTimer::singleShot(0, this, &DocumentViewer::scrollToMark);
    Q_EMIT shown();
}

void DocumentViewer::showText()
{
    m_text->setBody(pageToHtml(m_page, palette()));
    m_stack->setCurrentWidget(m_text);
}

void DocumentViewer::showMark()
{
    m_where->setText(heading());
    m_image->setMark(m_page.markedArea);
}

QString DocumentViewer::heading() const
{
    QStringList parts;
    const bool isPlace = m_page.marked >= 0 || m_page.markedArea.isValid() || m_page.document.pages == 0
                         || m_page.number == m_place.page;
    if (!m_place.cell.isEmpty() && isPlace)
        parts.append(tr("Cell: %1").arg(m_place.cell));
    if (!m_page.section.isEmpty())
        parts.append(m_page.section);
    if (!m_page.document.supersededBy.isEmpty())
        parts.append(tr("An earlier version of the file"));
    return parts.join(QStringLiteral(" · "));
}

void DocumentViewer::scrollToMark()
{
    if (m_stack->currentWidget() == m_text) {
        if (m_page.marked >= 0)
            m_text->scrollToAnchor(QLatin1String(MarkAnchor));
        else
            m_text->verticalScrollBar()->setValue(0);
        return;
    }
    const auto mark = m_image->markRect();
    if (mark.isNull())
        m_scroll->verticalScrollBar()->setValue(0);
    else
        m_scroll->ensureVisible(int(mark.center().x()), int(mark.center().y()), m_scroll->viewport()->width() / 3,
                                m_scroll->viewport()->height() / 3);
}

void DocumentViewer::markRow(int row)
{
    m_page.marked = row;
    m_page.markedArea = m_page.passages[row].area;
    m_page.section = m_page.passages[row].section;
    m_place = placeOf(m_page.passages[row].passage);
    if (m_page.image.isNull())
        showText();
    showMark();
    scrollToMark();
    m_uses->showUsesOf(m_place.evidenceId);
}

void DocumentViewer::markNext(int step)
{
    const auto count = int(m_page.passages.size());
    if (count > 0)
        markRow(std::clamp(m_page.marked < 0 ? 0 : m_page.marked + step, 0, count - 1));
}

void DocumentViewer::focusPage()
{
    m_stack->currentWidget()->setFocus();
}

void DocumentViewer::zoom(double factor)
{
    m_zoom = std::clamp(m_zoom * factor, 0.5, LargestZoom);
    fitImage();
    scrollToMark();
    m_redraw->start();
}

void DocumentViewer::fitImage()
{
    const double fitting = std::max(double(m_scroll->viewport()->width()), m_image->pageSize().width() * SmallestScale);
    m_image->setPageWidth(int(fitting * m_zoom));
}

double DocumentViewer::wantedDpi() const
{
    const auto size = m_image->pageSize();
    if (size.isEmpty())
        return FirstDpi * devicePixelRatioF();
    const double dpi = m_image->width() / size.width() * PointsPerInch * devicePixelRatioF();
    return std::clamp(dpi, FirstDpi / 2, SharpestDpi);
}

void DocumentViewer::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitImage();
    m_redraw->start();
}

void DocumentViewer::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && m_stack->currentWidget() == m_text)
        showText();
    QWidget::changeEvent(event);
}

} // namespace consultantos
