// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAction;
class QMenu;
class QMenuBar;

namespace consultantos {

/// Every action of the window with its text and shortcut: the single place for them. The window connects them.
class AppActions : public QObject {
    Q_OBJECT
public:
    explicit AppActions(QObject *parent);

    void fillMenus(QMenuBar *bar, QMenu *engagements, QMenu *recent, QAction *inspector) const;
    /// Again in the language in force now.
    void retranslate();

    QAction *newAnalysis = nullptr;
    QAction *importFiles = nullptr;
    QAction *importFolder = nullptr;
    QAction *watchFolder = nullptr; ///< its text says which; see ImportActions
    QAction *saveTemplate = nullptr;
    QAction *analyse = nullptr;
    QAction *saveHtml = nullptr;
    QAction *saveMarkdown = nullptr;
    QAction *saveJson = nullptr;
    QAction *savePdf = nullptr;
    QAction *saveWord = nullptr;
    QAction *saveWorkbook = nullptr;
    QAction *saveSlides = nullptr;
    QAction *readBack = nullptr; ///< an edited workbook of the report that is shown
    QAction *print = nullptr;
    QAction *closeReport = nullptr;
    QAction *quit = nullptr;
    QAction *undoDelete = nullptr;
    QAction *copyEvidence = nullptr;
    QAction *editFrameworks = nullptr; ///< in a window of their own
    QAction *find = nullptr;
    QAction *palette = nullptr; ///< every action, company, report, setting and help topic by its name
    QAction *help = nullptr;    ///< of what has the focus
    QAction *guide = nullptr;   ///< from its beginning
    QAction *nextTip = nullptr;
    QAction *findInDocuments = nullptr;
    QAction *ask = nullptr;
    QAction *showSent = nullptr; ///< what was sent for the report that is shown
    QAction *cancelRun = nullptr;
    QAction *computeAnew = nullptr;  ///< the report that is shown, without the cache
    QAction *watchCompany = nullptr; ///< adds a monitor of the company of the report that is shown
    QAction *fullScreen = nullptr;
    QAction *supportArchive = nullptr;
    QAction *about = nullptr;
    QAction *aboutQt = nullptr;
    QList<QAction *>
        pages; ///< Brief, Run, Reports, Conversations, Documents, Library, Forecast, Scenarios, Compare, Monitors,
               ///< Data sent, Model costs, Performance, Settings
};

} // namespace consultantos
