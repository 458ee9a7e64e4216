// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report_export.h"

#include "base/logging.h"
#include "storage/report_repository.h"
#include "widgets/async.h"
#include "widgets/saving.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QPrintDialog>
#include <QPrinter>
#include <QRegularExpression>
#include <QTextDocument>

#include <algorithm>

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

/// "Tesla 2026-11-27.pdf"
QString fileName(const Report &report, ReportExport::Format format)
{
    const auto name = report.company.name.isEmpty() ? report.request.company : report.company.name;
    return QStringLiteral("%1 %2.%3")
        .arg(asFileName(name.simplified()), report.createdAt.date().toString(Qt::ISODate), suffixOf(format));
}

/// The window's settings are asked, too: what makes the files asks the policy again, but needn't be one of ours.
Status write(const AppServices &services, const Report &report, ReportExport::Format format, const QString &path)
{
    return services.settings.policy().admitExport(suffixOf(format)).and_then([&] {
        return format == ReportExport::Format::Pdf ? services.writers.pdf(report, path)
                                                   : services.writers.document(report, suffixOf(format), path);
    });
}

/// The paths of the files; those that were there stay as they are.
Result<QStringList> writeAll(const AppServices &services, const QStringList &ids, ReportExport::Format format,
                             const QString &folder)
{
    const QDir place(folder);
    QStringList paths;
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
        if (const auto done = write(services, *report, format, path); !done)
            return tl::unexpected(done.error());
        paths.append(path);
    }
    return paths;
}

} // namespace

QList<ReportExport::Format> ReportExport::formats()
{
    return {Format::Pdf, Format::Word, Format::Workbook, Format::Slides, Format::Html, Format::Markdown, Format::Json};
}

std::optional<ReportExport::Format> ReportExport::firstAllowed(const Policy &policy)
{
    const auto all = formats();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&policy](Format format) { return policy.allowsExport(suffixOf(format)); });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

QFuture<QStringList> ReportExport::files(const AppServices &services, const QStringList &ids, Format format,
                                         const QString &folder)
{
    return QtConcurrent::run(services.pool, [services, ids, format, folder] {
        const auto written = writeAll(services, ids, format, folder);
        if (!written)
            qCWarning(lcApp).noquote() << "a dragged report could not be written:" << written.error().toText();
        return written.value_or(QStringList());
    });
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

void ReportExport::lockUnlessAllowed(QAction *action, Format format, const Policy &policy)
{
    if (policy.allowsExport(suffixOf(format)))
        return;
    action->setEnabled(false);
    const auto reason = tr("Your administrator doesn't allow reports in this format.");
    action->setToolTip(reason);
    action->setStatusTip(reason);
    // A menu's entries show their tips only when told to.
    for (auto *place : action->associatedObjects()) {
        if (auto *menu = qobject_cast<QMenu *>(place))
            menu->setToolTipsVisible(true);
    }
}

ReportExport::ReportExport(const AppServices &services, QWidget *window)
    : QObject(window)
    , m_services(services)
    , m_window(window)
{
}

void ReportExport::saveAs(const std::shared_ptr<const Report> &report, Format format)
{
    auto *dialog = askWhereToSave(m_window, tr("Save report"), fileName(*report, format), {nameOf(format)});
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, report, format](const QString &path) { save(report, format, path); });
}

void ReportExport::save(const std::shared_ptr<const Report> &report, Format format, const QString &path)
{
    saveAsync(m_services.pool, this, path,
              [services = m_services, report, format, path] { return write(services, *report, format, path); });
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
        [this, count = static_cast<int>(ids.size()), folder](const Result<QStringList> &done) {
            if (done)
                Q_EMIT message(tr("%n report(s) saved in %1", nullptr, count).arg(folder), folder + QLatin1Char('/'));
            else
                Q_EMIT failed(done.error());
        });
}

void ReportExport::print(const std::shared_ptr<const Report> &report)
{
    runAsync(
        m_services.pool, this,
        [services = m_services, report]() -> Result<QByteArray> {
            if (const auto admitted = services.settings.policy().admitExport(suffixOf(Format::Pdf)); !admitted)
                return tl::unexpected(admitted.error());
            return services.writers.html(*report);
        },
        [this](const Result<QByteArray> &html) {
            if (!html) {
                Q_EMIT failed(html.error());
                return;
            }
            const auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
            auto *dialog = new QPrintDialog(printer.get(), m_window);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            connect(dialog, qOverload<QPrinter *>(&QPrintDialog::accepted), this, [this, printer, html = *html] {
                QTextDocument document;
                document.setHtml(QString::fromUtf8(html));
                document.print(printer.get());
                Q_EMIT message(tr("Sent to the printer"));
            });
            dialog->open();
        });
}

} // namespace consultantos
