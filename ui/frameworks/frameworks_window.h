// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "frameworks/framework_trial.h"
#include "model/report.h"

#include <QWidget>

#include <memory>

class QLabel;
class QListView;
class QPushButton;
class QTabWidget;

namespace consultantos {

class FrameworkDesk;
class FrameworkForm;
class FrameworkListModel;
class FrameworkPreview;
class FrameworkTextEditor;
class SavedFileButton;

/// The framework editor: a window of its own beside the program's. On the left all frameworks, beside them the one that is
/// open as tables or as text, and below what it says of a company.
class FrameworksWindow : public QWidget {
    Q_OBJECT
public:
    explicit FrameworksWindow(const AppServices &services, QWidget *parent = nullptr);
    ~FrameworksWindow() override;

    /// Shows the window with the framework of that id; empty: with the one that is open.
    void open(const QString &id);
    [[nodiscard]] FrameworkDesk &desk() { return *m_desk; }
    [[nodiscard]] FrameworkForm *form() const { return m_form; }
    [[nodiscard]] FrameworkTextEditor *text() const { return m_text; }
    [[nodiscard]] QTabWidget *tabs() const { return m_tabs; }

Q_SIGNALS:
    /// What can be chosen for an analysis is another.
    void filesChanged();
    void failed(const Error &error);
    /// A figure of the preview is to be shown with what it rests on.
    void evidenceActivated(const std::shared_ptr<const consultantos::Report> &report, const QString &scheme,
                           const QString &id);

private:
    [[nodiscard]] QWidget *makeHead();
    [[nodiscard]] QWidget *makeEditors();
    void refresh();
    /// The first faults, each with a link to its line.
    [[nodiscard]] QString faultText(const QList<FrameworkFault> &faults) const;
    void showLine(const QString &line);
    void chooseImport();
    void chooseExport();

    FrameworkDesk *m_desk;
    FrameworkListModel *m_model;
    QListView *m_list;
    QTabWidget *m_tabs;
    FrameworkForm *m_form;
    FrameworkTextEditor *m_text;
    FrameworkPreview *m_preview;
    QLabel *m_title;
    QLabel *m_fault;
    QLabel *m_note;
    SavedFileButton *m_saved; ///< beside m_note
    QString m_state;          ///< what m_note says of the framework itself, in place of what an action told
    QPushButton *m_save;
    QPushButton *m_revert;
    QPushButton *m_copy;
    QPushButton *m_remove;
    QPushButton *m_restore;
    QPushButton *m_export;
};

} // namespace consultantos
