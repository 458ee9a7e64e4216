// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "about/about_box.h"
#include "app_services.h"
#include "shell/main_window.h"
#include "shell/translation.h"
#include "widgets/elided_tips.h"
#include "widgets/theme.h"

#include <QObject>

#include <functional>
#include <memory>

class QApplication;

namespace consultantos {

/// Owns the window and what is set for the whole program: language and look. A change of the language, or of the text's size,
/// makes the window anew in the same state, so that all of it is of one language and one size.
class WindowKeeper : public QObject {
    Q_OBJECT
public:
    WindowKeeper(QApplication &application, AppServices &services);
    ~WindowKeeper() override;

    /// Of all windows to come.
    void setWriteSupport(WriteSupport write) { m_writeSupport = std::move(write); }
    /// What the window says of the program; before open().
    void setAbout(const ProgramAbout &about) { m_about = about; }
    /// Shows the window as it was left; call once.
    MainWindow *open();
    [[nodiscard]] MainWindow *window() const { return m_window.get(); }
    /// Brings language and look to what the settings say.
    void applyAppearance();
    /// Puts the window away, lets `change` alter the services (an engagement's stores instead of others'), and shows a
    /// new one in the same place.
    void reopen(const std::function<void(AppServices &)> &change);

private:
    void show(const WindowState &state);

    QApplication &m_application;
    AppServices &m_services;
    Translation m_translation;
    ElidedTips m_tips;
    QString m_language;
    Appearance m_appearance;
    ProgramAbout m_about;
    WriteSupport m_writeSupport; ///< empty: none is offered
    std::unique_ptr<MainWindow> m_window;
};

} // namespace consultantos
