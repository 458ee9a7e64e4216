// SPDX-License-Identifier: GPL-3.0-or-later
#include "services.h"

#include "agents/analysis_service.h"
#include "base/paths.h"
#include "base/version.h"
#include "engine.h"
#include "storage/storage.h"

#include <QDir>
#include <QProcessEnvironment>

namespace consultantos {

Services::Services() = default;

Services::~Services()
{
    // Cancels and waits for its analyses; only then may the pool and the stores go.
    m_app.analysis.reset();
    m_pool.waitForDone();
}

Status Services::open(const QString &dataDir, bool isOffline)
{
    m_app.dataDir = dataDir;
    m_app.environment = QProcessEnvironment::systemEnvironment();
    if (isOffline)
        m_app.environment.insert(QStringLiteral("CONSULTANTOS_OFFLINE"), QStringLiteral("true"));
    auto settings = Settings::load(dataDir, m_app.environment);
    if (!settings)
        return tl::unexpected(settings.error());
    m_app.settings = *settings;
    m_app.clock = std::make_shared<SystemClock>();
    m_app.pool = &m_pool;
    // Two beyond the agents, so that the window's own reading never waits for them.
    m_pool.setMaxThreadCount(m_app.settings.maxConcurrentAgents() + 2);

    // Without a log or a crash note the program works all the same; the user is told.
    m_app.crashNote = takeCrashNote(dataDir);
    LogOptions log;
    log.directory = dataDir + QStringLiteral("/logs");
    log.level = m_app.settings.logLevel();
    if (auto session = LogSession::start(log))
        m_log = std::move(*session);
    else
        m_app.notices.append(session.error());

    auto storage = Storage::open(dataDir, m_app.clock);
    if (!storage)
        return tl::unexpected(storage.error());
    if (const auto installed = installCrashHandler(dataDir, QString::fromLatin1(Version)); !installed)
        m_app.notices.append(installed.error());
    m_app.notices += storage->notices;
    m_app.reports = storage->reports;
    if (const auto added = addFacts(m_app, *storage, resourceDir()); !added)
        return added;
    m_app.writers = reportWriters();
    AnalysisOptions options;
    options.maxConcurrentAgents = m_app.settings.maxConcurrentAgents();
    options.agentTimeout = m_app.settings.agentTimeout();
    m_app.analysis = std::make_shared<AnalysisService>(AnalysisSources{m_app.facts, storage->documents}, resourceDir(),
                                                       &m_pool, m_app.clock, options);
    return {};
}

} // namespace consultantos
