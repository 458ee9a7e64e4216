// SPDX-License-Identifier: GPL-3.0-or-later
#include "help/help_window.h"

#include "widgets/line_icon_button.h"
#include "widgets/theme.h"

#include <QAction>
#include <QDesktopServices>
#include <QEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QSplitter>
#include <QStackedWidget>
#include <QTextBrowser>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>
#include <QUrl>
#include <QVBoxLayout>

namespace consultantos {

namespace {

constexpr int TopicRole = Qt::UserRole;

/// A chapter is read in lines that eyes can follow.
constexpr int CharactersOfLine = 110;

void addShortcut(QWidget *window, const QKeySequence &key, const std::function<void()> &run)
{
    auto *action = new QAction(window);
    action->setShortcut(key);
    QObject::connect(action, &QAction::triggered, window, run);
    window->addAction(action);
}

} // namespace

HelpWindow::HelpWindow(GuideBook book)
    : m_book(std::move(book))
    , m_search(new QLineEdit)
    , m_left(new QStackedWidget)
    , m_contents(new QTreeWidget)
    , m_found(new QListWidget)
    , m_text(new QTextBrowser)
    , m_backButton(new LineIconButton(QStringLiteral("previous"), tr("Back"), this))
    , m_forwardButton(new LineIconButton(QStringLiteral("next"), tr("Forward"), this))
{
    setObjectName(QStringLiteral("helpWindow"));
    setWindowTitle(tr("Guide – ConsultantOS"));
    m_search->setObjectName(QStringLiteral("helpSearch"));
    m_search->setPlaceholderText(tr("Search the guide"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    m_contents->setObjectName(QStringLiteral("helpContents"));
    m_contents->setAccessibleName(tr("Contents"));
    m_contents->setHeaderHidden(true);
    m_contents->setTextElideMode(Qt::ElideRight);
    m_found->setObjectName(QStringLiteral("helpFound"));
    m_found->setAccessibleName(tr("What was found"));
    m_found->setWordWrap(true);
    m_found->setResizeMode(QListView::Adjust);
    m_found->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text->setObjectName(QStringLiteral("helpText"));
    m_text->setAccessibleName(tr("Guide"));
    m_text->setOpenLinks(false);
    m_text->document()->setDocumentMargin(3 * GridUnit);
    m_backButton->setObjectName(QStringLiteral("helpBack"));
    m_forwardButton->setObjectName(QStringLiteral("helpForward"));
    m_left->addWidget(m_contents);
    m_left->addWidget(m_found);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(GridUnit, GridUnit, GridUnit, GridUnit);
    bar->setSpacing(GridUnit);
    bar->addWidget(m_backButton);
    bar->addWidget(m_forwardButton);
    bar->addWidget(m_search, 1);
    auto *splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_left);
    splitter->addWidget(m_text);
    splitter->setStretchFactor(1, 1);
    const int character = fontMetrics().averageCharWidth();
    splitter->setSizes({character * 36, character * CharactersOfLine});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(splitter, 1);
    resize(character * (CharactersOfLine + 40), fontMetrics().lineSpacing() * 46);
    makeContents();

    connect(m_contents, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem *item) {
        if (item != nullptr && !m_isSelecting)
            showTopic(HelpTopic::of(item->data(0, TopicRole).toString()));
    });
    const auto open = [this](const QListWidgetItem *item) {
        if (item != nullptr && !item->data(TopicRole).toString().isEmpty())
            showTopic(HelpTopic::of(item->data(TopicRole).toString()));
    };
    connect(m_found, &QListWidget::currentItemChanged, this, open);
    connect(m_search, &QLineEdit::textChanged, this, &HelpWindow::search);
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        if (m_left->currentWidget() == m_found && m_found->count() > 0) {
            m_found->setCurrentRow(std::max(0, m_found->currentRow()));
            m_found->setFocus();
        }
    });
    connect(m_text, &QTextBrowser::anchorClicked, this, [this](const QUrl &url) {
        if (url.scheme() == QLatin1String("help"))
            showTopic(HelpTopic::of(url.path() + (url.hasFragment() ? QLatin1Char('#') + url.fragment() : QString())));
        else
            QDesktopServices::openUrl(url);
    });
    connect(m_backButton, &QToolButton::clicked, this, &HelpWindow::goBack);
    connect(m_forwardButton, &QToolButton::clicked, this, &HelpWindow::goForward);
    addShortcut(this, QKeySequence::Back, [this] { goBack(); });
    addShortcut(this, QKeySequence::Forward, [this] { goForward(); });
    addShortcut(this, QKeySequence::Find, [this] { focusSearch(); });
    addShortcut(this, QKeySequence(Qt::CTRL | Qt::Key_W), [this] { close(); });
    addShortcut(this, QKeySequence(Qt::Key_Escape), [this] {
        if (m_search->text().isEmpty())
            close();
        else
            m_search->clear();
    });
    refreshState();
}

void HelpWindow::makeContents()
{
    QList<QTreeWidgetItem *> above; ///< the last item of each level
    for (const auto &entry : m_book.contents()) {
        above.resize(std::min<qsizetype>(above.size(), entry.level - 1));
        auto *item = new QTreeWidgetItem(QStringList{entry.title});
        item->setData(0, TopicRole, entry.topic.toText());
        item->setToolTip(0, entry.title);
        if (above.isEmpty())
            m_contents->addTopLevelItem(item);
        else
            above.last()->addChild(item);
        above.append(item);
    }
    if (m_contents->topLevelItemCount() > 0)
        m_contents->topLevelItem(0)->setExpanded(true);
}

void HelpWindow::showTopic(const HelpTopic &topic)
{
    if (topic == m_topic && !m_text->document()->isEmpty()) {
        m_text->scrollToAnchor(topic.anchor);
        return;
    }
    if (!m_topic.guide.isEmpty())
        m_back.append(m_topic);
    m_forward.clear();
    m_topic = topic;
    showPage();
}

void HelpWindow::showPage()
{
    const auto colors = ThemeColors::of(palette());
    m_text->document()->setDefaultStyleSheet(
        QStringLiteral("h1 { font-size: x-large; } h2 { font-size: large; margin-top: 16px; } h3 { font-size: medium; "
                       "margin-top: 14px; } a { color: %1; } code, pre { font-family: monospace; background: %2; } "
                       "pre { padding: 8px; white-space: pre-wrap; } th { text-align: left; background: %2; } table { "
                       "border-color: %3; "
                       "border-style: solid; border-collapse: collapse; }")
            .arg(colors.accent.name(), colors.card.name(), colors.border.name()));
    m_text->setHtml(m_book.page(m_topic));
    if (!m_topic.anchor.isEmpty())
        m_text->scrollToAnchor(m_topic.anchor);
    const auto wanted = m_topic.anchor.isEmpty() ? m_book.pageTopic(m_topic).toText() : m_topic.toText();
    m_isSelecting = true;
    for (QTreeWidgetItemIterator it(m_contents); *it != nullptr; ++it) {
        if ((*it)->data(0, TopicRole).toString() == wanted)
            m_contents->setCurrentItem(*it);
    }
    m_isSelecting = false;
    refreshState();
}

void HelpWindow::goBack()
{
    if (m_back.isEmpty())
        return;
    m_forward.append(m_topic);
    m_topic = m_back.takeLast();
    showPage();
}

void HelpWindow::goForward()
{
    if (m_forward.isEmpty())
        return;
    m_back.append(m_topic);
    m_topic = m_forward.takeLast();
    showPage();
}

void HelpWindow::search(const QString &text)
{
    m_found->clear();
    m_left->setCurrentWidget(text.trimmed().isEmpty() ? static_cast<QWidget *>(m_contents) : m_found);
    if (text.trimmed().isEmpty())
        return;
    const auto entries = m_book.search(text);
    for (const auto &entry : entries) {
        // Headings of different guides have the same words.
        const auto guide = m_book.titleOf(entry.topic.guide);
        auto *item = new QListWidgetItem(
            entry.title == guide ? entry.title : tr("%1 (%2)", "heading, guide").arg(entry.title, guide), m_found);
        item->setData(TopicRole, entry.topic.toText());
        item->setToolTip(item->text());
    }
    if (entries.isEmpty()) {
        auto *none = new QListWidgetItem(tr("Nothing found. Search for other words."), m_found);
        none->setFlags(Qt::NoItemFlags);
    }
}

void HelpWindow::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

void HelpWindow::refreshState()
{
    m_backButton->setEnabled(!m_back.isEmpty());
    m_forwardButton->setEnabled(!m_forward.isEmpty());
}

void HelpWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && !m_topic.guide.isEmpty())
        showPage();
    QWidget::changeEvent(event);
}

void HelpWindow::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    // Only now are the lines laid out that the place is measured by.
    if (!m_topic.anchor.isEmpty())
        m_text->scrollToAnchor(m_topic.anchor);
}

} // namespace consultantos
