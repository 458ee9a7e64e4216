// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "documents/document_place.h"
#include "storage/document_repository.h"
#include "undo/undo_steps.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QListView;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTimer;

namespace consultantos {

class DocumentListModel;
class DocumentRemoval;
class DocumentSearch;
class DocumentTable;
class DocumentViewer;
class EmptyState;
class ImportController;
class PassageListModel;
class SearchBar;

/// The user's documents: search in their text on top, what it finds or the list of documents left, the document right,
/// the running import below. Reads the store on the pool, again whenever it is shown or an import has changed it.
class DocumentsPage : public QWidget {
    Q_OBJECT
public:
    DocumentsPage(const AppServices &services, ImportController *imports, QWidget *parent = nullptr);

    /// Opens the document at a place that something outside the page means: it gets all the room there is until the
    /// user searches or closes it.
    void showPlace(const DocumentPlace &place);
    void reload();
    void focusSearch();
    [[nodiscard]] DocumentViewer *viewer() const { return m_viewer; }
    /// The document that is open; without id if none is.
    [[nodiscard]] DocumentRecord current() const;

Q_SIGNALS:
    void importFilesRequested();
    void importFolderRequested();
    /// An analysis is to be described that has this document as evidence.
    void briefRequested(const consultantos::DocumentRecord &document);
    void currentChanged();
    void useActivated(const QString &reportId, const QString &claimId);
    void failed(const consultantos::Error &error);
    void undoOffered(const consultantos::UndoStep &step);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeResults();
    QWidget *makeDocuments();
    void connectSearch();
    void connectImports(ImportController *imports);
    void search(bool isAtOnce);
    void showHits(const PassageHits &hits);
    void showFound();
    void openHit(int row);
    void open(const DocumentPlace &place);
    void closeViewer();
    void refreshState();
    void removeSelected();
    void startBrief(const QString &documentId);
    void markSelected(bool isNeverSent);

    const AppServices &m_services;
    DocumentListModel *m_documents = nullptr;
    PassageListModel *m_hits = nullptr;
    DocumentSearch *m_search = nullptr;
    DocumentRemoval *m_removal = nullptr;
    SearchBar *m_bar = nullptr;
    DocumentTable *m_table = nullptr;
    QListView *m_results = nullptr;
    QLabel *m_found = nullptr;
    QPushButton *m_more = nullptr;
    QPushButton *m_open = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_brief = nullptr;
    QCheckBox *m_neverSend = nullptr;
    EmptyState *m_empty = nullptr;
    EmptyState *m_noHits = nullptr;
    QStackedWidget *m_left = nullptr;
    QSplitter *m_splitter = nullptr;
    DocumentViewer *m_viewer = nullptr;
    QTimer *m_changed = nullptr;
    bool m_isLoaded = false;
    bool m_isAnswered = false; ///< the hits are those of what stands in the search field
    int m_query = 0;
};

} // namespace consultantos
