// SPDX-License-Identifier: GPL-3.0-or-later
#include "onboarding/tips.h"

#include <QCoreApplication>

namespace consultantos {

QList<Tip> allTips()
{
    const auto say = [](const char *text) { return QCoreApplication::translate("Tips", text); };
    return {
        {say(QT_TRANSLATE_NOOP("Tips",
                               "Ctrl+K finds every command, company, report, setting and help topic: type a few "
                               "letters of its name.")),
         QStringLiteral("user-guide#commands-help-and-undo")},
        {say(QT_TRANSLATE_NOOP("Tips",
                               "Every number in a report is a link. It shows the formula, the facts and the place "
                               "in the filing that it comes from.")),
         QStringLiteral("user-guide#what-a-number-shows")},
        {say(QT_TRANSLATE_NOOP("Tips",
                               "Drop your documents anywhere on the window. Their figures become facts, their text "
                               "can be searched.")),
         QStringLiteral("user-guide#documents-1")},
        {say(QT_TRANSLATE_NOOP("Tips", "F1 opens the guide at what you are looking at, without the network.")),
         QStringLiteral("user-guide#commands-help-and-undo")},
        {say(QT_TRANSLATE_NOOP("Tips",
                               "F2 in a report edits the sentence under the cursor; what you set is marked as yours "
                               "and can be undone.")),
         QStringLiteral("editing-reports")},
        {say(QT_TRANSLATE_NOOP("Tips",
                               "Drag a report from the library to a folder or an e-mail: it arrives there as PDF.")),
         QStringLiteral("user-guide#drag-and-drop")},
        {say(QT_TRANSLATE_NOOP("Tips", "Pin the companies and reports that you come back to; they stand first in the "
                                       "brief and in the File menu.")),
         QStringLiteral("user-guide#recent-and-pinned")},
        {say(QT_TRANSLATE_NOOP("Tips",
                               "An engagement keeps a client's documents, facts, reports and questions apart from "
                               "all others: File > Engagement.")),
         QStringLiteral("user-guide#engagements")},
        {say(QT_TRANSLATE_NOOP("Tips",
                               "Monitors look at companies on a schedule and tell you when something that matters "
                               "has changed.")),
         QStringLiteral("user-guide#monitors-and-alerts")},
        {say(QT_TRANSLATE_NOOP("Tips",
                               "Choose two reports in the library and press Compare: each change is put down to its "
                               "cause.")),
         QStringLiteral("comparing-reports")},
        {say(QT_TRANSLATE_NOOP("Tips",
                               "Save a report as an Excel workbook, change a figure there, and read it back: the "
                               "differences are shown before anything is taken over.")),
         QStringLiteral("user-guide#workbooks-read-back")},
        {say(QT_TRANSLATE_NOOP("Tips",
                               "Data sent lists everything that left this computer. With all sources off that is "
                               "nothing.")),
         QStringLiteral("user-guide#what-left-this-computer")},
    };
}

} // namespace consultantos
