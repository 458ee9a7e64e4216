// SPDX-License-Identifier: GPL-3.0-or-later
#include "notices/desktop_notices.h"

#include <QApplication>
#include <QIcon>
#include <QSystemTrayIcon>
#include <QWidget>

namespace consultantos {

DesktopNotices::DesktopNotices(QWidget *window)
    : QObject(window)
    , m_window(window)
{
    if (!QSystemTrayIcon::isSystemTrayAvailable())
        return;
    m_tray = new QSystemTrayIcon(QGuiApplication::windowIcon(), this);
    connect(m_tray, &QSystemTrayIcon::messageClicked, this, [this] {
        m_tray->setVisible(m_isKept);
        if (m_open)
            m_open();
    });
    connect(m_tray, &QSystemTrayIcon::activated, this, &DesktopNotices::iconActivated);
}

bool DesktopNotices::tell(const QString &title, const QString &text, const std::function<void()> &open)
{
    if (m_tray == nullptr || !QSystemTrayIcon::supportsMessages())
        return false;
    m_open = open;
    m_tray->show(); // a hidden icon has no messages
    m_tray->showMessage(title, text, QGuiApplication::windowIcon());
    return true;
}

void DesktopNotices::tellIfAway(const QString &title, const QString &text, const std::function<void()> &open)
{
    if (QApplication::activeWindow() != nullptr)
        return;
    (void)tell(title, text, open);
    QApplication::alert(m_window);
    Q_EMIT told(title, text);
}

void DesktopNotices::keepIcon(bool isKept, const QString &about)
{
    m_isKept = isKept;
    if (m_tray == nullptr)
        return;
    m_tray->setVisible(isKept);
    m_tray->setToolTip(about);
}

void bringToFront(QWidget *window)
{
    window->setWindowState(window->windowState() & ~Qt::WindowMinimized);
    window->show();
    window->raise();
    window->activateWindow();
}

} // namespace consultantos
