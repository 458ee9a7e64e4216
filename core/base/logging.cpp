// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/logging.h"

#include "base/private_files.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QThread>

#include <cstdio>
#include <mutex>

namespace consultantos {

Q_LOGGING_CATEGORY(lcApp, "consultantos.app")
Q_LOGGING_CATEGORY(lcSettings, "consultantos.settings")
Q_LOGGING_CATEGORY(lcStorage, "consultantos.storage")
Q_LOGGING_CATEGORY(lcImport, "consultantos.import")
Q_LOGGING_CATEGORY(lcAgents, "consultantos.agents")
Q_LOGGING_CATEGORY(lcReport, "consultantos.report")
Q_LOGGING_CATEGORY(lcServer, "consultantos.server")
Q_LOGGING_CATEGORY(lcUi, "consultantos.ui")

namespace {

/// QtMsgType's values aren't in order of severity.
int severity(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return 0;
    case QtInfoMsg:
        return 1;
    case QtWarningMsg:
        return 2;
    case QtCriticalMsg:
        return 3;
    case QtFatalMsg:
        break;
    }
    return 4;
}

QString levelName(QtMsgType type)
{
    static const char *const names[] = {"debug", "info", "warning", "error", "fatal"};
    return QLatin1String(names[severity(type)]);
}

/// -1 for an unknown name.
int severityOf(const QString &level)
{
    return int(
        QStringList{QStringLiteral("debug"), QStringLiteral("info"), QStringLiteral("warning"), QStringLiteral("error")}
            .indexOf(level));
}

} // namespace

struct LogSession::Private {
    LogOptions options;
    int threshold = 1;
    QFile file;
    qint64 lost = 0; ///< lines that couldn't be written since the last one that could
    QtMessageHandler former = nullptr;

    [[nodiscard]] QString pathOf(int number) const
    {
        return QDir(options.directory)
            .filePath(number == 0 ? QStringLiteral("consultantos.log")
                                  : QStringLiteral("consultantos.%1.log").arg(number));
    }

    bool reopen()
    {
        file.close();
        file.setFileName(pathOf(0));
        return openPrivate(file, QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered);
    }

    void rotateIfFull()
    {
        if (file.size() < options.maxFileBytes)
            return;
        // Another process may have rotated meanwhile: then this one only needs to open the new file.
        QLockFile lock(QDir(options.directory).filePath(QStringLiteral("rotate.lock")));
        if (!lock.tryLock(100))
            return;
        if (QFile(pathOf(0)).size() >= options.maxFileBytes) {
            file.close(); // Windows can't rename an open file
            QFile::remove(pathOf(options.maxFiles - 1));
            for (int number = options.maxFiles - 1; number > 0; --number)
                QFile::rename(pathOf(number - 1), pathOf(number));
        }
        reopen();
    }

    bool writeLine(const QString &level, const QString &category, const QString &message)
    {
        const QJsonObject line{
            {QStringLiteral("time"), QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs)},
            {QStringLiteral("level"), level},
            {QStringLiteral("category"), category},
            {QStringLiteral("thread"), QString::number(quintptr(QThread::currentThreadId()), 16)},
            {QStringLiteral("message"), message},
        };
        const auto bytes = QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
        return file.write(bytes) == bytes.size();
    }

    void write(QtMsgType type, const QString &category, const QString &message)
    {
        rotateIfFull();
        if (lost > 0
            && writeLine(QStringLiteral("warning"), QStringLiteral("consultantos.app"),
                         QStringLiteral("%1 lines before this one could not be written").arg(lost)))
            lost = 0;
        if (!writeLine(levelName(type), category, message))
            ++lost;
        if (options.console)
            std::fprintf(stderr, "%s: %s: %s\n", qUtf8Printable(levelName(type)), qUtf8Printable(category),
                         qUtf8Printable(message));
    }

    // Qt's message handler is a plain function: what it writes to has to be reachable from it. The mutex also keeps a
    // message of another thread from meeting a session that is being destroyed.
    static std::recursive_mutex &mutex()
    {
        static std::recursive_mutex instance;
        return instance;
    }
    static inline Private *active = nullptr;
    static inline bool writing = false;

    static void handle(QtMsgType type, const QMessageLogContext &context, const QString &message)
    {
        const std::lock_guard lock(mutex());
        // A message that arises while one is written (from the file classes) must not recurse.
        if (!active || writing || severity(type) < active->threshold)
            return;
        writing = true;
        active->write(type, QString::fromUtf8(context.category ? context.category : "default"), message);
        writing = false;
    }
};

LogSession::LogSession(std::unique_ptr<Private> d)
    : d(std::move(d))
{
}

Result<std::unique_ptr<LogSession>> LogSession::start(const LogOptions &options)
{
    const std::lock_guard lock(Private::mutex());
    if (Private::active)
        return fail(ErrorCode::InvalidArgument, QCoreApplication::translate("logging", "A log is being kept already."));
    const int threshold = severityOf(options.level);
    if (threshold < 0)
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("logging", "%1 is no log level.").arg(options.level),
                    QCoreApplication::translate("logging", "Use debug, info, warning or error."));
    auto d = std::make_unique<Private>();
    d->options = options;
    d->threshold = threshold;
    makePrivateFolder(options.directory);
    if (!d->reopen())
        return fail(ErrorCode::ReadOnly, QCoreApplication::translate("logging", "The log can't be written: %1: %2.")
                                             .arg(d->file.fileName(), d->file.errorString()));
    // Without the rule every debug message would be formatted, only to be dropped by the handler.
    QLoggingCategory::setFilterRules(threshold == 0 ? QStringLiteral("consultantos.*.debug=true\nqt.*.debug=false")
                                                    : QStringLiteral("*.debug=false"));
    Private::active = d.get();
    d->former = qInstallMessageHandler(&Private::handle);
    return std::unique_ptr<LogSession>(new LogSession(std::move(d)));
}

LogSession::~LogSession()
{
    const std::lock_guard lock(Private::mutex());
    qInstallMessageHandler(d->former);
    QLoggingCategory::setFilterRules(QString());
    Private::active = nullptr;
}

QString LogSession::filePath() const
{
    return d->pathOf(0);
}

} // namespace consultantos
