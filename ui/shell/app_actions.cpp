// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/app_actions.h"

#include <QAction>
#include <QActionGroup>
#include <QKeySequence>
#include <QMenu>
#include <QMenuBar>

namespace consultantos {

AppActions::AppActions(QObject *parent)
    : QObject(parent)
{
    for (auto **action : {&newAnalysis,     &importFiles,  &importFolder,   &watchFolder,    &saveTemplate,
                          &analyse,         &saveHtml,     &saveMarkdown,   &saveJson,       &savePdf,
                          &saveWord,        &saveWorkbook, &saveSlides,     &readBack,       &print,
                          &closeReport,     &quit,         &undoDelete,     &copyEvidence,   &find,
                          &findInDocuments, &ask,          &showSent,       &cancelRun,      &computeAnew,
                          &watchCompany,    &fullScreen,   &editFrameworks, &supportArchive, &about,
                          &aboutQt,         &palette,      &help,           &guide,          &nextTip})
        *action = new QAction(this);
    auto *group = new QActionGroup(this);
    constexpr int PageCount = 14;
    for (int page = 0; page < PageCount; ++page) {
        auto *action = new QAction(group);
        action->setCheckable(true);
        pages.append(action);
    }
    // The tenth by 0, as that key stands behind 9. Pages that came later have letters, so that no page's number changed; the
    // settings, the last, as on every desktop.
    const QMap<int, QKeySequence> letters{{6, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T)},
                                          {7, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Y)},
                                          {8, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D)},
                                          {PageCount - 1, QKeySequence(Qt::CTRL | Qt::Key_Comma)}};
    int number = 0;
    for (int page = 0; page < PageCount; ++page)
        pages[page]->setShortcut(letters.contains(page) ? letters[page]
                                                        : QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_0 + ++number % 10)));
    newAnalysis->setShortcuts(QKeySequence::New);
    importFiles->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_I));
    importFolder->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_I));
    watchFolder->setCheckable(true);
    analyse->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return));
    saveHtml->setShortcuts(QKeySequence::Save);
    savePdf->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S));
    print->setShortcuts(QKeySequence::Print);
    closeReport->setShortcuts(QKeySequence::Close);
    quit->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q));
    quit->setMenuRole(QAction::QuitRole);
    undoDelete->setShortcut(QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_Z));
    copyEvidence->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    find->setShortcuts(QKeySequence::Find);
    findInDocuments->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F));
    palette->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_K));
    help->setShortcut(QKeySequence(Qt::Key_F1));
    ask->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_J));
    editFrameworks->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E));
    watchCompany->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M));
    computeAnew->setShortcut(QKeySequence(Qt::Key_F5));
    cancelRun->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Period));
    fullScreen->setShortcut(QKeySequence(Qt::Key_F11));
    fullScreen->setCheckable(true);
    about->setMenuRole(QAction::AboutRole);
    aboutQt->setMenuRole(QAction::AboutQtRole);
    retranslate();
}

void AppActions::retranslate()
{
    newAnalysis->setText(tr("&New analysis"));
    importFiles->setText(tr("&Import files …"));
    importFolder->setText(tr("Import a f&older …"));
    saveTemplate->setText(tr("Save a &template for client figures …"));
    watchFolder->setText(tr("&Watch a folder …"));
    analyse->setText(tr("&Analyse"));
    saveHtml->setText(tr("Save as &HTML …"));
    saveMarkdown->setText(tr("Save as &Markdown …"));
    saveJson->setText(tr("Save as &JSON …"));
    savePdf->setText(tr("Save as P&DF …"));
    saveWord->setText(tr("Save as &Word document …"));
    saveWorkbook->setText(tr("Save as &Excel workbook …"));
    saveSlides->setText(tr("Save as P&owerPoint …"));
    const auto exported = tr("export report", "what people may type into the command palette for what saves a report");
    for (const auto &[save, endings] :
         {std::pair(saveHtml, ""), std::pair(saveMarkdown, " md"), std::pair(saveJson, ""), std::pair(savePdf, ""),
          std::pair(saveWord, " docx"), std::pair(saveWorkbook, " xlsx"), std::pair(saveSlides, " pptx")})
        save->setProperty("otherNames", QString(exported + QLatin1String(endings)));
    readBack->setText(tr("&Read back a workbook …"));
    print->setText(tr("&Print …"));
    closeReport->setText(tr("&Close report"));
    quit->setText(tr("&Quit"));
    undoDelete->setText(tr("&Undo delete"));
    copyEvidence->setText(tr("&Copy evidence"));
    find->setText(tr("&Find in the library"));
    findInDocuments->setText(tr("Find in the &documents"));
    ask->setText(tr("&Ask"));
    palette->setText(tr("Find a &command …"));
    help->setText(tr("&Help on this"));
    guide->setText(tr("&Guide"));
    nextTip->setText(tr("Show a &tip"));
    showSent->setText(tr("What was &sent for this report"));
    cancelRun->setText(tr("&Cancel the analysis"));
    computeAnew->setText(tr("Compute &anew"));
    computeAnew->setStatusTip(tr("Analyses the company of this report again without using what the cache holds"));
    editFrameworks->setText(tr("Fra&meworks …"));
    watchCompany->setText(tr("&Monitor this company …"));
    fullScreen->setText(tr("&Full screen"));
    supportArchive->setText(tr("&Support archive …"));
    about->setText(tr("&About ConsultantOS"));
    aboutQt->setText(tr("About &Qt"));
    const QString titles[] = {tr("&Brief"),       tr("&Run"),      tr("R&eports"),   tr("Con&versations"),
                              tr("&Documents"),   tr("&Library"),  tr("&Forecast"),  tr("Sce&narios"),
                              tr("Com&pare"),     tr("&Monitors"), tr("Da&ta sent"), tr("Model c&osts"),
                              tr("&Performance"), tr("&Settings")};
    for (qsizetype page = 0; page < pages.size(); ++page)
        pages[page]->setText(titles[page]);
}

void AppActions::fillMenus(QMenuBar *bar, QMenu *engagements, QMenu *recent, QAction *inspector) const
{
    bar->clear();
    auto *file = bar->addMenu(tr("&File"));
    file->addActions({newAnalysis, analyse, computeAnew, cancelRun, watchCompany});
    file->addSeparator();
    file->addActions({importFiles, importFolder, watchFolder, saveTemplate});
    file->addSeparator();
    file->addMenu(recent);
    file->addMenu(engagements);
    file->addSeparator();
    file->addActions({saveHtml, saveMarkdown, saveJson, savePdf, saveWord, saveWorkbook, saveSlides, print, readBack});
    file->addSeparator();
    file->addActions({closeReport, quit});
    auto *edit = bar->addMenu(tr("&Edit"));
    edit->addActions({undoDelete, copyEvidence});
    edit->addSeparator();
    edit->addActions({palette, find, findInDocuments});
    edit->addSeparator();
    edit->addAction(editFrameworks);
    auto *view = bar->addMenu(tr("&View"));
    view->addActions({inspector, showSent, fullScreen});
    auto *go = bar->addMenu(tr("&Go"));
    go->addActions(pages);
    go->addSeparator();
    go->addAction(ask);
    auto *menu = bar->addMenu(tr("&Help"));
    menu->addActions({help, guide, nextTip});
    menu->addSeparator();
    menu->addActions({supportArchive, about, aboutQt});
}

} // namespace consultantos
