// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/postgres/change_listener.h"

#include "base/logging.h"
#include "storage/postgres/postgres_connection.h"
#include "storage/quoted_name.h"

#include <QSqlDriver>
#include <QTimer>

#include <atomic>
#include <chrono>

namespace consultantos {
namespace {

// The driver doesn't say that its connection is lost: it is asked.
constexpr std::chrono::milliseconds BetweenLooks{1'000};

} // namespace

/// Lives in the listener's thread.
class ChangeListener::Ear : public QObject {
public:
    Ear(PostgresUrl url, QStringList schemas, Told told)
        : m_url(std::move(url))
        , m_schemas(std::move(schemas))
        , m_told(std::move(told))
    {
    }

    [[nodiscard]] bool isListening() const { return m_isListening; }

    void begin()
    {
        m_looks = std::make_unique<QTimer>();
        connect(m_looks.get(), &QTimer::timeout, this, [this] { look(); });
        m_looks->start(BetweenLooks);
        look();
    }

    void end()
    {
        m_looks.reset();
        m_connection.reset();
        m_isListening = false;
    }

private:
    void look()
    {
        if (m_connection && m_connection->script(QStringLiteral("SELECT 1")))
            return;
        m_isListening = false;
        m_connection.reset();
        PostgresUse use;
        use.options.title = QStringLiteral("changes");
        use.options.path = m_url.text();
        use.schema = QStringLiteral("consultantos");
        auto opened = PostgresConnection::open(m_url, use);
        if (!opened) {
            if (!m_hasComplained)
                qCWarning(lcStorage).noquote() << "changes of the team store aren't heard:" << opened.error().toText();
            m_hasComplained = true;
            return;
        }
        m_connection = *std::move(opened);
        m_hasComplained = false;
        auto *driver = m_connection->driver();
        connect(driver, &QSqlDriver::notification, this,
                [this](const QString &, QSqlDriver::NotificationSource, const QVariant &payload) {
                    const auto text = payload.toString();
                    tell(text.section(QLatin1Char(' '), 0, -2), text.section(QLatin1Char(' '), -1).toLongLong());
                });
        if (!driver->subscribeToNotification(QStringLiteral("consultantos_changes"))) {
            m_connection.reset();
            return;
        }
        // Only now: what changes from here on is heard, what changed before is read.
        catchUp();
        m_isListening = m_connection != nullptr;
        m_isFirst = false;
    }

    void catchUp()
    {
        for (const auto &schema : m_schemas) {
            const auto counter = m_connection->scalar(
                QStringLiteral("SELECT value FROM %1.counters WHERE name = 'changes'").arg(quotedName(schema)));
            if (!counter) {
                qCWarning(lcStorage).noquote() << "no change counter:" << counter.error().toText();
                continue;
            }
            if (m_isFirst)
                m_known.insert(schema, counter->toLongLong());
            else
                tell(schema, counter->toLongLong());
        }
    }

    void tell(const QString &schema, qint64 changes)
    {
        auto &known = m_known[schema];
        if (changes <= known)
            return;
        known = changes;
        m_told(schema, changes);
    }

    PostgresUrl m_url;
    QStringList m_schemas;
    Told m_told;
    std::unique_ptr<QTimer> m_looks;
    std::unique_ptr<PostgresConnection> m_connection;
    QHash<QString, qint64> m_known;
    bool m_isFirst = true;
    bool m_hasComplained = false;
    std::atomic<bool> m_isListening = false;
};

ChangeListener::ChangeListener(PostgresUrl url, QStringList schemas, Told told)
    : m_ear(std::make_unique<Ear>(std::move(url), std::move(schemas), std::move(told)))
{
    m_ear->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::started, m_ear.get(), [ear = m_ear.get()] { ear->begin(); });
    QObject::connect(&m_thread, &QThread::finished, m_ear.get(), [ear = m_ear.get()] { ear->end(); });
    m_thread.start();
}

ChangeListener::~ChangeListener()
{
    m_thread.quit();
    m_thread.wait();
}

bool ChangeListener::isListening() const
{
    return m_ear->isListening();
}

} // namespace consultantos
