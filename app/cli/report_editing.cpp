// SPDX-License-Identifier: GPL-3.0-or-later
#include "report_editing.h"

#include "agents/analysis_service.h"
#include "agents/editing/edit_history.h"
#include "agents/editing/score_changes.h"
#include "base/json.h"
#include "base/paths.h"
#include "cli_services.h"
#include "interrupt_watcher.h"
#include "model/units.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace consultantos {

namespace {

constexpr qsizetype LongestCell = 60;

QString shortened(const QString &text)
{
    const auto plain = text.simplified();
    return plain.size() <= LongestCell ? plain : plain.left(LongestCell - 1) + QChar(0x2026);
}

/// "550M", "12 %", "5.5e8".
Result<double> numberOf(const QString &option, QString text)
{
    text.remove(QLatin1Char(' '));
    double factor = 1;
    const QList<QPair<QString, double>> suffixes{{QStringLiteral("bn"), 1e9},
                                                 {QStringLiteral("B"), 1e9},
                                                 {QStringLiteral("M"), 1e6},
                                                 {QStringLiteral("k"), 1e3},
                                                 {QStringLiteral("%"), 0.01}};
    for (const auto &[suffix, value] : suffixes) {
        if (!text.endsWith(suffix))
            continue;
        text.chop(suffix.size());
        factor = value;
        break;
    }
    bool isNumber = false;
    const double value = text.toDouble(&isNumber) * factor;
    if (isNumber)
        return value;
    return fail(ErrorCode::InvalidArgument,
                QCoreApplication::translate("Cli", "--%1 takes a number such as 3.5, 550M or 12%.").arg(option));
}

QString stateText(const ReportEdit &edit)
{
    switch (edit.state) {
    case EditState::Applied:
        return edit.isDenied() ? QCoreApplication::translate("Cli", "the facts say otherwise")
                               : QCoreApplication::translate("Cli", "applied");
    case EditState::Conflict:
        return QCoreApplication::translate("Cli", "CONFLICT");
    case EditState::Absent:
        break;
    }
    return QCoreApplication::translate("Cli", "not in this report");
}

ExitCode printEdits(const Report &report, const QList<EditEntry> &history, TableFormat format, Terminal &terminal)
{
    if (format == TableFormat::Json) {
        terminal.out(
            QJsonDocument(
                QJsonObject{{QStringLiteral("report"), report.id},
                            {QStringLiteral("edits"),
                             json::fromList(report.edits, [](const ReportEdit &edit) { return toJson(edit); })},
                            {QStringLiteral("history"),
                             json::fromList(history, [](const EditEntry &entry) { return historyJson(entry); })}})
                .toJson());
        return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
    }
    QList<QStringList> rows;
    for (const auto &edit : report.edits)
        rows.append({stateText(edit), editKindName(edit.kind), edit.target, shortened(edit.shown()),
                     shortened(edit.base), shortened(edit.computed), edit.author, shortened(edit.note)});
    terminal.out(textTable({QCoreApplication::translate("Cli", "state"), QCoreApplication::translate("Cli", "kind"),
                            QCoreApplication::translate("Cli", "target"), QCoreApplication::translate("Cli", "theirs"),
                            QCoreApplication::translate("Cli", "computed then"),
                            QCoreApplication::translate("Cli", "computed now"),
                            QCoreApplication::translate("Cli", "by"), QCoreApplication::translate("Cli", "note")},
                           rows));
    for (const auto &entry : history) {
        if (const auto finding = findingOf(entry); !finding.isEmpty() && !entry.isUndone)
            terminal.line(entry.source.isEmpty()
                              ? QCoreApplication::translate("Cli", "opened again: %1").arg(finding)
                              : QCoreApplication::translate("Cli", "settled: %1 (%2)").arg(finding, entry.source));
        else if (entry.action == EditAction::Keep && !entry.isUndone)
            terminal.line(QCoreApplication::translate("Cli", "kept in the report: %1")
                              .arg(entry.subjects.join(QStringLiteral(", "))));
        else if (!entry.request.isEmpty() && !entry.isUndone)
            terminal.line(QCoreApplication::translate("Cli", "answered: %1 (%2)").arg(entry.request, entry.source));
    }
    if (const auto conflicts = conflictsOf(report); !conflicts.isEmpty())
        terminal.note(
            QCoreApplication::translate("Cli",
                                        "%n conflict(s): settle each with library resolve REPORT TARGET --keep, "
                                        "--take-computed, or --text, --score or --weight.",
                                        nullptr, int(conflicts.size())));
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

ExitCode printTargets(const Report &report, TableFormat format, Terminal &terminal)
{
    const auto places = editPlaces(report);
    if (format == TableFormat::Json) {
        terminal.out(
            QJsonDocument(QJsonObject{{QStringLiteral("targets"),
                                       json::fromList(places,
                                                      [](const EditPlace &place) {
                                                          return QJsonObject{
                                                              {QStringLiteral("kind"), editKindName(place.kind)},
                                                              {QStringLiteral("target"), place.target},
                                                              {QStringLiteral("title"), place.title},
                                                              {QStringLiteral("shown"), place.shown},
                                                              {QStringLiteral("computed"), place.base}};
                                                      })}})
                .toJson());
        return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
    }
    QList<QStringList> rows;
    for (const auto &place : places)
        rows.append({editKindName(place.kind), place.target, shortened(place.shown)});
    terminal.out(textTable({QCoreApplication::translate("Cli", "kind"), QCoreApplication::translate("Cli", "target"),
                            QCoreApplication::translate("Cli", "says")},
                           rows));
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

ExitCode printEdit(const Result<Report> &report, EditKind kind, const QString &target, TableFormat format,
                   Terminal &terminal)
{
    if (!report)
        return failed(terminal, report.error());
    const auto *edit = editOf(*report, kind, target);
    if (format == TableFormat::Json) {
        terminal.out(QJsonDocument(QJsonObject{{QStringLiteral("report"), report->id},
                                               {QStringLiteral("edit"),
                                                edit != nullptr ? QJsonValue(toJson(*edit)) : QJsonValue()}})
                         .toJson());
    } else if (edit == nullptr) {
        terminal.line(QCoreApplication::translate("Cli", "%1 is as it was computed.").arg(target));
    } else {
        terminal.line(
            QCoreApplication::translate("Cli", "%1 is set by %2: %3").arg(target, edit->author, edit->shown()));
        terminal.line(QCoreApplication::translate("Cli", "computed: %1").arg(edit->computed));
    }
    for (const auto &check : edit != nullptr ? edit->checks : QList<EditCheck>()) {
        if (check.verdict != QLatin1String("match"))
            terminal.note(
                QCoreApplication::translate("Cli", "%1: %2. %3").arg(check.text, check.verdict, check.reason));
    }
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

/// The kind and value that the options ask for.
Result<EditWish> wishOf(const QString &target, const QCommandLineParser &parser)
{
    EditWish wish;
    wish.target = target;
    wish.note = parser.value(QStringLiteral("note"));
    wish.author = parser.value(QStringLiteral("author"));
    int given = 0;
    if (parser.isSet(QStringLiteral("text"))) {
        ++given;
        wish.text = parser.value(QStringLiteral("text"));
    }
    for (const auto &[option, kind] :
         {std::pair{QStringLiteral("score"), EditKind::Score}, {QStringLiteral("weight"), EditKind::Weight}}) {
        if (!parser.isSet(option))
            continue;
        ++given;
        const auto value = numberOf(option, parser.value(option));
        if (!value)
            return tl::unexpected(value.error());
        wish.kind = kind;
        wish.value = *value;
    }
    if (given == 1)
        return wish;
    return fail(ErrorCode::InvalidArgument,
                QCoreApplication::translate("Cli", "Say one of --text, --score and --weight."));
}

ExitCode edit(const ReportEditor &editor, const QString &report, const QString &target,
              const QCommandLineParser &parser, TableFormat format, Terminal &terminal)
{
    const auto wish = wishOf(target, parser);
    if (!wish)
        return wrongUsage(terminal, wish.error().message,
                          QStringLiteral("consultantos-cli library edit REPORT TARGET --text TEXT"));
    const InterruptWatcher interrupt;
    return printEdit(editor.edit(report, *wish, interrupt.token()), wish->kind, target, format, terminal);
}

ExitCode resolve(CliServices &services, const ReportEditor &editor, const QString &report, const QString &target,
                 const QCommandLineParser &parser, TableFormat format, Terminal &terminal)
{
    const bool isKept = parser.isSet(QStringLiteral("keep"));
    if (!isKept && !parser.isSet(QStringLiteral("take-computed")))
        return edit(editor, report, target, parser, format, terminal);
    const auto now = services.storage().reports->load(report);
    if (!now)
        return failed(terminal, now.error());
    auto kind = EditKind::Text;
    for (const auto &one : now->edits) {
        if (one.target == target)
            kind = one.kind;
    }
    const InterruptWatcher interrupt;
    return printEdit(isKept ? editor.keep(report, kind, target)
                            : editor.takeComputed(report, kind, target, interrupt.token()),
                     kind, target, format, terminal);
}

QString intervalOf(const std::optional<Score> &score)
{
    return score ? QStringLiteral("%1 (%2 to %3)")
                       .arg(formatValue(score->value, units::Score), formatValue(score->low, units::Score),
                            formatValue(score->high, units::Score))
                 : QString(QChar(0x2013));
}

/// The scores that an answer moved or narrowed.
ExitCode printAnswered(const Report &before, const AnsweredReport &answered, TableFormat format, Terminal &terminal)
{
    QList<QStringList> rows;
    QJsonArray changes;
    for (const auto &change : scoreChanges(before, answered.report)) {
        rows.append({change.target, intervalOf(change.before), intervalOf(change.after)});
        changes.append(toJson(change));
    }
    if (format == TableFormat::Json) {
        terminal.out(QJsonDocument(QJsonObject{{QStringLiteral("report"), answered.report.id},
                                               {QStringLiteral("scores"), changes},
                                               {QStringLiteral("recomputed_s"), answered.recomputedS}})
                         .toJson());
        return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
    }
    terminal.out(textTable({QCoreApplication::translate("Cli", "score"), QCoreApplication::translate("Cli", "before"),
                            QCoreApplication::translate("Cli", "now")},
                           rows));
    constexpr double Milliseconds = 1'000;
    terminal.note(
        QCoreApplication::translate("Cli", "Recomputed in %1 ms.").arg(qRound(answered.recomputedS * Milliseconds)));
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

ExitCode answer(CliServices &services, const ReportEditor &editor, const QString &report, const QString &request,
                const QCommandLineParser &parser, TableFormat format, Terminal &terminal)
{
    DataAnswer answer;
    answer.request = request;
    answer.unit = parser.value(QStringLiteral("unit"));
    answer.period = parser.value(QStringLiteral("period"));
    answer.concept_ = parser.value(QStringLiteral("line"));
    answer.source = parser.value(QStringLiteral("source"));
    answer.author = parser.value(QStringLiteral("author"));
    if (QFileInfo(answer.source).isFile()) {
        answer.file = answer.source;
        answer.source.clear();
    }
    if (parser.isSet(QStringLiteral("value"))) {
        const auto value = numberOf(QStringLiteral("value"), parser.value(QStringLiteral("value")));
        if (!value)
            return wrongUsage(terminal, value.error().message,
                              QStringLiteral("consultantos-cli library answer REPORT REQUEST --value V --source TEXT"));
        answer.value = *value;
    }
    const auto before = services.storage().reports->load(report);
    if (!before)
        return failed(terminal, before.error());
    const InterruptWatcher interrupt;
    const auto answered = editor.answer(report, answer, interrupt.token());
    if (!answered)
        return failed(terminal, answered.error());
    for (const auto &asked : answered->report.dataRequests) {
        if (asked.id == request)
            terminal.note(QCoreApplication::translate("Cli",
                                                      "Taken in, but still asked for: %1. A judgement from one to five "
                                                      "settles it, too: --value 1…5 --unit score.")
                              .arg(asked.reason));
    }
    return printAnswered(*before, *answered, format, terminal);
}

} // namespace

ReportEditor editorOf(CliServices &services)
{
    ReportEditor::Parts parts;
    parts.reports = services.storage().reports;
    parts.edits = services.storage().edits;
    parts.facts = services.storage().facts;
    // The services live as long as the command.
    parts.analysis = std::shared_ptr<AnalysisService>(&services.analysis(), [](AnalysisService *) {});
    parts.clock = std::make_shared<const SystemClock>();
    parts.resourceDir = resourceDir();
    parts.claims = [&services] { return services.claims(); };
    parts.intake = [&services] { return services.intake(); };
    parts.review =
        reportReviewer(resourceDir(), std::shared_ptr<const FactStore>(std::shared_ptr<void>(), &services.facts()));
    return ReportEditor(std::move(parts));
}

QList<EditingAction> editingActions()
{
    return {{QStringLiteral("edit"), QStringLiteral("ID TARGET"), 2, 2},
            {QStringLiteral("edits"), QStringLiteral("ID"), 1, 1},
            {QStringLiteral("targets"), QStringLiteral("ID"), 1, 1},
            {QStringLiteral("resolve"), QStringLiteral("ID TARGET"), 2, 2},
            {QStringLiteral("undo"), QStringLiteral("ID"), 1, 1},
            {QStringLiteral("redo"), QStringLiteral("ID"), 1, 1},
            {QStringLiteral("answer"), QStringLiteral("ID REQUEST"), 2, 2}};
}

void describeEditing(QCommandLineParser &parser)
{
    const auto add = [&parser](const char *name, const QString &description, const char *value = nullptr) {
        parser.addOption({QString::fromLatin1(name), description, QString::fromLatin1(value)});
    };
    add("text", QCoreApplication::translate("Cli", "edit, resolve: the sentence to put there."), "text");
    add("score", QCoreApplication::translate("Cli", "edit, resolve: the section's score, on its scale."), "number");
    add("weight", QCoreApplication::translate("Cli", "edit, resolve: the driver's share of its score, 0 to 1."),
        "number");
    add("note", QCoreApplication::translate("Cli", "edit, resolve: why."), "text");
    add("author",
        QCoreApplication::translate("Cli",
                                    "edit, resolve, answer, read-back: whose it is (the machine's user if not said)."),
        "name");
    add("keep", QCoreApplication::translate("Cli", "resolve: the person's version stays."));
    add("take-computed", QCoreApplication::translate("Cli", "resolve: what is computed now takes its place."));
    add("value", QCoreApplication::translate("Cli", "answer: the value, such as 550M, 12% or, of a driver, 1 to 5."),
        "number");
    add("unit", QCoreApplication::translate("Cli", "answer: what the value is in, if it isn't what is asked for."),
        "unit");
    add("period", QCoreApplication::translate("Cli", "answer: the year, such as FY2024 (the latest if not said)."),
        "year");
    add("line", QCoreApplication::translate("Cli", "answer: which of several missing lines the value is of."), "line");
    add("source", QCoreApplication::translate("Cli", "answer: where the value is from; or a file, which is taken in."),
        "text or file");
}

ExitCode runEditing(CliServices &services, const QString &action, const QString &report, const QStringList &arguments,
                    const QCommandLineParser &parser, TableFormat format, Terminal &terminal)
{
    const auto editor = editorOf(services);
    const auto target = arguments.value(0);
    if (action == QLatin1String("edit"))
        return edit(editor, report, target, parser, format, terminal);
    if (action == QLatin1String("resolve"))
        return resolve(services, editor, report, target, parser, format, terminal);
    if (action == QLatin1String("answer"))
        return answer(services, editor, report, target, parser, format, terminal);
    const auto turned = action == QLatin1String("undo")   ? editor.undo(report)
                        : action == QLatin1String("redo") ? editor.redo(report)
                                                          : services.storage().reports->load(report);
    if (!turned)
        return failed(terminal, turned.error());
    if (action == QLatin1String("targets"))
        return printTargets(*turned, format, terminal);
    const auto history = services.storage().edits->history(report);
    if (!history)
        return failed(terminal, history.error());
    return printEdits(*turned, *history, format, terminal);
}

} // namespace consultantos
