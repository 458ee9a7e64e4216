// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/monitoring/monitor_runner.h"

#include "agents/monitoring/monitor_service.h"
#include "base/logging.h"

namespace consultantos {
namespace {

using namespace std::chrono_literals;

constexpr auto LookEvery = 30s;

} // namespace

MonitorRunner::MonitorRunner(std::shared_ptr<MonitorService> service)
    : m_service(std::move(service))
    , m_thread(QThread::create([this] { run(); }))
{
    m_thread->setObjectName(QStringLiteral("monitors"));
    m_thread->start();
}

MonitorRunner::~MonitorRunner()
{
    m_stop.cancel();
    m_thread->wait();
}

void MonitorRunner::run() const
{
    const auto stop = m_stop.token();
    do {
        if (const auto checked = m_service->checkDue(stop); !checked)
            qCWarning(lcAgents) << "monitors can't be checked:" << checked.error().message;
    } while (!stop.waitFor(LookEvery));
}

} // namespace consultantos
