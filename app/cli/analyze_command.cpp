// SPDX-License-Identifier: GPL-3.0-or-later
#include "analyze_command.h"

#include "agents/analysis_service.h"
#include "analysis/frameworks/data/framework_catalogue.h"
#include "analysis/templates/report_template.h"
#include "base/duration_text.h"
#include "base/paths.h"
#include "base/required_resources.h"
#include "cli_services.h"
#include "evidence/intake/evidence_intake.h"
#include "evidence/sources/network_access.h"
#include "interrupt_watcher.h"
#include "model/request_check.h"
#include "model_options.h"
#include "model_preview.h"
#include "progress_printer.h"
#include "queue_run.h"
#include "report_output.h"
#include "sealed_reports.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QFuture>

#include <algorithm>
#include <deque>

namespace consultantos {

namespace {

/// Analyses under way at once when several companies are named: enough to keep the agents' places filled, few enough
/// that finished reports don't pile up in memory.
constexpr std::size_t MaxUnderWay = 4;

/// "impact=50,risk=50": what isn't named counts nothing.
Result<RecommendationWeights> weightsFrom(const QString &text)
{
    RecommendationWeights weights{0, 0, 0, 0};
    for (const auto &part : text.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        const auto name = part.section(QLatin1Char('='), 0, 0).trimmed();
        bool isNumber = false;
        const double value = part.section(QLatin1Char('='), 1).toDouble(&isNumber);
        auto *weight = name == QLatin1String("impact")        ? &weights.impact
                       : name == QLatin1String("feasibility") ? &weights.feasibility
                       : name == QLatin1String("risk")        ? &weights.risk
                       : name == QLatin1String("time")        ? &weights.time
                                                              : nullptr;
        if (weight == nullptr || !isNumber)
            return fail(
                ErrorCode::InvalidArgument,
                QCoreApplication::translate("Cli", "\"%1\" is no weight of a recommendation.").arg(part.trimmed()),
                QCoreApplication::translate("Cli", "Write, for instance, impact=40,feasibility=25,risk=20,time=15."));
        *weight = value;
    }
    return weights;
}

Result<AnalysisRequest> requestFrom(const QCommandLineParser &parser, const QString &company,
                                    const QStringList &frameworks, const ReportTemplates &templates)
{
    AnalysisRequest request;
    request.company = company;
    request.industry = parser.value(QStringLiteral("industry"));
    request.question = parser.value(QStringLiteral("question"));
    request.region = parser.value(QStringLiteral("region"));
    request.context = parser.value(QStringLiteral("context"));
    if (parser.isSet(QStringLiteral("frameworks"))) {
        request.frameworks.clear();
        for (const auto &name : parser.value(QStringLiteral("frameworks")).split(QLatin1Char(','), Qt::SkipEmptyParts))
            request.frameworks.append(name.trimmed().toLower());
    }
    if (parser.isSet(QStringLiteral("depth"))) {
        const auto depth = depthFromName(parser.value(QStringLiteral("depth")));
        if (!depth)
            return tl::unexpected(depth.error());
        request.depth = *depth;
    }
    if (parser.isSet(QStringLiteral("market-cap"))) {
        bool isNumber = false;
        const auto value = parser.value(QStringLiteral("market-cap")).toDouble(&isNumber);
        request.marketCap = isNumber ? value : -1; // validated() says what is accepted
    }
    request.fadeTo = parser.value(QStringLiteral("fade-to"));
    if (parser.isSet(QStringLiteral("forecast")) || parser.isSet(QStringLiteral("periods"))
        || !request.fadeTo.isEmpty()) {
        request.forecastYears = AnalysisRequest::UsualForecastYears;
        if (parser.isSet(QStringLiteral("periods"))) {
            bool isNumber = false;
            const auto years = parser.value(QStringLiteral("periods")).toInt(&isNumber);
            request.forecastYears = isNumber && years > 0 ? years : -1; // validated() says what is accepted
        }
    }
    for (const auto &file : parser.values(QStringLiteral("facts")))
        request.factsFiles.append(QFileInfo(file).fileName());
    if (parser.isSet(QStringLiteral("weights"))) {
        const auto weights = weightsFrom(parser.value(QStringLiteral("weights")));
        if (!weights)
            return tl::unexpected(weights.error());
        request.weights = *weights;
    }
    if (parser.isSet(QStringLiteral("template"))) {
        const auto chosen = templates.find(parser.value(QStringLiteral("template")));
        if (!chosen)
            return tl::unexpected(chosen.error());
        request =
            chosen->applied(request, parser.isSet(QStringLiteral("frameworks")), parser.isSet(QStringLiteral("depth")));
    }
    return validatedAmong(request, frameworks);
}

/// Takes the files named into the stores before the analysis. A document that doesn't say whom it is about is about the
/// company analysed, if that is one.
Status takeFiles(const QCommandLineParser &parser, const QStringList &companies, CliServices &services,
                 const CancellationToken &cancel, Terminal &terminal)
{
    const auto files = parser.values(QStringLiteral("facts")) + parser.values(QStringLiteral("document"));
    if (files.isEmpty())
        return {};
    const auto intake = services.intake();
    if (!intake)
        return tl::unexpected(intake.error());
    const DocumentSubject subject{companies.size() == 1 ? companies.first() : QString(), false};
    for (const auto &file : files) {
        const auto taken = (*intake)->take(file, subject, cancel);
        if (!taken)
            return tl::unexpected(taken.error());
        terminal.note(taken->summary());
        for (const auto &warning : taken->warnings)
            terminal.note(QStringLiteral("  ") + warning);
    }
    return {};
}

/// One analysis under way.
struct Running {
    QString company;
    std::shared_ptr<ProgressPrinter> progress;
    QFuture<Result<Report>> future;
};

/// Runs the requests, a few at once, and writes each report as soon as its turn has come.
class AnalysisRun {
public:
    AnalysisRun(CliServices &services, Terminal &terminal, const InterruptWatcher &interrupt, ReportOutput output,
                bool isSaved, CacheUse cacheUse)
        : m_services(services)
        , m_terminal(terminal)
        , m_interrupt(interrupt)
        , m_output(std::move(output))
        , m_isSaved(isSaved)
        , m_cacheUse(cacheUse)
    {
    }

    ExitCode run(const QList<AnalysisRequest> &requests)
    {
        QElapsedTimer clock;
        clock.start();
        const bool isSeveral = requests.size() > 1;
        qsizetype next = 0;
        while ((next < requests.size() || !m_running.empty()) && !m_interrupt.isInterrupted()) {
            while (next < requests.size() && m_running.size() < MaxUnderWay)
                start(requests[next++], isSeveral);
            auto first = m_running.front();
            m_running.pop_front();
            first.future.waitForFinished();
            first.progress->finish();
            finish(first.company, first.future.takeResult());
        }
        if (m_interrupt.isInterrupted()) {
            for (auto &running : m_running)
                running.future.waitForFinished();
            m_terminal.error({ErrorCode::Cancelled, QCoreApplication::translate("Cli", "Interrupted."),
                              m_reports == 0 ? QCoreApplication::translate("Cli", "No report was made.")
                                             : QCoreApplication::translate("Cli", "%n report(s) were made before it.",
                                                                           nullptr, m_reports)});
            return ExitCode::Interrupted;
        }
        if (isSeveral)
            m_terminal.note(QCoreApplication::translate("Cli", "%1 of %2 companies analysed in %3 s")
                                .arg(m_reports)
                                .arg(requests.size())
                                .arg(static_cast<double>(clock.elapsed()) / 1000, 0, 'f', 2));
        return m_failure ? *m_failure : m_isPartial ? ExitCode::Partial : ExitCode::Done;
    }

private:
    void start(const AnalysisRequest &request, bool isSeveral)
    {
        auto progress = std::make_shared<ProgressPrinter>(m_terminal, isSeveral ? request.company + QStringLiteral(": ")
                                                                                : QString());
        // With several companies an agent's every step would bury what matters.
        ProgressSink sink;
        if (!isSeveral)
            sink = [progress](const AgentEvent &event) { progress->show(event); };
        m_running.push_back(
            {request.company, progress, m_services.analysis().analyse(request, m_interrupt.token(), sink, m_cacheUse)});
    }

    void finish(const QString &company, const Result<Report> &result)
    {
        if (!result) {
            if (result.error().code != ErrorCode::Cancelled)
                fail(result.error());
            return;
        }
        // Saved first: what can't be printed is in the library all the same.
        if (m_isSaved) {
            if (const auto saved = m_services.storage().reports->keep(*result); !saved)
                warnNotSaved(saved.error());
        }
        if (!result->served.isComputed())
            m_terminal.note(QCoreApplication::translate(
                                "Cli", "%1: from the cache (%2, computed %3 ago); --refresh computes it anew")
                                .arg(company, result->served.level, durationText(result->served.ageS)));
        if (const auto written = m_output.write(*result, m_terminal); !written)
            return fail(written.error());
        ++m_reports;
        if (result->status != QLatin1String("completed")) {
            m_isPartial = true;
            m_terminal.error({ErrorCode::Internal,
                              QCoreApplication::translate("Cli", "The report of %1 is partial.").arg(company),
                              result->summary.limits.value(0)});
        }
        if (!m_output.written.isEmpty())
            m_terminal.note(
                QCoreApplication::translate("Cli", "%1: written to %2").arg(company, m_output.written.last()));
    }

    void fail(const Error &error)
    {
        m_terminal.error(error);
        if (!m_failure)
            m_failure = exitCodeFor(error);
    }

    /// Once: with a folder that can't be written every report would say the same, and opening its stores said it.
    void warnNotSaved(const Error &error)
    {
        const auto &told = m_services.storage().notices;
        const bool isTold = error.code == ErrorCode::ReadOnly
                            && std::any_of(told.cbegin(), told.cend(),
                                           [](const Error &one) { return one.code == ErrorCode::ReadOnly; });
        if (isTold || std::exchange(m_hasWarnedNotSaved, true))
            return;
        m_terminal.error({error.code,
                          QCoreApplication::translate("Cli", "The report is not in the library: %1").arg(error.message),
                          error.detail});
    }

    CliServices &m_services;
    Terminal &m_terminal;
    const InterruptWatcher &m_interrupt;
    ReportOutput m_output;
    bool m_isSaved = true;
    CacheUse m_cacheUse = CacheUse::Use;
    std::deque<Running> m_running;
    int m_reports = 0;
    bool m_isPartial = false;
    bool m_hasWarnedNotSaved = false;
    std::optional<ExitCode> m_failure;
};

} // namespace

QString AnalyzeCommand::name() const
{
    return QStringLiteral("analyze");
}

QString AnalyzeCommand::summary() const
{
    return QCoreApplication::translate("Cli", "analyse one or several companies");
}

void AnalyzeCommand::describe(QCommandLineParser &parser) const
{
    const auto add = [&parser](const char *name, const QString &description, const QString &value) {
        parser.addOption({QString::fromLatin1(name), description, value});
    };
    add("industry", QCoreApplication::translate("Cli", "Industry, if it is not the company's own."),
        QStringLiteral("industry"));
    add("frameworks",
        QCoreApplication::translate("Cli", "Comma-separated, among %1, your own, or all.")
            .arg(AnalysisRequest::knownFrameworks().join(QStringLiteral(", "))),
        QStringLiteral("names"));
    add("template",
        QCoreApplication::translate("Cli",
                                    "Kind of report: board_memo, due_diligence, market_entry, one_pager or one of "
                                    "your own; it chooses frameworks, depth and layout unless you do."),
        QStringLiteral("id"));
    add("weights",
        QCoreApplication::translate("Cli", "How much each criterion counts when options are ranked, for instance "
                                           "impact=40,feasibility=25,risk=20,time=15."),
        QStringLiteral("list"));
    add("depth", QCoreApplication::translate("Cli", "quick, standard (the default) or deep."), QStringLiteral("depth"));
    add("question", QCoreApplication::translate("Cli", "The question that the report shall answer."),
        QStringLiteral("text"));
    add("region", QCoreApplication::translate("Cli", "Country or region to look at."), QStringLiteral("region"));
    add("context", QCoreApplication::translate("Cli", "What you know and the figures don't; quoted as yours."),
        QStringLiteral("text"));
    add("facts", QCoreApplication::translate("Cli", "Import this facts file first; may be repeated."),
        QStringLiteral("file"));
    add("document", QCoreApplication::translate("Cli", "Import this document first, of any format; may be repeated."),
        QStringLiteral("file"));
    add("market-cap",
        QCoreApplication::translate("Cli", "Market value of equity in the reporting currency, for Altman's Z."),
        QStringLiteral("value"));
    parser.addOption({QStringLiteral("forecast"),
                      QCoreApplication::translate("Cli", "Forecast the company's main figures, with intervals.")});
    add("periods",
        QCoreApplication::translate("Cli", "How many fiscal years are forecast, %1 if not said; implies --forecast.")
            .arg(AnalysisRequest::UsualForecastYears),
        QStringLiteral("number"));
    add("fade-to",
        QCoreApplication::translate("Cli",
                                    "What the revenue's growth fades to within five years, beside the forecast as it "
                                    "is: a rate such as 4.5%, industry (the usual), gdp or world; implies "
                                    "--forecast."),
        QStringLiteral("rate"));
    addReportLanguage(parser);
    add("format", QCoreApplication::translate("Cli", "json (the default), md, html, pdf, docx, xlsx, pptx or sealed."),
        QStringLiteral("format"));
    add("sign", QCoreApplication::translate("Cli", "Sign a sealed report with this Ed25519 private key (PEM)."),
        QStringLiteral("file"));
    add("output", QCoreApplication::translate("Cli", "File to write, or folder; with several companies a folder."),
        QStringLiteral("path"));
    addModelOptions(parser);
    parser.addOption({QStringLiteral("preview"),
                      QCoreApplication::translate("Cli", "Print what the language model would be asked, and send "
                                                         "nothing.")});
    parser.addOption(
        {QStringLiteral("estimate"),
         QCoreApplication::translate("Cli", "Print for each agent what asking the language model would come "
                                            "to, as a range, and send nothing; with --format json as JSON.")});
    parser.addOption({QStringLiteral("no-cache"),
                      QCoreApplication::translate("Cli", "Compute everything, read and keep nothing in the cache.")});
    parser.addOption({QStringLiteral("refresh"),
                      QCoreApplication::translate("Cli", "Compute everything anew and keep it in the cache.")});
    parser.addOption(
        {QStringLiteral("no-save"), QCoreApplication::translate("Cli", "Don't keep the report in the library.")});
    parser.addOption({QStringLiteral("queue"),
                      QCoreApplication::translate("Cli", "Have a team's workers do it, by the queue in Redis.")});
    parser.addPositionalArgument(QStringLiteral("company"), QCoreApplication::translate("Cli", "Name, ticker or CIK."),
                                 QStringLiteral("COMPANY..."));
}

ExitCode AnalyzeCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    const auto companies = parser.positionalArguments();
    if (companies.isEmpty())
        return wrongUsage(terminal, QCoreApplication::translate("Cli", "No company is named."),
                          QCoreApplication::translate("Cli", "consultantos-cli analyze COMPANY..."));
    auto withModel = withModelOptions(line, parser);
    if (!withModel)
        return failed(terminal, withModel.error());
    const bool isQueued = parser.isSet(QStringLiteral("queue"));
    if (isQueued) {
        for (const auto *other : {"no-cache", "refresh", "no-save", "preview", "estimate"}) {
            if (parser.isSet(QLatin1String(other)))
                return wrongUsage(
                    terminal,
                    QCoreApplication::translate("Cli", "--queue doesn't go with --%1.").arg(QLatin1String(other)),
                    QCoreApplication::translate("Cli", "That is for analyses of this program itself."));
        }
        withModel->environment.insert(QStringLiteral("WORK_QUEUE"), QStringLiteral("redis"));
    }
    const auto look = ReportOutput::lookOf(line);
    if (!look)
        return failed(terminal, look.error());
    auto output = ReportOutput::of(parser.value(QStringLiteral("format")), parser.value(QStringLiteral("output")),
                                   companies.size() > 1, *look);
    if (!output)
        return failed(terminal, output.error());
    if (const auto found = requireResources(); !found)
        return failed(terminal, found.error());
    const auto language = reportLanguage(parser, *look);
    if (!language)
        return failed(terminal, language.error());
    QList<AnalysisRequest> requests;
    const auto frameworks =
        FrameworkCatalogue::load(resourceDir(), FrameworkCatalogue::folderIn(dataDir(line.dataDir)));
    for (const auto &fault : frameworks->faults())
        terminal.note(fault.toText());
    const auto templates =
        ReportTemplates::load(resourceDir(), ReportTemplates::folderIn(dataDir(line.dataDir)), frameworks->ids());
    for (const auto &fault : templates.faults())
        terminal.note(fault.message);
    for (const auto &company : companies) {
        const auto request = requestFrom(parser, company, frameworks->ids(), templates);
        if (!request)
            return failed(terminal, request.error());
        requests.append(*request);
        requests.last().language = *language;
    }
    const bool isTrial = parser.isSet(QStringLiteral("preview")) || parser.isSet(QStringLiteral("estimate"));
    if (const auto prepared = isTrial ? Status() : output->prepare(); !prepared)
        return failed(terminal, prepared.error());

    const InterruptWatcher interrupt;
    auto services = CliServices::open(*withModel, terminal);
    if (!services)
        return failed(terminal, services.error());
    if (parser.isSet(QStringLiteral("no-cache")))
        (*services)->bypassCache();
    const auto record = std::make_shared<PromptRecord>();
    if (output->isSealed()) {
        if (const auto opened = openSealing(**services, parser.value(QStringLiteral("sign")), *output); !opened)
            return failed(terminal, opened.error());
    }
    if (isTrial)
        (*services)->previewPrompts(record);
    if (const auto network = (*services)->network(); !network)
        terminal.error(network.error());
    if (!isTrial && !isQueued)
        tellModel(**services, terminal);
    if (const auto taken = takeFiles(parser, companies, **services, interrupt.token(), terminal); !taken)
        return failed(terminal, taken.error());
    const auto cacheUse = parser.isSet(QStringLiteral("no-cache"))  ? CacheUse::Bypass
                          : parser.isSet(QStringLiteral("refresh")) ? CacheUse::Refresh
                                                                    : CacheUse::Use;
    if (isTrial) {
        const auto what = parser.isSet(QStringLiteral("preview"))                           ? TrialOutput::Prompts
                          : parser.value(QStringLiteral("format")) == QLatin1String("json") ? TrialOutput::EstimateJson
                                                                                            : TrialOutput::Estimate;
        return tryOut(requests, **services, *record, what, interrupt.token(), terminal);
    }
    if (isQueued)
        return analyseByTeam(**services, requests, *output, interrupt, terminal);
    AnalysisRun run(**services, terminal, interrupt, *output, !parser.isSet(QStringLiteral("no-save")), cacheUse);
    return run.run(requests);
}

} // namespace consultantos
