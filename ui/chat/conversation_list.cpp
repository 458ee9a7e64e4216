// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/conversation_list.h"

#include "chat/conversation_delegate.h"
#include "chat/conversation_list_model.h"
#include "storage/conversation_repository.h"
#include "widgets/async.h"
#include "widgets/focus_passing.h"
#include "widgets/line_icon_button.h"
#include "widgets/theme.h"

#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPointer>
#include <QShortcut>
#include <QTimer>
#include <QVBoxLayout>

#include <chrono>

namespace consultantos {

namespace {

using namespace std::chrono_literals;

constexpr auto TypingPause = 200ms;
constexpr auto PollInterval = 2s;

} // namespace

ConversationList::ConversationList(const AppServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_model(new ConversationListModel(this))
    , m_search(new QLineEdit)
    , m_list(new QListView)
    , m_none(new QLabel)
    , m_typing(new QTimer(this))
    , m_polling(new QTimer(this))
{
    m_search->setObjectName(QStringLiteral("conversationSearch"));
    m_search->setPlaceholderText(tr("Search conversations"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    m_list->setObjectName(QStringLiteral("conversationList"));
    m_list->setAccessibleName(tr("Conversations"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new ConversationDelegate(m_list));
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_none->setProperty("role", QStringLiteral("muted"));
    m_none->setWordWrap(true);
    m_none->setAlignment(Qt::AlignCenter);
    makeButtons();
    auto *bar = new QHBoxLayout;
    bar->setSpacing(GridUnit / 2);
    bar->addWidget(m_search, 1);
    bar->addWidget(m_new);
    auto *below = new QHBoxLayout;
    below->setSpacing(GridUnit / 2);
    below->addStretch();
    below->addWidget(m_rename);
    below->addWidget(m_delete);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(2 * GridUnit, 2 * GridUnit, GridUnit, GridUnit);
    column->setSpacing(GridUnit);
    column->addLayout(bar);
    column->addWidget(m_none, 1);
    column->addWidget(m_list, 1);
    column->addLayout(below);
    passFocusOn(this, m_list);
    setTabOrder(m_search, m_new);
    setTabOrder(m_new, m_list);
    setTabOrder(m_list, m_rename);
    setTabOrder(m_rename, m_delete);

    m_typing->setSingleShot(true);
    m_typing->setInterval(TypingPause);
    m_polling->setInterval(PollInterval);
    connect(m_typing, &QTimer::timeout, this, &ConversationList::reload);
    connect(m_search, &QLineEdit::textChanged, m_typing, qOverload<>(&QTimer::start));
    connect(m_search, &QLineEdit::returnPressed, this, &ConversationList::reload);
    connect(m_polling, &QTimer::timeout, this, &ConversationList::pollChanges);
    connect(m_model, &ConversationListModel::renamed, this, &ConversationList::rename);
    connect(m_model, &QAbstractItemModel::modelReset, this, &ConversationList::selectCurrent);
    const auto open = [this](const QModelIndex &index) {
        Q_EMIT opened(index.data(ConversationListModel::IdRole).toString());
    };
    connect(m_list, &QListView::activated, this, open);
    connect(m_list, &QListView::clicked, this, open);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ConversationList::refreshState);
    connect(m_list, &QWidget::customContextMenuRequested, this, [this](const QPoint &place) {
        if (!m_list->indexAt(place).isValid())
            return;
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        connect(menu->addAction(tr("&Rename")), &QAction::triggered, this, &ConversationList::renameSelected);
        connect(menu->addAction(tr("&Delete")), &QAction::triggered, this, &ConversationList::deleteSelected);
        menu->popup(m_list->viewport()->mapToGlobal(place));
    });
    auto *shortcut = new QShortcut(QKeySequence::Delete, m_list);
    shortcut->setContext(Qt::WidgetShortcut);
    connect(shortcut, &QShortcut::activated, this, &ConversationList::deleteSelected);
    refreshState();
}

void ConversationList::makeButtons()
{
    m_new = new LineIconButton(QStringLiteral("add"), tr("New conversation"), this);
    m_new->setObjectName(QStringLiteral("conversationNew"));
    m_rename = new LineIconButton(QStringLiteral("edit"), tr("Rename the conversation"), this);
    m_rename->setObjectName(QStringLiteral("conversationRename"));
    m_delete = new LineIconButton(QStringLiteral("remove"), tr("Delete the conversation"), this);
    m_delete->setObjectName(QStringLiteral("conversationDelete"));
    connect(m_new, &QToolButton::clicked, this, &ConversationList::newRequested);
    connect(m_rename, &QToolButton::clicked, this, &ConversationList::renameSelected);
    connect(m_delete, &QToolButton::clicked, this, &ConversationList::deleteSelected);
}

void ConversationList::reload()
{
    if (!m_services.conversations)
        return;
    using Listed = std::shared_ptr<const Result<QList<ConversationSummary>>>;
    runAsync(
        m_services.pool, this,
        [store = m_services.conversations, text = m_search->text()]() -> Listed {
            return std::make_shared<const Result<QList<ConversationSummary>>>(store->list(text));
        },
        [this, query = ++m_query](const Listed &listed) {
            if (query != m_query)
                return;
            if (*listed)
                m_model->setConversations(**listed);
            else
                Q_EMIT failed(listed->error());
            refreshState();
        });
}

void ConversationList::setCurrent(const QString &id)
{
    m_current = id;
    selectCurrent();
}

void ConversationList::selectCurrent()
{
    const auto row = m_model->rowOf(m_current);
    if (row >= 0)
        m_list->setCurrentIndex(m_model->index(row));
    else
        m_list->selectionModel()->clear();
    refreshState();
}

QString ConversationList::selectedId() const
{
    return m_list->selectionModel()->hasSelection()
               ? m_list->currentIndex().data(ConversationListModel::IdRole).toString()
               : QString();
}

void ConversationList::refreshState()
{
    const bool isSelected = !selectedId().isEmpty();
    m_rename->setEnabled(isSelected);
    m_delete->setEnabled(isSelected);
    const bool isEmpty = m_model->rowCount() == 0;
    m_list->setVisible(!isEmpty);
    m_none->setVisible(isEmpty);
    m_none->setText(m_search->text().isEmpty() ? tr("Conversations are kept here.")
                                               : tr("No conversation holds these words."));
}

void ConversationList::renameSelected()
{
    if (!selectedId().isEmpty())
        m_list->edit(m_list->currentIndex());
}

void ConversationList::deleteSelected()
{
    const auto id = selectedId();
    if (id.isEmpty())
        return;
    remove(id, m_list->currentIndex().data().toString());
}

void ConversationList::remove(const QString &id, const QString &title)
{
    using Removed = std::shared_ptr<const Result<Conversation>>;
    runAsync(
        m_services.pool, this,
        [store = m_services.conversations, id]() -> Removed {
            // What brings it back is in memory alone: in the file its text is overwritten at once, as is promised.
            auto kept = store->load(id);
            if (kept) {
                if (auto removed = store->remove(id); !removed)
                    kept = tl::unexpected(removed.error());
            }
            return std::make_shared<const Result<Conversation>>(std::move(kept));
        },
        [this, id, title](const Removed &removed) {
            reload();
            if (!*removed) {
                Q_EMIT failed(removed->error());
                return;
            }
            Q_EMIT deleted(id);
            Q_EMIT undoOffered({tr("The conversation \"%1\" was deleted.").arg(title),
                                [store = m_services.conversations, removed] {
                                    return store->append((*removed)->summary, (*removed)->messages);
                                },
                                [list = QPointer(this)] {
                                    if (list)
                                        list->reload();
                                }});
        });
}

void ConversationList::rename(const QString &id, const QString &title)
{
    runAsync(
        m_services.pool, this, [store = m_services.conversations, id, title] { return store->rename(id, title); },
        [this](const Status &renamed) {
            if (!renamed)
                Q_EMIT failed(renamed.error());
            reload();
        });
}

void ConversationList::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

void ConversationList::pollChanges()
{
    if (!m_services.conversations)
        return;
    runAsync(
        m_services.pool, this, [store = m_services.conversations] { return store->changeCounter().value_or(-1); },
        [this](qint64 changes) {
            // A list that is read anew would take the editor away from under the user.
            const bool isRenaming = m_list->viewport()->findChild<QLineEdit *>() != nullptr;
            if (changes == m_changes || isRenaming)
                return;
            m_changes = changes;
            reload();
        });
}

void ConversationList::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_polling->start();
    pollChanges();
}

void ConversationList::hideEvent(QHideEvent *event)
{
    m_polling->stop();
    QWidget::hideEvent(event);
}

} // namespace consultantos
