// SPDX-License-Identifier: GPL-3.0-or-later
#include "report_output.h"

#include "base/paths.h"
#include "base/whole_file.h"
#include "cli_services.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace consultantos {

namespace {

QString fileFor(const Report &report, const ReportOutput &output)
{
    const auto stem = reportFileStem(report);
    const auto suffix = QLatin1Char('.') + output.suffix();
    auto path = QDir(output.path).filePath(stem + suffix);
    for (int number = 2; output.written.contains(path); ++number)
        path = QDir(output.path).filePath(stem + QLatin1Char('-') + QString::number(number) + suffix);
    return path;
}

bool isSealedFormat(const QString &name)
{
    return name.toLower() == QLatin1String("sealed");
}

} // namespace

Result<ReportOutput> ReportOutput::of(const QString &formatName, const QString &path, bool isSeveral,
                                      const ExportOptions &look)
{
    ReportOutput output;
    output.look = look;
    output.path = path;
    output.isFolder = isSeveral || (!path.isEmpty() && (path.endsWith(QLatin1Char('/')) || QFileInfo(path).isDir()));
    auto name = formatName;
    if (name.isEmpty() && !output.isFolder)
        name = QFileInfo(path).suffix();
    output.wantsSeal = isSealedFormat(name);
    if (!name.isEmpty() && !output.wantsSeal) {
        const auto format = reportFormatFromName(name);
        if (!format)
            return fail(format.error().code, format.error().message,
                        QCoreApplication::translate("Cli", "Choose among %1, sealed.")
                            .arg(reportFormatNames().join(QStringLiteral(", "))));
        output.format = *format;
    }
    if (isSeveral && path.isEmpty())
        return fail(ErrorCode::InvalidArgument, QCoreApplication::translate("Cli", "Several reports need a folder."),
                    QCoreApplication::translate("Cli", "Name it by --output FOLDER."));
    if ((output.wantsSeal || isBinary(output.format)) && path.isEmpty() && Terminal::outputIsTerminal())
        return fail(
            ErrorCode::InvalidArgument,
            QCoreApplication::translate("Cli", "The format %1 is not for a terminal's eyes.").arg(output.suffix()),
            QCoreApplication::translate("Cli", "Name its file by --output FILE, or redirect the output."));
    return output;
}

QString ReportOutput::suffix() const
{
    return wantsSeal ? QStringLiteral("sealed") : reportFormatName(format);
}

Result<QByteArray> ReportOutput::bytesOf(const Report &report) const
{
    if (const auto admitted = look.policy.admitExport(suffix()); !admitted)
        return tl::unexpected(admitted.error());
    return wantsSeal ? seal(report) : renderReport(report, format, look);
}

Result<ExportOptions> ReportOutput::lookOf(const CommandLine &line)
{
    auto look = exportOptions(Settings::describe(dataDir(line.dataDir), CliServices::environment(line)));
    if (look)
        look->languages = ReportLanguages(resourceDir());
    return look;
}

Status ReportOutput::prepare() const
{
    if (const auto admitted = look.policy.admitExport(suffix()); !admitted)
        return admitted;
    if (!isFolder || QDir().mkpath(path))
        return {};
    return fail(ErrorCode::ReadOnly, QCoreApplication::translate("Cli", "The folder %1 could not be made.").arg(path),
                QCoreApplication::translate("Cli", "Nothing was analysed. Choose another place by --output."));
}

Status ReportOutput::write(const Report &report, Terminal &terminal)
{
    if (path.isEmpty()) {
        const auto bytes = bytesOf(report);
        if (!bytes)
            return tl::unexpected(bytes.error());
        terminal.out(*bytes);
        if (terminal.outputFailed())
            return fail(ErrorCode::DiskFull,
                        QCoreApplication::translate("Cli", "The report could not be written to the standard output."),
                        QCoreApplication::translate("Cli", "Make room, or name a file by --output."));
        return {};
    }
    const auto file = isFolder ? fileFor(report, *this) : path;
    const auto bytes = bytesOf(report);
    if (!bytes)
        return tl::unexpected(bytes.error());
    if (const auto done = writeFile(file, *bytes); !done)
        return done;
    written.append(file);
    return {};
}

void addReportLanguage(QCommandLineParser &parser)
{
    parser.addOption({QStringLiteral("report-language"),
                      QCoreApplication::translate("Cli", "Language of the report, not of messages: %1.")
                          .arg(ReportLanguages(resourceDir()).codes().join(QStringLiteral(", "))),
                      QStringLiteral("language")});
}

Result<QString> reportLanguage(const QCommandLineParser &parser, const ExportOptions &look)
{
    const auto option = QStringLiteral("report-language");
    const auto code = parser.isSet(option) ? parser.value(option).trimmed().toLower() : look.usualLanguage;
    return look.languages.wording(code).map(
        [](const Wording &wording) { return wording.isEnglish() ? QString() : wording.language(); });
}

} // namespace consultantos
