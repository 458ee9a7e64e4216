// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "model/report.h"

#include <QFuture>
#include <QObject>
#include <QStringList>

#include <memory>
#include <optional>

class QAction;
class QWidget;

namespace consultantos {

/// Saves and prints a report. Dialogs are opened without an event loop of their own; files are written on the pool.
class ReportExport : public QObject {
    Q_OBJECT
public:
    enum class Format { Html, Markdown, Json, Pdf, Word, Workbook, Slides };

    ReportExport(const AppServices &services, QWidget *window);

    [[nodiscard]] static QList<Format> formats();
    /// "PDF (*.pdf)"
    [[nodiscard]] static QString nameOf(Format format);
    /// The first of formats() that the policy allows; nothing if it allows none.
    [[nodiscard]] static std::optional<Format> firstAllowed(const Policy &policy);
    /// Writes reports of the library into a folder, a file each, on the pool; what failed is a line of the log and not
    /// among the paths.
    [[nodiscard]] static QFuture<QStringList> files(const AppServices &services, const QStringList &ids, Format format,
                                                    const QString &folder);
    /// Switches the action off and says why, where the administrator's policy doesn't allow the format.
    static void lockUnlessAllowed(QAction *action, Format format, const Policy &policy);

    void saveAs(const std::shared_ptr<const Report> &report, Format format);
    /// Without a dialog; what saveAs() does once a path is chosen.
    void save(const std::shared_ptr<const Report> &report, Format format, const QString &path);
    /// Reports of the library, a file each in a folder that the user chooses.
    void saveSeveral(const QStringList &ids, Format format);
    /// Without the dialog.
    void saveInto(const QStringList &ids, Format format, const QString &folder);
    /// Counts as a PDF: a printer's dialog writes that, too.
    void print(const std::shared_ptr<const Report> &report);

Q_SIGNALS:
    void message(const QString &text, const QString &savedFile = {});
    void failed(const consultantos::Error &error);

private:
    const AppServices &m_services;
    QWidget *m_window = nullptr;
};

} // namespace consultantos
