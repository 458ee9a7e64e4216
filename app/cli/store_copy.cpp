// SPDX-License-Identifier: GPL-3.0-or-later
#include "store_copy.h"

#include "base/json.h"
#include "egress/keychain_secret_store.h"
#include "evidence/transfer/engagement_copy.h"
#include "interrupt_watcher.h"
#include "storage/backup/restore.h"
#include "storage/postgres/postgres_server.h"
#include "storage/store_place.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcessEnvironment>

#include <algorithm>

namespace consultantos {

namespace {

Result<CopySide> sideOf(const QString &place)
{
    if (!PostgresUrl::isMeant(place)) {
        constexpr std::chrono::milliseconds Patience{10'000};
        const auto folder = QFileInfo(place).absoluteFilePath();
        if (const auto restored = finishRestore(folder, Patience); !restored)
            return tl::unexpected(restored.error());
        return CopySide{folder, nullptr};
    }
    const LayeredSecretStore secrets(std::make_shared<EnvironmentSecretStore>(QProcessEnvironment::systemEnvironment()),
                                     std::make_shared<KeychainSecretStore>());
    return openTeamServer(place, secrets).map([](const std::shared_ptr<PostgresServer> &server) {
        return CopySide{{}, server};
    });
}

QString titleOf(const QString &name)
{
    return name.isEmpty() ? QStringLiteral("main") : name;
}

QJsonValue jsonOf(const std::optional<Error> &failure)
{
    return failure ? QJsonValue(failure->toText()) : QJsonValue();
}

QByteArray jsonOf(const QList<CopiedEngagement> &all)
{
    QJsonArray engagements;
    for (const auto &one : all) {
        QJsonArray stores;
        for (const auto &store : one.stores) {
            QJsonArray tables;
            for (const auto &table : store.tables)
                tables.append(QJsonObject{{QStringLiteral("name"), table.name},
                                          {QStringLiteral("rows"), table.rows},
                                          {QStringLiteral("copied"), table.copied},
                                          {QStringLiteral("present"), table.present}});
            stores.append(QJsonObject{{QStringLiteral("name"), store.name},
                                      {QStringLiteral("rows"), store.rows()},
                                      {QStringLiteral("copied"), store.copied()},
                                      {QStringLiteral("error"), jsonOf(store.failure)},
                                      {QStringLiteral("tables"), tables}});
        }
        engagements.append(QJsonObject{{QStringLiteral("name"), titleOf(one.name)},
                                       {QStringLiteral("complete"), one.isWhole()},
                                       {QStringLiteral("files"), one.files},
                                       {QStringLiteral("files_copied"), one.filesCopied},
                                       {QStringLiteral("without_file"), json::fromStrings(one.withoutFile)},
                                       {QStringLiteral("error"), jsonOf(one.failure)},
                                       {QStringLiteral("stores"), stores}});
    }
    const bool isWhole =
        std::all_of(all.cbegin(), all.cend(), [](const CopiedEngagement &one) { return one.isWhole(); });
    return QJsonDocument(
               QJsonObject{{QStringLiteral("complete"), isWhole}, {QStringLiteral("engagements"), engagements}})
        .toJson();
}

QByteArray textOf(const QList<CopiedEngagement> &all)
{
    QList<QStringList> rows;
    const auto whole = QCoreApplication::translate("Cli", "complete");
    const auto missing = QCoreApplication::translate("Cli", "MISSING");
    for (const auto &one : all) {
        for (const auto &store : one.stores)
            rows.append({titleOf(one.name), store.name, QString::number(store.rows()), QString::number(store.copied()),
                         store.isWhole() ? whole : missing});
        rows.append({titleOf(one.name), QCoreApplication::translate("Cli", "files"), QString::number(one.files),
                     QString::number(one.filesCopied), one.failure ? missing : whole});
    }
    return textTable({QCoreApplication::translate("Cli", "engagement"), QCoreApplication::translate("Cli", "what"),
                      QCoreApplication::translate("Cli", "at the source"), QCoreApplication::translate("Cli", "copied"),
                      QCoreApplication::translate("Cli", "at the target")},
                     rows);
}

/// What is missing, and why.
void tellMissing(const QList<CopiedEngagement> &all, Terminal &terminal)
{
    const auto tell = [&](const CopiedEngagement &one, const QString &what, const Error &error) {
        terminal.error({error.code, QStringLiteral("%1, %2: %3").arg(titleOf(one.name), what, error.message),
                        error.detail, error.retryable});
    };
    for (const auto &one : all) {
        for (const auto &store : one.stores) {
            if (store.failure)
                tell(one, store.name, *store.failure);
        }
        if (one.failure)
            tell(one, QCoreApplication::translate("Cli", "files"), *one.failure);
        if (!one.withoutFile.isEmpty())
            terminal.note(QCoreApplication::translate("Cli", "%1: documents whose file isn't kept at the source: %2.")
                              .arg(titleOf(one.name), QString::number(one.withoutFile.size())));
    }
}

} // namespace

ExitCode copyStores(const CommandLine &line, const QStringList &places, TableFormat format, Terminal &terminal)
{
    if (places.size() != 2)
        return wrongUsage(
            terminal,
            QCoreApplication::translate("Cli", "store copy takes two places, each a data folder or postgresql://…"),
            QCoreApplication::translate("Cli", "consultantos-cli store copy FROM TO [--engagement NAME]"));
    const InterruptWatcher interrupt;
    const auto from = sideOf(places[0]);
    if (!from)
        return failed(terminal, from.error());
    const auto to = sideOf(places[1]);
    if (!to)
        return failed(terminal, to.error());
    if (from->text() == to->text())
        return wrongUsage(terminal, QCoreApplication::translate("Cli", "Source and target are the same."), {});
    const auto known = engagementsAt(*from);
    if (!known)
        return failed(terminal, known.error());
    auto names = *known;
    if (!line.engagement.isEmpty()) {
        names = names.filter(line.engagement.simplified(), Qt::CaseInsensitive);
        names.removeIf(
            [&](const QString &name) { return name.compare(line.engagement.simplified(), Qt::CaseInsensitive) != 0; });
        if (names.isEmpty())
            return failed(terminal, {ErrorCode::NotFound,
                                     QCoreApplication::translate("Cli", "There is no engagement \"%1\" in %2.")
                                         .arg(line.engagement, from->text()),
                                     {}});
    }
    QList<CopiedEngagement> all;
    const CopyWatch watch{interrupt.token(), {}};
    for (const auto &name : std::as_const(names)) {
        if (interrupt.isInterrupted())
            break;
        terminal.note(QCoreApplication::translate("Cli", "Copying %1 …").arg(titleOf(name)));
        all.append(copyEngagement(*from, *to, name, std::make_shared<SystemClock>(), watch));
    }
    terminal.out(format == TableFormat::Json ? jsonOf(all) : textOf(all));
    tellMissing(all, terminal);
    if (interrupt.isInterrupted()) {
        terminal.error({ErrorCode::Cancelled, QCoreApplication::translate("Cli", "Interrupted."),
                        QCoreApplication::translate("Cli", "What is complete stays; done again, the rest follows.")});
        return ExitCode::Interrupted;
    }
    if (terminal.outputFailed())
        return ExitCode::Failed;
    const auto whole = std::count_if(all.cbegin(), all.cend(), [](const auto &one) { return one.isWhole(); });
    return whole == all.size() ? ExitCode::Done : whole == 0 ? ExitCode::Failed : ExitCode::Partial;
}

} // namespace consultantos
