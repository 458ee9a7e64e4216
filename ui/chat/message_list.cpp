// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/message_list.h"

#include "chat/message_card.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace consultantos {

namespace {

/// Cards that are made at once.
constexpr qsizetype Batch = 20;
/// Lines of more characters are hard to read.
constexpr int WidestColumn = 110;

} // namespace

MessageList::MessageList(QWidget *parent)
    : ScrollPane(tr("Messages"), parent)
    , m_column(new QWidget)
    , m_cards(new QVBoxLayout)
    , m_earlier(new QPushButton(tr("Show &earlier messages")))
    , m_writing(new QFrame)
    , m_written(new QLabel)
{
    setObjectName(QStringLiteral("messageList"));
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    m_column->setObjectName(QStringLiteral("messageColumn"));
    m_earlier->setObjectName(QStringLiteral("showEarlier"));
    m_earlier->hide();
    m_cards->setSpacing(2 * GridUnit);

    m_writing->setProperty("role", QStringLiteral("card"));
    m_writing->setObjectName(QStringLiteral("writingCard"));
    m_written->setObjectName(QStringLiteral("writtenText"));
    m_written->setWordWrap(true);
    m_written->setTextFormat(Qt::PlainText);
    m_written->setProperty("role", QStringLiteral("muted"));
    auto *hint = new QLabel(tr("Being written – figures are not checked yet"));
    hint->setProperty("role", QStringLiteral("warning"));
    hint->setWordWrap(true);
    auto *writing = new QVBoxLayout(m_writing);
    writing->setContentsMargins(2 * GridUnit, GridUnit, 2 * GridUnit, GridUnit);
    writing->addWidget(hint);
    writing->addWidget(m_written);
    m_writing->hide();

    auto *inner = new QWidget;
    inner->setMaximumWidth(fontMetrics().averageCharWidth() * WidestColumn);
    auto *column = new QVBoxLayout(inner);
    column->setContentsMargins(3 * GridUnit, 2 * GridUnit, 3 * GridUnit, 2 * GridUnit);
    column->setSpacing(2 * GridUnit);
    column->addWidget(m_earlier, 0, Qt::AlignHCenter);
    column->addLayout(m_cards);
    column->addWidget(m_writing);
    column->addStretch();
    auto *row = new QHBoxLayout(m_column);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(inner, 100);
    row->addStretch();
    setWidget(m_column);

    connect(m_earlier, &QPushButton::clicked, this, &MessageList::showEarlier);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, &MessageList::followEnd);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this,
            [this](int value) { m_isAtEnd = value >= verticalScrollBar()->maximum() - fontMetrics().lineSpacing(); });
}

MessageCard *MessageList::makeCard(const ChatMessage &message)
{
    auto *card = new MessageCard(message);
    connect(card, &MessageCard::placeActivated, this, &MessageList::placeActivated);
    connect(card, &MessageCard::claimActivated, this, &MessageList::claimActivated);
    connect(card, &MessageCard::wrongReported, this, &MessageList::wrongReported);
    return card;
}

void MessageList::setMessages(const QList<ChatMessage> &messages)
{
    hideWriting();
    while (auto *item = m_cards->takeAt(0)) {
        item->widget()->deleteLater();
        item->widget()->hide();
        delete item;
    }
    const auto first = std::max<qsizetype>(0, messages.size() - Batch);
    m_waiting = messages.mid(0, first);
    for (const auto &message : messages.mid(first))
        m_cards->addWidget(makeCard(message));
    refreshEarlier();
    m_isAtEnd = true;
    followEnd();
}

void MessageList::append(const ChatMessage &message)
{
    m_isAtEnd = true;
    m_cards->addWidget(makeCard(message));
    followEnd();
}

void MessageList::removeLast()
{
    auto *item = m_cards->takeAt(m_cards->count() - 1);
    if (item == nullptr)
        return;
    item->widget()->hide();
    item->widget()->deleteLater();
    delete item;
}

void MessageList::replace(const ChatMessage &message)
{
    for (int i = 0; i < m_cards->count(); ++i) {
        auto *card = qobject_cast<MessageCard *>(m_cards->itemAt(i)->widget());
        if (card == nullptr || card->message().id != message.id)
            continue;
        auto *made = makeCard(message);
        delete m_cards->replaceWidget(card, made);
        card->hide();
        card->deleteLater();
        ensureWidgetVisible(made);
        return;
    }
}

void MessageList::showEarlier()
{
    const auto first = std::max<qsizetype>(0, m_waiting.size() - Batch);
    const auto older = m_waiting.mid(first);
    m_waiting = m_waiting.mid(0, first);
    m_isAtEnd = false;
    for (qsizetype i = 0; i < older.size(); ++i)
        m_cards->insertWidget(static_cast<int>(i), makeCard(older[i]));
    refreshEarlier();
}

void MessageList::refreshEarlier()
{
    m_earlier->setVisible(!m_waiting.isEmpty());
}

void MessageList::showWriting(const QString &text)
{
    m_written->setText(text.isEmpty() ? tr("Looking for the answer …") : text);
    m_writing->layout()->itemAt(0)->widget()->setVisible(!text.isEmpty());
    m_writing->show();
    followEnd();
}

void MessageList::hideWriting()
{
    m_writing->hide();
    m_written->clear();
}

int MessageList::count() const
{
    return m_cards->count() + static_cast<int>(m_waiting.size());
}

const MessageCard *MessageList::last() const
{
    const auto *item = m_cards->itemAt(m_cards->count() - 1);
    return item == nullptr ? nullptr : qobject_cast<const MessageCard *>(item->widget());
}

void MessageList::followEnd()
{
    if (m_isAtEnd)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void MessageList::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange && widget() != nullptr)
        widget()
            ->findChild<QWidget *>(QString(), Qt::FindDirectChildrenOnly)
            ->setMaximumWidth(fontMetrics().averageCharWidth() * WidestColumn);
    ScrollPane::changeEvent(event);
}

} // namespace consultantos
