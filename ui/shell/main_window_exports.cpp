// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/library_page.h"
#include "report/report_export.h"
#include "report/report_tabs.h"
#include "report/workbook_read_back.h"
#include "shell/app_actions.h"
#include "shell/import_actions.h"
#include "shell/main_window.h"
#include "widgets/local_files.h"

#include <QAction>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileInfo>
#include <QStatusBar>

namespace consultantos {

void MainWindow::connectExports()
{
    const std::pair<QAction *, ReportExport::Format> formats[] = {
        {m_actions->saveHtml, ReportExport::Format::Html},    {m_actions->saveMarkdown, ReportExport::Format::Markdown},
        {m_actions->saveJson, ReportExport::Format::Json},    {m_actions->savePdf, ReportExport::Format::Pdf},
        {m_actions->saveWord, ReportExport::Format::Word},    {m_actions->saveWorkbook, ReportExport::Format::Workbook},
        {m_actions->saveSlides, ReportExport::Format::Slides}};
    for (const auto &[action, format] : formats)
        connect(action, &QAction::triggered, this,
                [this, format = format] { m_export->saveAs(currentReport(), format); });
    connect(m_actions->print, &QAction::triggered, this, [this] { m_export->print(currentReport()); });
    connect(m_actions->readBack, &QAction::triggered, this, [this] { m_readBack->chooseFile(currentReport()); });
    connect(m_library, &LibraryPage::saveRequested, m_export, &ReportExport::saveSeveral);
    const auto tell = [this](const QString &text) { statusBar()->showMessage(text); };
    connect(m_export, &ReportExport::message, statusBar(), tell);
    connect(m_export, &ReportExport::failed, this, &MainWindow::showError);
    connect(m_readBack, &WorkbookReadBack::message, statusBar(), tell);
    connect(m_readBack, &WorkbookReadBack::failed, this, &MainWindow::showError);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localFiles(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

/// A workbook that is dropped on the report it was made of is read back; all else goes into the stores.
void MainWindow::dropEvent(QDropEvent *event)
{
    const auto files = localFiles(event->mimeData());
    event->acceptProposedAction();
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
