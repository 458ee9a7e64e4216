// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window_keeper.h"

#include <QApplication>

namespace consultantos {

WindowKeeper::WindowKeeper(QApplication &application, AppServices &services)
    : m_application(application)
    , m_services(services)
{
    applyAppearance();
}

WindowKeeper::~WindowKeeper() = default;

MainWindow *WindowKeeper::open()
{
    show(WindowState::load(m_services.dataDir, m_services.engagement));
    return m_window.get();
}

void WindowKeeper::show(const WindowState &state)
{
    m_window = std::make_unique<MainWindow>(m_services, state);
    // Queued: the signal comes from a page of the very window that may be replaced.
    connect(m_window.get(), &MainWindow::appearanceChanged, this, &WindowKeeper::applyAppearance, Qt::QueuedConnection);
    m_window->setAbout(m_about);
    if (m_writeSupport)
        m_window->offerSupportArchive(m_writeSupport);
    m_window->show();
}

void WindowKeeper::applyAppearance()
{
    const auto &settings = m_services.settings;
    Appearance appearance{settings.theme(), settings.textSize(), settings.motion()};
    const auto language = settings.language();
    // Sizes of a window follow from the text's: like its words, they are made with it.
    const bool needsNewWindow = language != m_language || appearance.textSize != m_appearance.textSize;
    // A running analysis belongs to the window: it is not thrown away for a change of words.
    const bool isHeldBack = needsNewWindow && m_window && m_window->isRunning();
    if (isHeldBack)
        appearance.textSize = m_appearance.textSize;
    if (appearance != m_appearance || m_language.isEmpty()) {
        m_appearance = appearance;
        consultantos::applyAppearance(m_application, appearance);
    }
    if (!needsNewWindow || isHeldBack)
        return;
    m_language = language;
    m_translation.use(language);
    if (m_window) {
        const auto state = m_window->state();
        // Notices were read already.
        m_services.notices.clear();
        m_services.crashNote.reset();
        show(state);
    }
}

void WindowKeeper::reopen(const std::function<void(AppServices &)> &change)
{
    const auto former = m_window->state();
    former.save(m_services.dataDir, m_services.engagement);
    m_window.reset();
    change(m_services);
    auto state = WindowState::load(m_services.dataDir, m_services.engagement);
    state.geometry = former.geometry;
    state.layout = former.layout;
    show(state);
}

} // namespace consultantos
