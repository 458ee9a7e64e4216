// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/focus_passing.h"

#include <QFocusEvent>
#include <QPointer>
#include <QWidget>

namespace consultantos {

namespace {

class FocusPasser : public QObject {
public:
    FocusPasser(QWidget *page, QWidget *part)
        : QObject(page)
        , m_page(page)
        , m_part(part)
    {
        page->installEventFilter(this);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched == m_page && event->type() == QEvent::FocusIn) {
            if (auto *next = target(); next != nullptr)
                next->setFocus(static_cast<QFocusEvent *>(event)->reason());
        }
        return QObject::eventFilter(watched, event);
    }

private:
    [[nodiscard]] QWidget *target() const
    {
        if (m_part && m_part->isVisible() && m_part->isEnabled())
            return m_part;
        for (auto *next = m_page->nextInFocusChain(); next != m_page; next = next->nextInFocusChain()) {
            if (m_page->isAncestorOf(next) && next->isVisible() && next->isEnabled()
                && (next->focusPolicy() & Qt::TabFocus) && next->focusProxy() == nullptr)
                return next;
        }
        return nullptr;
    }

    QWidget *m_page;
    QPointer<QWidget> m_part;
};

} // namespace

void passFocusOn(QWidget *page, QWidget *part)
{
    new FocusPasser(page, part);
}

} // namespace consultantos
