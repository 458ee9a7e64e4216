// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QLoggingCategory>
#include <QString>

#include <memory>

namespace consultantos {

Q_DECLARE_LOGGING_CATEGORY(lcApp)      // consultantos.app
Q_DECLARE_LOGGING_CATEGORY(lcSettings) // consultantos.settings
Q_DECLARE_LOGGING_CATEGORY(lcStorage)  // consultantos.storage
Q_DECLARE_LOGGING_CATEGORY(lcImport)   // consultantos.import
Q_DECLARE_LOGGING_CATEGORY(lcAgents)   // consultantos.agents
Q_DECLARE_LOGGING_CATEGORY(lcServer)   // consultantos.server
Q_DECLARE_LOGGING_CATEGORY(lcReport)   // consultantos.report
Q_DECLARE_LOGGING_CATEGORY(lcUi)       // consultantos.ui

struct LogOptions {
    QString directory;                      ///< <data folder>/logs; created if missing
    QString level = QStringLiteral("info"); ///< "debug", "info", "warning", "error": what is below is dropped
    bool console = false;                   ///< copy each line to stderr, human-readable
    qint64 maxFileBytes = 2LL * 1024 * 1024;
    int maxFiles = 5; ///< consultantos.log and its predecessors consultantos.1.log …
};

/// Takes all messages of Qt's logging (ours, Qt's own warnings) into a rotating file of JSON lines
/// {"time", "level", "category", "thread", "message"}, for as long as it lives; then the former handler is back.
/// One at a time in a process. Messages may come from any thread. Two processes may share the folder. A full disk
/// never fails the caller: lines that couldn't be written are counted, and the count is written when it works again.
class LogSession {
public:
    [[nodiscard]] static Result<std::unique_ptr<LogSession>> start(const LogOptions &options);
    ~LogSession();
    LogSession(const LogSession &) = delete;
    LogSession &operator=(const LogSession &) = delete;

    [[nodiscard]] QString filePath() const;

private:
    struct Private;
    explicit LogSession(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace consultantos
