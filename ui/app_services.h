// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/crash_note.h"
#include "base/result.h"
#include "base/settings.h"

#include <QByteArray>
#include <QList>
#include <QProcessEnvironment>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

class QThreadPool;

namespace consultantos {

class AnalysisService;
class FactStore;
class ReportRepository;

struct Report;

/// A report as files. Called on the pool; pure but for `pdf`, which writes a file.
struct ReportWriters {
    std::function<QByteArray(const Report &)> html; ///< self-contained, UTF-8
    std::function<QByteArray(const Report &)> markdown;
    std::function<QByteArray(const Report &)> json;
    std::function<Status(const Report &, const QString &path)> pdf;
};

/// All that the window works with, made by the program (or a test) and handed in by constructor. Everything in it must
/// outlive the window. Stores do I/O: the window calls them on `pool` only.
struct AppServices {
    std::shared_ptr<const FactStore> facts;
    std::shared_ptr<AnalysisService> analysis;
    std::shared_ptr<ReportRepository> reports;
    /// Takes one facts file into the store; the answer is one sentence for the user. Called on `pool`.
    std::function<Result<QString>(const QString &path)> importFacts;
    ReportWriters writers;
    QThreadPool *pool = nullptr;
    std::shared_ptr<const Clock> clock;
    Settings settings;
    QProcessEnvironment environment;
    QString dataDir;
    QList<Error> notices;               ///< shown at start: a store set aside, a read-only folder, …
    std::optional<CrashNote> crashNote; ///< of the run before
};

} // namespace consultantos
