// SPDX-License-Identifier: GPL-3.0-or-later
#include "services.h"

#include "agents/analysis_service.h"
#include "base/paths.h"
#include "base/version.h"
#include "engine.h"
#include "storage/engagement.h"
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

Status Services::open(const QString &dataDir, const QString &engagement, bool isOffline)
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

    if (const auto opened = openStores(m_app, engagement); !opened)
        return opened;
    if (const auto installed = installCrashHandler(dataDir, QString::fromLatin1(Version)); !installed)
        m_app.notices.append(installed.error());
    m_app.writers = reportWriters();
    m_app.engagementNames = [dataDir] { return consultantos::engagementNames(dataDir); };
    m_app.openEngagement = [this](const QString &name) { return changeEngagement(name); };
    return {};
}

Status Services::openStores(AppServices &app, const QString &engagement)
{
    const auto opened = consultantos::openEngagement(app.dataDir, engagement);
    if (!opened)
        return tl::unexpected(opened.error());
    auto storage = Storage::open(opened->folder, app.clock);
    if (!storage)
        return tl::unexpected(storage.error());
    app.engagement = opened->name;
    app.notices += storage->notices;
    if (const auto added = addEvidence(app, *storage, opened->folder, resourceDir()); !added)
        return added;
    AnalysisOptions options;
    options.maxConcurrentAgents = app.settings.maxConcurrentAgents();
    options.agentTimeout = app.settings.agentTimeout();
    app.analysis = std::make_shared<AnalysisService>(app.facts, resourceDir(), app.pool, app.clock, options);
    return {};
}

Status Services::changeEngagement(const QString &name)
{
    // This is a thread of the pool: of the window's services only what nothing changes is read here.
    auto next = std::make_shared<AppServices>();
    auto settings = Settings::load(m_app.dataDir, m_app.environment);
    if (!settings)
        return tl::unexpected(settings.error());
    next->settings = *settings;
    next->environment = m_app.environment;
    next->dataDir = m_app.dataDir;
    next->clock = m_app.clock;
    next->pool = m_app.pool;
    if (const auto opened = openStores(*next, name); !opened)
        return opened;
    if (m_replace) {
        m_replace([next](AppServices &app) {
            next->writers = app.writers;
            next->engagementNames = app.engagementNames;
            next->openEngagement = app.openEngagement;
            app = *next;
        });
    }
    return {};
}

} // namespace consultantos
