// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "undo/undo_steps.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;
class QTimer;
class QToolButton;

namespace consultantos {

class ConversationListModel;

/// The conversations that are kept: search in their full text, open, rename, delete. Reads and writes the store on the
/// pool, and looks for changes of other instances while it is shown.
class ConversationList : public QWidget {
    Q_OBJECT
public:
    explicit ConversationList(const AppServices &services, QWidget *parent = nullptr);

    void reload();
    /// Which one is open now; empty: a new one.
    void setCurrent(const QString &id);
    void renameSelected();
    /// At once; undoOffered() brings it back.
    void deleteSelected();
    void focusSearch();

Q_SIGNALS:
    void opened(const QString &id);
    void newRequested();
    void deleted(const QString &id);
    void undoOffered(const consultantos::UndoStep &step);
    void failed(const consultantos::Error &error);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makeButtons();
    void remove(const QString &id, const QString &title);
    void rename(const QString &id, const QString &title);
    void pollChanges();
    void refreshState();
    void selectCurrent();
    [[nodiscard]] QString selectedId() const;

    const AppServices &m_services;
    ConversationListModel *m_model = nullptr;
    QLineEdit *m_search = nullptr;
    QListView *m_list = nullptr;
    QLabel *m_none = nullptr;
    QToolButton *m_new = nullptr;
    QToolButton *m_rename = nullptr;
    QToolButton *m_delete = nullptr;
    QTimer *m_typing = nullptr;
    QTimer *m_polling = nullptr;
    QString m_current;
    int m_query = 0; ///< answers to an older query are dropped
    qint64 m_changes = -1;
};

} // namespace consultantos
