// SPDX-License-Identifier: GPL-3.0-or-later
#include "help/help_desk.h"

#include "help/help_topic.h"
#include "help/help_window.h"
#include "widgets/async.h"

#include <QApplication>
#include <QKeyEvent>

namespace consultantos {

HelpDesk::HelpDesk(QThreadPool *pool, QWidget *window)
    : QObject(window)
    , m_pool(pool)
    , m_window(window)
{
    qApp->installEventFilter(this);
}

HelpDesk::~HelpDesk() = default;

void HelpDesk::withBook(const std::function<void()> &then)
{
    if (m_isRead) {
        then();
        return;
    }
    runAsync(
        m_pool, this, [] { return GuideBook::ofProgram(); },
        [this, then](const GuideBook &book) {
            m_book = book;
            m_isRead = true;
            then();
        });
}

void HelpDesk::open(const HelpTopic &topic)
{
    withBook([this, topic] {
        if (!m_help) {
            m_help = std::make_unique<HelpWindow>(m_book);
            m_help->setAttribute(Qt::WA_QuitOnClose, false);
            m_help->setWindowIcon(m_window->windowIcon());
        }
        m_help->showTopic(topic);
        m_help->setWindowState(m_help->windowState() & ~Qt::WindowMinimized);
        m_help->show();
        m_help->raise();
        m_help->activateWindow();
    });
}

void HelpDesk::openHere()
{
    open(helpTopicOf(QApplication::focusWidget()));
}

void HelpDesk::contents(const std::function<void(const QList<HelpEntry> &)> &done)
{
    withBook([this, done] { done(m_book.contents()); });
}

bool HelpDesk::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress || !watched->isWidgetType())
        return false;
    const auto *pressed = static_cast<QKeyEvent *>(event);
    const auto *widget = static_cast<QWidget *>(watched);
    if (pressed->key() != Qt::Key_F1 || pressed->modifiers() != Qt::NoModifier || widget->window() == m_window)
        return false;
    if (m_help && widget->window() == m_help.get())
        return false;
    open(helpTopicOf(widget));
    return true;
}

} // namespace consultantos
