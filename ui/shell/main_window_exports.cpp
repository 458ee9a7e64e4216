// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/library_page.h"
#include "report/report_export.h"
#include "report/report_tabs.h"
#include "report/sealed_opener.h"
#include "report/workbook_read_back.h"
#include "shell/app_actions.h"
#include "shell/import_actions.h"
#include "shell/main_window.h"
#include "shell/notice_bar.h"
#include "widgets/local_files.h"

#include <QAction>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileInfo>

namespace consultantos {

namespace {

QList<std::pair<QAction *, ReportExport::Format>> savingActions(const AppActions &actions)
{
    using Format = ReportExport::Format;
    return {{actions.saveHtml, Format::Html},    {actions.saveMarkdown, Format::Markdown},
            {actions.saveJson, Format::Json},    {actions.savePdf, Format::Pdf},
            {actions.saveWord, Format::Word},    {actions.saveWorkbook, Format::Workbook},
            {actions.saveSlides, Format::Slides}};
}

} // namespace

void MainWindow::lockForbiddenExports()
{
    const auto &policy = m_services.settings.policy();
    for (const auto &[action, format] : savingActions(*m_actions))
        ReportExport::lockUnlessAllowed(action, format, policy);
    ReportExport::lockUnlessAllowed(m_actions->print, ReportExport::Format::Pdf, policy);
}

void MainWindow::connectExports()
{
    for (const auto &[action, format] : savingActions(*m_actions))
        connect(action, &QAction::triggered, this,
                [this, format = format] { m_export->saveAs(currentReport(), format); });
    connect(m_actions->print, &QAction::triggered, this, [this] { m_export->print(currentReport()); });
    connect(m_actions->readBack, &QAction::triggered, this, [this] { m_readBack->chooseFile(currentReport()); });
    connect(m_library, &LibraryPage::saveRequested, m_export, &ReportExport::saveSeveral);
    connect(m_export, &ReportExport::message, this, &MainWindow::tell);
    connect(m_export, &ReportExport::failed, this, &MainWindow::showError);
    m_sealed = new SealedOpener(m_services, this);
    connect(m_sealed, &SealedOpener::message, this, [this](const QString &text) { tell(text, {}); });
    connect(m_sealed, &SealedOpener::failed, this, &MainWindow::showError);
    connect(m_sealed, &SealedOpener::opened, this,
            [this](const std::shared_ptr<const Report> &report, const QString &verified, const QString &signature) {
                // One of the library with the same id may have been settled or edited since.
                m_reports->closeReport(report->id);
                openReport(report);
                m_notice->tell({{ErrorCode::Internal, verified, signature, false}}, {});
            });
    connect(m_readBack, &WorkbookReadBack::message, this, [this](const QString &text) { tell(text, {}); });
    connect(m_readBack, &WorkbookReadBack::failed, this, &MainWindow::showError);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localFiles(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    openFiles(localFiles(event->mimeData()));
}

void MainWindow::openFiles(const QStringList &all)
{
    QStringList files;
    for (const auto &file : all) {
        if (SealedOpener::isSealed(file))
            m_sealed->open(file);
        else
            files.append(file);
    }
    if (files.isEmpty())
        return;
    const auto import = [this, files] {
        showPage(Documents);
        m_import->import(files);
    };
    const auto report = currentPage() == Reports ? currentReport() : nullptr;
    if (report != nullptr && files.size() == 1
        && QFileInfo(files.first()).suffix().compare(QLatin1String("xlsx"), Qt::CaseInsensitive) == 0)
        m_readBack->read(report, files.first(), import);
    else
        import();
}

} // namespace consultantos
