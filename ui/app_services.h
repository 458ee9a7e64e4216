// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/clock.h"
#include "base/crash_note.h"
#include "base/result.h"
#include "base/settings.h"

#include <QByteArray>
#include <QFuture>
#include <QImage>
#include <QList>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

class QThreadPool;

namespace consultantos {

class AnalysisService;
class CacheStore;
class ConversationRepository;
class DocumentRepository;
class EgressLedger;
class FactStore;
class JobBackend;
class ModelAccess;
class MoneyLedger;
class NetworkAccess;
class ProgramMetrics;
class ReportEditor;
class ReportRepository;
class SendingConsent;
class TimeSeries;

struct Answer;
struct AnalysisRequest;
struct ChatReply;
struct ChatTurn;
struct Intake;
struct MonitorAccess;
struct OutgoingPrompt;
struct QuestionScope;
struct Report;
struct TeamJobsServices;

/// A report as files. Called on the pool; pure but for `pdf`, which writes a file.
struct ReportWriters {
    std::function<QByteArray(const Report &)> html; ///< self-contained, UTF-8, for printers
    std::function<Status(const Report &, const QString &path)> pdf;
    /// In any format of reportFormatNames() that the policy admits.
    std::function<Status(const Report &, const QString &format, const QString &path)> document;
};

/// The HTTP API of this process.
struct ApiState {
    QString url;                  ///< where it answers, without a slash at the end; empty: nowhere
    QString tokenPath;            ///< the file that holds the token
    std::optional<Error> problem; ///< why it doesn't answer though it should
};

/// All that the window works with, made by the program (or a test) and handed in by constructor. Everything in it must
/// outlive the window. Stores and functions do I/O: the window calls them on `pool` only.
struct AppServices {
    std::shared_ptr<const FactStore> facts;
    std::shared_ptr<AnalysisService> analysis;
    /// A team's queue: analyses go there. Null: this program does them itself.
    std::shared_ptr<JobBackend> team;
    std::shared_ptr<const TeamJobsServices> teamParts; ///< of it, for another such queue; null likewise
    QString teamUser;                                  ///< who orders there
    std::shared_ptr<CacheStore> cache;                 ///< null: nothing is kept
    std::shared_ptr<ReportRepository> reports;
    std::shared_ptr<const ReportEditor> editor; ///< of these reports; null: they are shown only
    std::shared_ptr<DocumentRepository> documents;
    std::shared_ptr<ConversationRepository> conversations;
    /// The way out to the network, under the settings that it was last told. Null where there is none, as in tests.
    std::shared_ptr<NetworkAccess> network;
    /// The language model, under the settings that it was last told. Null where there is no network.
    std::shared_ptr<ModelAccess> models;
    /// To which services the user agreed to send; null: nobody is asked.
    std::shared_ptr<SendingConsent> consent;
    /// What an analysis would ask the language model at first, as it would be sent; sends nothing. Empty where there is
    /// no model to ask.
    std::function<QFuture<Result<QList<OutgoingPrompt>>>(const AnalysisRequest &, const CancellationToken &)>
        previewAnalysis;
    std::shared_ptr<const MoneyLedger> money;   ///< of the engagement: what models cost; null where it can't be kept
    std::shared_ptr<const EgressLedger> ledger; ///< of the engagement: what left the machine; null without a network
    /// Takes a facts file or document into the stores. `about` names the company where the user says it. Thread-safe.
    std::function<Result<Intake>(const QString &path, const QString &about, const CancellationToken &cancel)> takeFile;
    /// Forgets a stored document with its passages and the kept copy of its file; figures read from it stay. What it gives
    /// puts it back as it was, for as long as it is kept.
    std::function<Result<std::function<Status()>>(const QString &documentId)> removeDocument;
    /// A page, from 1, of a stored document as an image, `dpi` dots per inch. NotFound for a format without pages.
    std::function<Result<QImage>(const QString &documentId, int page, double dpi)> renderPage;
    std::function<Result<Answer>(const QuestionScope &question)> ask;
    /// See ConversationService::ask().
    std::function<Result<ChatReply>(const ChatTurn &turn, const std::function<void(const QString &piece)> &onText,
                                    const CancellationToken &cancel)>
        converse;
    /// What answering would ask the language model at first, as it would be sent; sends and keeps nothing. Empty where
    /// there is no model to ask.
    std::function<Result<QList<OutgoingPrompt>>(const ChatTurn &turn, const CancellationToken &cancel)> previewChat;
    /// Writes the workbook in which a company without filings gives its figures; a file at `path` is replaced.
    std::function<Status(const QString &path)> saveTemplate;
    /// Monitors and alerts of the engagement; null where their store can't be used.
    std::shared_ptr<const MonitorAccess> monitors;
    /// What the program measures of itself; null: nothing. Of the process, whatever the engagement.
    std::shared_ptr<ProgramMetrics> metrics;
    std::shared_ptr<TimeSeries> series; ///< how that went over time; null where nothing is measured
    /// Starts, ends or moves the HTTP API as the settings want it. Empty where there is none.
    std::function<ApiState(const Settings &)> switchServer;
    std::function<ApiState()> serverState; ///< any thread; empty likewise
    ReportWriters writers;
    QThreadPool *pool = nullptr;
    std::shared_ptr<const Clock> clock;
    Settings settings;
    QProcessEnvironment environment;
    QString dataDir;
    QString storeFolder; ///< of the engagement's stores
    QString engagement;  ///< its name stands in the window's title; empty: none
    std::function<QStringList()> engagementNames;
    /// Makes the program work on the stores of the engagement called `name` (empty: none), creating it where there is
    /// none yet. After a success the program replaces the window by one on those stores.
    std::function<Status(const QString &name)> openEngagement;
    QList<Error> notices;               ///< shown at start: a store set aside, a read-only folder, …
    std::optional<CrashNote> crashNote; ///< of the run before
};

} // namespace consultantos
