// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report_export.h"

#include "storage/report_repository.h"
#include "widgets/async.h"

#include <QDir>
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

/// "Tesla 2026-11-27.pdf"
QString fileName(const Report &report, ReportExport::Format format)
{
    auto name = report.company.name.isEmpty() ? report.request.company : report.company.name;
    static const QRegularExpression forbidden(QStringLiteral("[\\\\/:*?\"<>|\\s]+"));
    // Of a name of any length a file system takes this much, in any script.
    constexpr qsizetype MostLetters = 60;
    return QStringLiteral("%1 %2.%3")
        .arg(name.replace(forbidden, QStringLiteral(" ")).trimmed().left(MostLetters),
             report.createdAt.date().toString(Qt::ISODate), suffixOf(format));
}

Status write(const ReportWriters &writers, const Report &report, ReportExport::Format format, const QString &path)
{
    switch (format) {
    case ReportExport::Format::Html:
        return writeFile(path, writers.html(report));
    case ReportExport::Format::Markdown:
        return writeFile(path, writers.markdown(report));
    case ReportExport::Format::Json:
        return writeFile(path, writers.json(report));
    case ReportExport::Format::Pdf:
        return writers.pdf(report, path);
    case ReportExport::Format::Word:
    case ReportExport::Format::Workbook:
    case ReportExport::Format::Slides:
        return writers.document(report, suffixOf(format), path);
    }
    return {};
}

/// Files that are there stay as they are.
Status writeAll(const AppServices &services, const QStringList &ids, ReportExport::Format format, const QString &folder)
{
    const QDir place(folder);
    for (const auto &id : ids) {
        const auto report = services.reports->load(id);
        if (!report)
            return tl::unexpected(report.error());
        const auto name = fileName(*report, format);
        auto path = place.filePath(name);
        for (int number = 2; QFileInfo::exists(path); ++number)
            path = place.filePath(
                QStringLiteral("%1 (%2).%3")
                    .arg(name.chopped(suffixOf(format).size() + 1), QString::number(number), suffixOf(format)));
        if (const auto done = write(services.writers, *report, format, path); !done)
            return done;
    }
    return {};
}

} // namespace

QList<ReportExport::Format> ReportExport::formats()
{
    return {Format::Pdf, Format::Word, Format::Workbook, Format::Slides, Format::Html, Format::Markdown, Format::Json};
}

QString ReportExport::nameOf(Format format)
{
    const QString names[] = {tr("Web page (*.html)"),
                             tr("Markdown (*.md)"),
                             tr("JSON (*.json)"),
                             tr("PDF (*.pdf)"),
                             tr("Word document (*.docx)"),
                             tr("Excel workbook (*.xlsx)"),
                             tr("PowerPoint presentation (*.pptx)")};
    return names[int(format)];
}

ReportExport::ReportExport(const AppServices &services, QWidget *window)
    : QObject(window)
    , m_services(services)
    , m_window(window)
{
}

void ReportExport::saveAs(const std::shared_ptr<const Report> &report, Format format)
{
    auto *dialog = new QFileDialog(m_window, tr("Save report"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffixOf(format));
    dialog->setNameFilter(nameOf(format));
    dialog->selectFile(fileName(*report, format));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, report, format](const QString &path) { save(report, format, path); });
    dialog->open();
}

void ReportExport::save(const std::shared_ptr<const Report> &report, Format format, const QString &path)
{
    const auto writers = m_services.writers;
    runAsync(
        m_services.pool, this, [writers, report, format, path] { return write(writers, *report, format, path); },
        [this, path](const Status &done) {
            if (done)
                Q_EMIT message(tr("Saved as %1").arg(path));
            else
                Q_EMIT failed(done.error());
        });
}

void ReportExport::saveSeveral(const QStringList &ids, Format format)
{
    if (ids.isEmpty())
        return;
    auto *dialog = new QFileDialog(m_window, tr("Save report"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, ids, format](const QString &folder) { saveInto(ids, format, folder); });
    dialog->open();
}

void ReportExport::saveInto(const QStringList &ids, Format format, const QString &folder)
{
    runAsync(
        m_services.pool, this,
        [services = m_services, ids, format, folder] { return writeAll(services, ids, format, folder); },
        [this, count = static_cast<int>(ids.size()), folder](const Status &done) {
            if (done)
                Q_EMIT message(tr("%n report(s) saved in %1", nullptr, count).arg(folder));
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
