// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report_export.h"

#include "widgets/async.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QPrintDialog>
#include <QPrinter>
#include <QRegularExpression>
#include <QSaveFile>
#include <QTextDocument>

namespace consultantos {

namespace {

QString suffixOf(ReportExport::Format format)
{
    switch (format) {
    case ReportExport::Format::Html:
        return QStringLiteral("html");
    case ReportExport::Format::Markdown:
        return QStringLiteral("md");
    case ReportExport::Format::Json:
        return QStringLiteral("json");
    case ReportExport::Format::Pdf:
        return QStringLiteral("pdf");
    case ReportExport::Format::Word:
        return QStringLiteral("docx");
    case ReportExport::Format::Workbook:
        return QStringLiteral("xlsx");
    case ReportExport::Format::Slides:
        return QStringLiteral("pptx");
    }
    return {};
}

Status writeFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(ErrorCode::Unreadable, ReportExport::tr("The report could not be saved as %1.").arg(path),
                    file.errorString());
    return {};
}

} // namespace

ReportExport::ReportExport(const AppServices &services, QWidget *window)
    : QObject(window)
    , m_services(services)
    , m_window(window)
{
}

void ReportExport::saveAs(const std::shared_ptr<const Report> &report, Format format)
{
    const QString filters[] = {tr("Web page (*.html)"),
                               tr("Markdown (*.md)"),
                               tr("JSON (*.json)"),
                               tr("PDF (*.pdf)"),
                               tr("Word document (*.docx)"),
                               tr("Excel workbook (*.xlsx)"),
                               tr("PowerPoint presentation (*.pptx)")};
    auto *dialog = new QFileDialog(m_window, tr("Save report"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffixOf(format));
    dialog->setNameFilter(filters[int(format)]);
    auto name = report->company.name.isEmpty() ? report->request.company : report->company.name;
    static const QRegularExpression forbidden(QStringLiteral("[\\\\/:*?\"<>|\\s]+"));
    dialog->selectFile(QStringLiteral("%1 %2.%3")
                           .arg(name.replace(forbidden, QStringLiteral(" ")).trimmed(),
                                report->createdAt.date().toString(Qt::ISODate), suffixOf(format)));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, report, format](const QString &path) { save(report, format, path); });
    dialog->open();
}

void ReportExport::save(const std::shared_ptr<const Report> &report, Format format, const QString &path)
{
    const auto writers = m_services.writers;
    runAsync(
        m_services.pool, this,
        [writers, report, format, path]() -> Status {
            switch (format) {
            case Format::Html:
                return writeFile(path, writers.html(*report));
            case Format::Markdown:
                return writeFile(path, writers.markdown(*report));
            case Format::Json:
                return writeFile(path, writers.json(*report));
            case Format::Pdf:
                return writers.pdf(*report, path);
            case Format::Word:
            case Format::Workbook:
            case Format::Slides:
                return writers.document(*report, suffixOf(format), path);
            }
            return {};
        },
        [this, path](const Status &done) {
            if (done)
                Q_EMIT message(tr("Saved as %1").arg(path));
            else
                Q_EMIT failed(done.error());
        });
}

void ReportExport::print(const std::shared_ptr<const Report> &report)
{
    runAsync(
        m_services.pool, this, [writers = m_services.writers, report] { return writers.html(*report); },
        [this](const QByteArray &html) {
            const auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
            auto *dialog = new QPrintDialog(printer.get(), m_window);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            connect(dialog, qOverload<QPrinter *>(&QPrintDialog::accepted), this, [this, printer, html] {
                QTextDocument document;
                document.setHtml(QString::fromUtf8(html));
                document.print(printer.get());
                Q_EMIT message(tr("Sent to the printer"));
            });
            dialog->open();
        });
}

} // namespace consultantos
