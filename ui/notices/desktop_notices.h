// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <functional>

class QSystemTrayIcon;
class QWidget;

namespace consultantos {

/// Tells the user something by way of the desktop: a message at the tray where it has one, and a window that asks for
/// attention in the task bar. Of the GUI thread.
class DesktopNotices : public QObject {
    Q_OBJECT
public:
    explicit DesktopNotices(QWidget *window);

    /// False where the desktop has no tray that shows messages: then the window has to tell it. `open` is called when
    /// the message is clicked.
    bool tell(const QString &title, const QString &text, const std::function<void()> &open);
    /// tell(), and a window that asks for attention, but only while no window of the program is in use: who looks at it
    /// sees for himself.
    void tellIfAway(const QString &title, const QString &text, const std::function<void()> &open);
    /// Keeps an icon in the tray, as long as something waits, with `about` as its tool tip.
    void keepIcon(bool isKept, const QString &about);

Q_SIGNALS:
    /// tellIfAway() had somebody to tell.
    void told(const QString &title, const QString &text);
    void iconActivated();

private:
    QWidget *m_window;
    QSystemTrayIcon *m_tray = nullptr; ///< null where the desktop has none
    bool m_isKept = false;
    std::function<void()> m_open;
};

/// Brings a window to the user: not minimised, in front, with the focus.
void bringToFront(QWidget *window);

} // namespace consultantos
