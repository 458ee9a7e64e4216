// SPDX-License-Identifier: GPL-3.0-or-later
#include "retention_command.h"

#include "base/paths.h"
#include "base/settings.h"
#include "cli_services.h"
#include "interrupt_watcher.h"
#include "storage/engagement.h"
#include "storage/upkeep/retention.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace consultantos {

namespace {

QByteArray jsonOf(const QList<RetentionShare> &shares, bool isDone)
{
    QJsonArray array;
    for (const auto &share : shares) {
        QJsonArray items;
        for (const auto &item : share.items)
            items.append(QJsonObject{{QStringLiteral("id"), item.id},
                                     {QStringLiteral("title"), item.title},
                                     {QStringLiteral("when"), item.when.toString(Qt::ISODate)}});
        array.append(
            QJsonObject{{QStringLiteral("what"), retentionKindName(share.kind)},
                        {QStringLiteral("days"), share.days},
                        {QStringLiteral("count"), share.count},
                        {QStringLiteral("oldest"),
                         share.oldest.isValid() ? QJsonValue(share.oldest.toString(Qt::ISODate)) : QJsonValue()},
                        {QStringLiteral("spared"), share.spared},
                        {QStringLiteral("items"), items}});
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("done"), isDone}, {QStringLiteral("rules"), array}}).toJson();
}

void tell(Terminal &terminal, const QList<RetentionShare> &shares, bool isDone)
{
    QList<QStringList> rows;
    qint64 count = 0;
    for (const auto &share : shares) {
        count += share.count;
        const auto days = share.days == 0 ? QCoreApplication::translate("Cli", "never") : QString::number(share.days);
        rows.append({retentionKindName(share.kind), days, QString::number(share.count), QString::number(share.spared),
                     share.oldest.isValid() ? share.oldest.date().toString(Qt::ISODate) : QString()});
    }
    terminal.out(
        textTable({QCoreApplication::translate("Cli", "what"), QCoreApplication::translate("Cli", "after days"),
                   isDone ? QCoreApplication::translate("Cli", "went") : QCoreApplication::translate("Cli", "would go"),
                   QCoreApplication::translate("Cli", "spared"), QCoreApplication::translate("Cli", "oldest")},
                  rows));
    for (const auto &share : shares) {
        for (const auto &item : share.items)
            terminal.line(QStringLiteral("%1  %2  %3  %4")
                              .arg(retentionKindName(share.kind), item.id, item.when.date().toString(Qt::ISODate),
                                   item.title.simplified()));
    }
    if (!isDone && count > 0)
        terminal.note(QCoreApplication::translate("Cli", "Nothing was deleted; --apply does it."));
}

Status change(const EngagementRetention &engagement, const QCommandLineParser &parser, const Settings &settings)
{
    for (const auto &rule : parser.values(QStringLiteral("set"))) {
        const auto kind = retentionKindOf(rule.section(u'=', 0, 0).trimmed());
        const auto text = rule.section(u'=', 1).trimmed();
        bool isNumber = false;
        const int days = text.toInt(&isNumber);
        const bool isDefault = text.compare(QLatin1String("default"), Qt::CaseInsensitive) == 0;
        if (!kind || (!isNumber && !isDefault))
            return fail(ErrorCode::InvalidArgument,
                        QCoreApplication::translate("Cli", "\"%1\" is no rule; nothing was changed.").arg(rule),
                        QCoreApplication::translate("Cli", "A rule is WHAT=DAYS or WHAT=default, WHAT among "
                                                           "conversations, reports, deleted_reports, jobs, metrics, "
                                                           "ledger."));
        if (const auto decided = engagement.decide(*kind, isDefault ? std::nullopt : std::optional(days), settings);
            !decided)
            return decided;
    }
    for (const auto &[option, isKept] : {std::pair(QStringLiteral("keep"), true), {QStringLiteral("release"), false}}) {
        for (const auto &id : parser.values(option)) {
            if (const auto done = engagement.keep(id, isKept); !done)
                return done;
        }
    }
    return {};
}

} // namespace

QString RetentionCommand::name() const
{
    return QStringLiteral("retention");
}

QString RetentionCommand::summary() const
{
    return QCoreApplication::translate("Cli", "show or delete what has outlived its rule");
}

void RetentionCommand::describe(QCommandLineParser &parser) const
{
    parser.addOption(
        {QStringLiteral("dry-run"), QCoreApplication::translate("Cli", "Only say what would go (the default).")});
    parser.addOption({QStringLiteral("apply"), QCoreApplication::translate("Cli", "Delete it.")});
    parser.addOption({QStringLiteral("set"),
                      QCoreApplication::translate("Cli", "A rule for this engagement, such as reports=365; 0 is never, "
                                                         "\"default\" that of the settings."),
                      QStringLiteral("rule")});
    parser.addOption({QStringLiteral("keep"),
                      QCoreApplication::translate("Cli", "Never delete this report or conversation by a rule."),
                      QStringLiteral("id")});
    parser.addOption(
        {QStringLiteral("release"), QCoreApplication::translate("Cli", "Take that back."), QStringLiteral("id")});
    parser.addOption({QStringLiteral("format"), QCoreApplication::translate("Cli", "text (the default) or json."),
                      QStringLiteral("format")});
}

ExitCode RetentionCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    const bool applies = parser.isSet(QStringLiteral("apply"));
    if (!parser.positionalArguments().isEmpty() || (applies && parser.isSet(QStringLiteral("dry-run"))))
        return wrongUsage(terminal, QCoreApplication::translate("Cli", "retention takes options only."),
                          QCoreApplication::translate("Cli", "consultantos-cli retention [--dry-run | --apply]"));
    const auto format = tableFormat(parser.value(QStringLiteral("format")), {TableFormat::Text, TableFormat::Json});
    if (!format)
        return failed(terminal, format.error());
    const InterruptWatcher interrupt;
    const auto services = CliServices::open(line, terminal);
    if (!services)
        return failed(terminal, services.error());
    const EngagementRetention engagement((*services)->storeFolder());
    if (const auto changed = change(engagement, parser, (*services)->settings()); !changed)
        return failed(terminal, changed.error());
    const auto rules = engagement.rules((*services)->settings());
    if (!rules)
        return failed(terminal, rules.error());
    const Retention retention((*services)->storeFolder(), std::make_shared<SystemClock>());
    const auto shares = applies ? retention.carryOut(*rules, interrupt.token()) : retention.preview(*rules);
    if (!shares)
        return failed(terminal, shares.error());
    if (*format == TableFormat::Json)
        terminal.out(jsonOf(*shares, applies));
    else
        tell(terminal, *shares, applies);
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

} // namespace consultantos
