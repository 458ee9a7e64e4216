// SPDX-License-Identifier: GPL-3.0-or-later
// Renders a report of JSON in a language: render_report RESOURCES REPORT.json LANGUAGE OUTPUT.{md,html,pdf,docx,xlsx,pptx,json}
#include "report/report_file.h"

#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QTextStream>

using namespace consultantos;

int main(int argc, char *argv[])
{
    QGuiApplication application(argc, argv);
    QTextStream err(stderr);
    const auto arguments = QGuiApplication::arguments();
    if (arguments.size() != 5) {
        err << "render_report RESOURCES REPORT.json LANGUAGE OUTPUT\n";
        return 2;
    }
    QFile file(arguments[2]);
    const auto report = file.open(QIODevice::ReadOnly)
                            ? reportFromJson(QJsonDocument::fromJson(file.readAll()).object())
                            : Result<Report>(fail(ErrorCode::Unreadable, file.errorString(), {}));
    ExportOptions options;
    options.languages = ReportLanguages(arguments[1]);
    options.language = arguments[3];
    const auto done = report.and_then([&](const Report &read) {
        return reportFormatFromName(QFileInfo(arguments[4]).suffix()).and_then([&](ReportFormat format) {
            return writeReport(read, format, arguments[4], options);
        });
    });
    if (done)
        return 0;
    err << done.error().message << ' ' << done.error().detail << '\n';
    return 1;
}
