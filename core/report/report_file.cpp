// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report_file.h"

#include "base/whole_file.h"
#include "report/html_renderer.h"
#include "report/json_renderer.h"
#include "report/language/report_translation.h"
#include "report/markdown_renderer.h"
#include "report/office/docx_writer.h"
#include "report/office/pptx_writer.h"
#include "report/pdf_renderer.h"
#include "report/report_workbook.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>

namespace consultantos {

namespace {

constexpr std::array Formats = {ReportFormat::Json, ReportFormat::Markdown, ReportFormat::Html, ReportFormat::Pdf,
                                ReportFormat::Docx, ReportFormat::Xlsx,     ReportFormat::Pptx};

} // namespace

QString reportFormatName(ReportFormat format)
{
    switch (format) {
    case ReportFormat::Json:
        return QStringLiteral("json");
    case ReportFormat::Markdown:
        return QStringLiteral("md");
    case ReportFormat::Html:
        return QStringLiteral("html");
    case ReportFormat::Pdf:
        return QStringLiteral("pdf");
    case ReportFormat::Docx:
        return QStringLiteral("docx");
    case ReportFormat::Xlsx:
        return QStringLiteral("xlsx");
    case ReportFormat::Pptx:
        break;
    }
    return QStringLiteral("pptx");
}

QStringList reportFormatNames()
{
    QStringList names;
    for (const auto format : Formats)
        names.append(reportFormatName(format));
    return names;
}

Result<ReportFormat> reportFormatFromName(const QString &name)
{
    for (const auto format : Formats) {
        if (reportFormatName(format) == name.toLower())
            return format;
    }
    return fail(ErrorCode::InvalidArgument,
                QCoreApplication::translate("ReportFile", "The format \"%1\" is not known.").arg(name),
                QCoreApplication::translate("ReportFile", "Choose among %1.")
                    .arg(reportFormatNames().join(QStringLiteral(", "))));
}

bool isBinary(ReportFormat format)
{
    return format != ReportFormat::Json && format != ReportFormat::Markdown && format != ReportFormat::Html;
}

Result<QByteArray> renderReport(const Report &original, ReportFormat format, const ExportOptions &given)
{
    if (const auto admitted = given.policy.admitExport(reportFormatName(format)); !admitted)
        return tl::unexpected(admitted.error());
    const auto language = given.language.isEmpty() ? original.request.language : given.language;
    auto wording = given.languages.wording(language);
    if (!wording)
        return tl::unexpected(wording.error());
    auto options = given;
    options.wording = *std::move(wording);
    auto report = translated(original, options.wording).report;
    report.request.language = options.wording.isEnglish() ? QString() : language;
    switch (format) {
    case ReportFormat::Json:
        return renderJson(report);
    case ReportFormat::Markdown:
        return renderMarkdown(report, options.wording).toUtf8();
    case ReportFormat::Html:
        return renderHtml(report, options.wording).toUtf8();
    case ReportFormat::Docx:
        return renderDocx(report, options);
    case ReportFormat::Xlsx:
        return renderWorkbook(report, options);
    case ReportFormat::Pptx:
        return renderPptx(report, options);
    case ReportFormat::Pdf:
        break;
    }
    return renderPdf(report, options);
}

Status writeReport(const Report &report, ReportFormat format, const QString &path, const ExportOptions &options)
{
    const auto bytes = renderReport(report, format, options);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return writeFile(path, *bytes);
}

QString reportFileStem(const Report &report)
{
    static const QRegularExpression notInName(QStringLiteral("[^a-z0-9]+"));
    constexpr qsizetype MaxLength = 60;
    auto name = (report.company.name.isEmpty() ? report.request.company : report.company.name)
                    .normalized(QString::NormalizationForm_KD)
                    .toLower();
    name.replace(notInName, QStringLiteral("-"));
    name = name.left(MaxLength);
    while (name.startsWith(QLatin1Char('-')))
        name.remove(0, 1);
    while (name.endsWith(QLatin1Char('-')))
        name.chop(1);
    return name.isEmpty() ? QStringLiteral("report") : name;
}

QString reportFileName(const Report &report, ReportFormat format)
{
    // The id's first part keeps reports of one company and day apart.
    static const QRegularExpression notInId(QStringLiteral("[^A-Za-z0-9]"));
    constexpr qsizetype IdLength = 8;
    auto id = report.id;
    id = id.remove(notInId).left(IdLength);
    return QStringList{reportFileStem(report), report.createdAt.toUTC().toString(QStringLiteral("yyyy-MM-dd")), id}
               .join(QLatin1Char('-'))
           + QLatin1Char('.') + reportFormatName(format);
}

} // namespace consultantos
