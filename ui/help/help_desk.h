// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "help/guide_book.h"

#include <QList>
#include <QObject>

#include <functional>
#include <memory>

class QThreadPool;
class QWidget;

namespace consultantos {

class HelpWindow;

/// Opens the guide: F1 anywhere in the program shows the topic of what has the focus (see setHelpTopic()), in dialogs, too.
/// The guides are read and set on the pool when they are first wanted. Of the GUI thread.
class HelpDesk : public QObject {
    Q_OBJECT
public:
    /// `window` has an action of its own for F1; everywhere else this hears the key.
    HelpDesk(QThreadPool *pool, QWidget *window);
    ~HelpDesk() override;

    void open(const HelpTopic &topic);
    /// The topic of what has the focus.
    void openHere();
    /// Calls `done` with all headings, once they are read.
    void contents(const std::function<void(const QList<HelpEntry> &)> &done);
    /// Null until it was opened.
    [[nodiscard]] HelpWindow *window() const { return m_help.get(); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void withBook(const std::function<void()> &then);

    QThreadPool *m_pool;
    QWidget *m_window;
    bool m_isRead = false;
    GuideBook m_book;
    /// Without a parent, so that a dialog of the window doesn't block it.
    std::unique_ptr<HelpWindow> m_help;
};

} // namespace consultantos
