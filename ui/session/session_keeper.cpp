// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session_keeper.h"

#include <QTimer>

#include <chrono>

namespace consultantos {

namespace {

// What a crash may cost, of typing and of reading.
constexpr std::chrono::milliseconds AfterAChange{1500};
constexpr std::chrono::seconds Regularly{10};

} // namespace

SessionKeeper::SessionKeeper(const AppServices &services, std::function<WindowState()> state, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_state(std::move(state))
    , m_soon(new QTimer(this))
    , m_regularly(new QTimer(this))
{
    m_soon->setSingleShot(true);
    m_soon->setInterval(AfterAChange);
    m_regularly->setInterval(Regularly);
    connect(m_soon, &QTimer::timeout, this, &SessionKeeper::save);
    connect(m_regularly, &QTimer::timeout, this, &SessionKeeper::save);
}

void SessionKeeper::start()
{
    m_saved = m_state();
    m_regularly->start();
}

void SessionKeeper::touch()
{
    // Not put off by each further change: who types without a pause is kept, too.
    if (m_regularly->isActive() && !m_soon->isActive())
        m_soon->start();
}

void SessionKeeper::save()
{
    const auto state = m_state();
    if (state == m_saved)
        return;
    m_saved = state;
    m_writer.write(m_services.pool, [dataDir = m_services.dataDir, engagement = m_services.engagement, state] {
        state.save(dataDir, engagement);
    });
}

void SessionKeeper::saveNow()
{
    m_soon->stop();
    m_regularly->stop();
    m_writer.writeNow([&] { m_state().save(m_services.dataDir, m_services.engagement); });
}

} // namespace consultantos
