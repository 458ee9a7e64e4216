// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/documents_page.h"

#include "documents/document_list_model.h"
#include "documents/document_removal.h"
#include "documents/document_search.h"
#include "documents/document_table.h"
#include "documents/document_viewer.h"
#include "documents/import_controller.h"
#include "documents/import_panel.h"
#include "documents/passage_delegate.h"
#include "documents/passage_list_model.h"
#include "documents/search_bar.h"
#include "widgets/async.h"
#include "widgets/empty_state.h"
#include "widgets/focus_passing.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace consultantos {

namespace {

// During an import the list is read again at most this often.
constexpr std::chrono::milliseconds ReloadPause{300};

enum Left { Documents, Hits, NoDocuments, NoHits };

} // namespace

DocumentsPage::DocumentsPage(const AppServices &services, ImportController *imports, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_documents(new DocumentListModel(this))
    , m_hits(new PassageListModel(this))
    , m_search(new DocumentSearch(services, this))
    , m_removal(new DocumentRemoval(services, this))
    , m_bar(new SearchBar)
    , m_table(new DocumentTable(m_documents))
    , m_results(new QListView)
    , m_left(new QStackedWidget)
    , m_splitter(new QSplitter)
    , m_viewer(new DocumentViewer(services))
    , m_changed(new QTimer(this))
{
    m_empty = new EmptyState(
        QStringLiteral("documents"), tr("No documents yet"),
        tr("Drop files or a folder on the window: PDF, Word, PowerPoint, Excel, OpenDocument, CSV, web pages, "
           "mails, feeds and filings. Their figures become facts, their text is searched here."),
        tr("Import files …"));
    m_noHits = new EmptyState(QStringLiteral("search"), tr("Nothing found"),
                              tr("Search for other words, or widen company, year, format and section."), {});
    for (auto *widget : std::initializer_list<QWidget *>{makeDocuments(), makeResults(), m_empty, m_noHits})
        m_left->addWidget(widget);
    m_left->setMinimumWidth(fontMetrics().averageCharWidth() * 36);
    m_splitter->addWidget(m_left);
    m_splitter->addWidget(m_viewer);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(2 * GridUnit);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 3);
    m_viewer->hide();

    auto *panel = new ImportPanel(imports);
    connect(panel, &ImportPanel::documentActivated, this, [this](const QString &id) { open({id, 0, {}, {}, {}, {}}); });
    connect(panel, &ImportPanel::briefRequested, this, &DocumentsPage::startBrief);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4 * GridUnit, 3 * GridUnit, 4 * GridUnit, 2 * GridUnit);
    layout->setSpacing(2 * GridUnit);
    layout->addWidget(makeHead());
    layout->addWidget(m_bar);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(panel);
    passFocusOn(this, m_bar);

    connect(m_empty, &EmptyState::activated, this, &DocumentsPage::importFilesRequested);
    connect(m_viewer, &DocumentViewer::closed, this, &DocumentsPage::closeViewer);
    connect(m_viewer, &DocumentViewer::shown, this, &DocumentsPage::currentChanged);
    connect(m_viewer, &DocumentViewer::useActivated, this, &DocumentsPage::useActivated);
    connect(m_viewer, &DocumentViewer::failed, this, &DocumentsPage::failed);
    connect(m_removal, &DocumentRemoval::failed, this, &DocumentsPage::failed);
    connect(m_removal, &DocumentRemoval::undoOffered, this, &DocumentsPage::undoOffered);
    connect(m_removal, &DocumentRemoval::changed, this, [this](const QStringList &ids) {
        if (ids.contains(current().id))
            closeViewer();
        reload();
    });
    connectSearch();
    connectImports(imports);
    refreshState();
}

QWidget *DocumentsPage::makeHead()
{
    auto *title = new QLabel(tr("Documents"));
    title->setProperty("role", QStringLiteral("title"));
    auto *files = new QPushButton(tr("Import files …"));
    auto *folder = new QPushButton(tr("Import a folder …"));
    files->setObjectName(QStringLiteral("importFiles"));
    connect(files, &QPushButton::clicked, this, &DocumentsPage::importFilesRequested);
    connect(folder, &QPushButton::clicked, this, &DocumentsPage::importFolderRequested);
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(GridUnit);
    row->addWidget(title, 1);
    row->addWidget(files);
    row->addWidget(folder);
    return head;
}

QWidget *DocumentsPage::makeDocuments()
{
    m_open = new QPushButton(tr("&Open"));
    m_remove = new QPushButton(tr("&Remove"));
    m_remove->setObjectName(QStringLiteral("documentRemove"));
    m_brief = new QPushButton(tr("New &brief"));
    m_brief->setObjectName(QStringLiteral("documentBrief"));
    m_brief->setAccessibleName(tr("New brief with this document"));
    m_brief->setToolTip(tr("Describes an analysis that has the selected document among its evidence"));
    connect(m_brief, &QPushButton::clicked, this, [this] { startBrief(m_table->selectedIds().value(0)); });
    connect(m_table, &DocumentTable::briefRequested, this, &DocumentsPage::startBrief);
    connect(m_table, &DocumentTable::documentActivated, this, [this](const QString &id) {
        open({id, 0, {}, {}, {}, {}});
    });
    connect(m_table, &DocumentTable::documentsSelected, this, &DocumentsPage::refreshState);
    connect(m_table, &DocumentTable::removalRequested, this, &DocumentsPage::removeSelected);
    connect(m_remove, &QPushButton::clicked, this, &DocumentsPage::removeSelected);
    m_neverSend = new QCheckBox(tr("&Never send to a language model"));
    m_neverSend->setObjectName(QStringLiteral("documentNeverSend"));
    m_neverSend->setToolTip(tr("Neither the selected documents' text nor the figures read from them"));
    connect(m_neverSend, &QCheckBox::clicked, this, &DocumentsPage::markSelected);
    connect(m_table, &DocumentTable::neverSendRequested, this, &DocumentsPage::markSelected);
    connect(m_open, &QPushButton::clicked, this, [this] {
        const auto ids = m_table->selectedIds();
        if (!ids.isEmpty())
            open({ids.first(), 0, {}, {}, {}, {}});
    });
    auto *box = new QWidget;
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(GridUnit);
    buttons->addWidget(m_open);
    buttons->addWidget(m_brief);
    buttons->addWidget(m_remove);
    buttons->addWidget(m_neverSend);
    buttons->addStretch();
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(GridUnit);
    column->addWidget(m_table, 1);
    passFocusOn(box, m_table);
    column->addLayout(buttons);
    return box;
}

QWidget *DocumentsPage::makeResults()
{
    m_results->setObjectName(QStringLiteral("searchResults"));
    m_results->setAccessibleName(tr("Passages found"));
    m_results->setModel(m_hits);
    m_results->setItemDelegate(new PassageDelegate(m_results));
    m_results->setResizeMode(QListView::Adjust);
    m_results->setWordWrap(true); // else a change of width leaves the cards as high as they were
    m_results->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_results->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_results->setFrameShape(QFrame::NoFrame);
    m_results->viewport()->setAutoFillBackground(false);
    connect(m_results->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &index) { openHit(index.row()); });
    connect(m_results, &QListView::activated, this, [this](const QModelIndex &index) { openHit(index.row()); });
    m_found = new QLabel;
    m_found->setObjectName(QStringLiteral("searchCount"));
    m_found->setProperty("role", QStringLiteral("muted"));
    m_found->setWordWrap(true);
    m_more = new QPushButton(tr("Show &more"));
    m_more->setObjectName(QStringLiteral("searchMore"));
    connect(m_more, &QPushButton::clicked, this, [this] { m_search->more(m_hits->rowCount()); });
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(GridUnit);
    column->addWidget(m_found);
    column->addWidget(m_results, 1);
    passFocusOn(box, m_results);
    column->addWidget(m_more, 0, Qt::AlignLeft);
    return box;
}

void DocumentsPage::connectSearch()
{
    connect(m_bar, &SearchBar::edited, this, [this] { search(false); });
    connect(m_bar, &SearchBar::submitted, this, [this] { search(true); });
    connect(m_search, &DocumentSearch::found, this, &DocumentsPage::showHits);
    connect(m_search, &DocumentSearch::foundMore, this, [this](const PassageHits &more) {
        m_hits->append(more);
        showFound();
    });
    connect(m_search, &DocumentSearch::failed, this, &DocumentsPage::failed);
}

void DocumentsPage::connectImports(ImportController *imports)
{
    m_changed->setSingleShot(true);
    m_changed->setInterval(ReloadPause);
    connect(m_changed, &QTimer::timeout, this, &DocumentsPage::reload);
    connect(imports, &ImportController::taken, this, [this] {
        if (!m_changed->isActive())
            m_changed->start();
    });
}

void DocumentsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    reload();
}

void DocumentsPage::reload()
{
    struct Known {
        Result<QList<DocumentRecord>> documents;
        QStringList sections;
    };
    runAsync(
        m_services.pool, this,
        [documents = m_services.documents] {
            // Without the sections' names search has one filter less: no error of its own.
            return Known{documents->list(), documents->sections().value_or(QStringList())};
        },
        [this, query = ++m_query](const Known &known) {
            if (query != m_query)
                return;
            if (!known.documents) {
                Q_EMIT failed(known.documents.error());
                return;
            }
            m_isLoaded = true;
            const auto selected = m_table->selectedIds();
            m_documents->setDocuments(*known.documents);
            m_table->select(selected);
            m_bar->setChoices(*known.documents, known.sections);
            refreshState();
        });
}

void DocumentsPage::search(bool isAtOnce)
{
    const auto filter = m_bar->filter();
    m_table->setFilter(filter.companyId, filter.fiscalYear, filter.format);
    if (isAtOnce)
        m_search->searchNow(filter);
    else
        m_search->search(filter);
    m_isAnswered = false;
    m_left->show();
    if (filter.text.trimmed().isEmpty())
        m_hits->setHits({});
    refreshState();
}

void DocumentsPage::showHits(const PassageHits &hits)
{
    m_hits->setHits(hits);
    m_isAnswered = true;
    showFound();
    refreshState();
}

void DocumentsPage::showFound()
{
    auto text = tr("%n passage(s)", nullptr, m_hits->total());
    if (m_search->filter().match == WordMatch::Any)
        text = tr("No passage holds all words. %1 with some of them:").arg(text);
    m_found->setText(text);
    m_more->setVisible(m_hits->rowCount() < m_hits->total());
}

void DocumentsPage::openHit(int row)
{
    if (row < 0 || row >= m_hits->rowCount())
        return;
    auto place = placeOf(m_hits->hit(row).placed.passage);
    place.documentId = m_hits->hit(row).documentId;
    open(place);
}

void DocumentsPage::showPlace(const DocumentPlace &place)
{
    m_left->hide();
    open(place);
}

void DocumentsPage::open(const DocumentPlace &place)
{
    m_viewer->show();
    m_table->setCompact(true);
    m_viewer->open(place);
}

void DocumentsPage::closeViewer()
{
    m_viewer->hide();
    m_left->show();
    m_table->setCompact(false);
    m_left->currentWidget()->setFocus();
    Q_EMIT currentChanged();
}

DocumentRecord DocumentsPage::current() const
{
    return m_viewer->isHidden() ? DocumentRecord() : m_viewer->page().document;
}

void DocumentsPage::refreshState()
{
    const bool isSearching = !m_bar->filter().text.trimmed().isEmpty();
    if (m_isLoaded && m_documents->rowCount() == 0)
        m_left->setCurrentIndex(NoDocuments);
    else if (!isSearching)
        m_left->setCurrentIndex(Documents);
    else if (m_isAnswered) // until then what is there stays
        m_left->setCurrentIndex(m_hits->rowCount() > 0 ? Hits : NoHits);
    m_bar->setEnabled(!m_isLoaded || m_documents->rowCount() > 0);
    const bool hasSelection = !m_table->selectedIds().isEmpty();
    m_open->setEnabled(hasSelection);
    m_remove->setEnabled(hasSelection);
    m_brief->setEnabled(m_table->selectedIds().size() == 1);
    m_neverSend->setEnabled(hasSelection);
    m_neverSend->setChecked(m_table->isSelectionNeverSent());
}

void DocumentsPage::removeSelected()
{
    m_removal->remove(m_table->selectedIds());
}

void DocumentsPage::startBrief(const QString &documentId)
{
    // Read anew: the list may not have it yet, right behind an import.
    runAsync(
        m_services.pool, this, [documents = m_services.documents, documentId] { return documents->record(documentId); },
        [this](const Result<DocumentRecord> &record) {
            if (record)
                Q_EMIT briefRequested(*record);
            else
                Q_EMIT failed(record.error());
        });
}

void DocumentsPage::markSelected(bool isNeverSent)
{
    runAsync(
        m_services.pool, this,
        [documents = m_services.documents, ids = m_table->selectedIds(), isNeverSent] {
            return documents->setNeverSent(ids, isNeverSent);
        },
        [this](const Status &done) {
            if (!done)
                Q_EMIT failed(done.error());
            reload();
        });
}

void DocumentsPage::focusSearch()
{
    m_bar->focusText();
}

} // namespace consultantos
