// SPDX-License-Identifier: GPL-3.0-or-later
#include "report_keeping.h"

#include "agents/report_exhibits.h"
#include "cli_services.h"
#include "report_editing.h"
#include "storage/report_repository.h"

#include <QCoreApplication>

#include <utility>

namespace consultantos {

namespace {

constexpr qsizetype MinIdPrefix = 4;

} // namespace

Result<QString> completeReportId(const ReportRepository &reports, const QString &prefix)
{
    if (const auto exact = reports.summary(prefix); exact && !exact->deletedAt)
        return prefix;
    QStringList found;
    if (prefix.size() >= MinIdPrefix) {
        constexpr int Most = 1'000;
        auto ids = reports.idsBeginningWith(prefix.toLower(), Most);
        if (!ids)
            return tl::unexpected(ids.error());
        found = *std::move(ids);
    }
    if (found.size() == 1)
        return found.first();
    const auto advice = QCoreApplication::translate("Cli", "consultantos-cli library list shows what is there.");
    if (found.isEmpty())
        return fail(ErrorCode::NotFound, QCoreApplication::translate("Cli", "No report has the id \"%1\".").arg(prefix),
                    advice);
    return fail(ErrorCode::InvalidArgument,
                QCoreApplication::translate("Cli", "%1 reports have an id that begins with \"%2\".")
                    .arg(QString::number(found.size()), prefix),
                advice);
}

void describeKeeping(QCommandLineParser &parser)
{
    parser.addOption(
        {QStringLiteral("keep"),
         QCoreApplication::translate("Cli", "Keep it in this report of the library, with what it rests on, in "
                                            "place of an earlier one."),
         QStringLiteral("report")});
}

Status keepInReport(CliServices &services, const QCommandLineParser &parser, const ReportEditor::Adding &add,
                    Terminal &terminal)
{
    if (!parser.isSet(QStringLiteral("keep")))
        return {};
    const auto &reports = services.storage().reports;
    const auto id = completeReportId(*reports, parser.value(QStringLiteral("keep")));
    if (!id)
        return tl::unexpected(id.error());
    if (const auto kept = editorOf(services).include(*id, add); !kept)
        return tl::unexpected(kept.error());
    terminal.note(QCoreApplication::translate("Cli", "Kept in the report %1.").arg(*id));
    return {};
}

Status keepAsAsked(CliServices &services, const QCommandLineParser &parser, const Exhibit &exhibit, Terminal &terminal)
{
    return keepInReport(
        services, parser, [&exhibit](const Report &report) { return Result<Report>(reportWith(report, exhibit)); },
        terminal);
}

} // namespace consultantos
