// SPDX-License-Identifier: GPL-3.0-or-later
#include "frameworks/frameworks_window.h"

#include "frameworks/framework_desk.h"
#include "frameworks/framework_form.h"
#include "frameworks/framework_list_model.h"
#include "frameworks/framework_preview.h"
#include "frameworks/framework_text_editor.h"
#include "report/report_words.h"
#include "widgets/flow_layout.h"
#include "widgets/saved_file_button.h"
#include "widgets/saving.h"
#include "widgets/theme.h"

#include <QAction>
#include <QFileDialog>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>
#include <QTextDocument>
#include <QVBoxLayout>

namespace consultantos {

FrameworksWindow::FrameworksWindow(const AppServices &services, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_desk(new FrameworkDesk(services, this))
    , m_model(new FrameworkListModel(this))
    , m_list(new QListView)
    , m_tabs(new QTabWidget)
    , m_form(new FrameworkForm(*m_desk))
    , m_text(new FrameworkTextEditor(*m_desk))
    , m_preview(new FrameworkPreview(services, *m_desk))
    , m_title(new QLabel)
    , m_fault(new QLabel)
    , m_note(new QLabel)
    , m_saved(new SavedFileButton)
    , m_save(new QPushButton(tr("&Save")))
    , m_revert(new QPushButton(tr("Re&vert")))
    , m_copy(new QPushButton(tr("&Copy")))
    , m_remove(new QPushButton(tr("&Delete")))
    , m_restore(new QPushButton(tr("Undo d&elete")))
    , m_export(new QPushButton(tr("E&xport …")))
{
    setObjectName(QStringLiteral("frameworksWindow"));
    setWindowTitle(tr("Frameworks – ConsultantOS") + QStringLiteral("[*]"));
    m_list->setObjectName(QStringLiteral("frameworkList"));
    m_list->setAccessibleName(tr("Frameworks"));
    m_list->setModel(m_model);
    m_list->setWordWrap(true);
    m_list->setSpacing(GridUnit / 4);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMinimumWidth(m_list->fontMetrics().averageCharWidth() * 20);
    auto *editors = makeEditors();
    auto *parts = new QSplitter(Qt::Horizontal);
    parts->setChildrenCollapsible(false);
    parts->addWidget(m_list);
    parts->addWidget(editors);
    parts->setStretchFactor(1, 1);
    parts->setSizes({m_list->fontMetrics().averageCharWidth() * 28, 1'000});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(2 * GridUnit, 2 * GridUnit, 2 * GridUnit, 2 * GridUnit);
    column->setSpacing(GridUnit);
    column->addWidget(makeHead());
    column->addWidget(parts, 1);

    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        const auto path = m_model->pathAt(index.row());
        if (!path.isEmpty() && path != m_desk->path())
            m_desk->open(path);
    });
    const auto follow = [this] {
        m_model->setEntries(m_desk->entries());
        if (const int row = m_model->rowOf(m_desk->path()); row >= 0)
            m_list->setCurrentIndex(m_model->index(row));
        refresh();
    };
    connect(m_desk, &FrameworkDesk::entriesChanged, this, follow);
    connect(m_desk, &FrameworkDesk::opened, this, follow);
    connect(m_desk, &FrameworkDesk::changedChanged, this, &FrameworksWindow::refresh);
    connect(m_desk, &FrameworkDesk::trialChanged, this, &FrameworksWindow::refresh);
    connect(m_desk, &FrameworkDesk::restorable, this, &FrameworksWindow::refresh);
    connect(m_desk, &FrameworkDesk::filesChanged, this, &FrameworksWindow::filesChanged);
    connect(m_desk, &FrameworkDesk::failed, this, [this](const Error &error) {
        m_note->setText(error.toText());
        Q_EMIT failed(error);
    });
    connect(m_desk, &FrameworkDesk::message, this, [this](const QString &text, const QString &savedFile) {
        m_note->setText(text);
        m_saved->setFile(savedFile);
    });
    connect(m_saved, &SavedFileButton::failed, this, &FrameworksWindow::failed);
    connect(m_preview, &FrameworkPreview::evidenceActivated, this, &FrameworksWindow::evidenceActivated);
    const int character = fontMetrics().averageCharWidth();
    resize(character * 170, fontMetrics().lineSpacing() * 46);
    setFocusProxy(m_list);
    refresh();
}

FrameworksWindow::~FrameworksWindow()
{
    // Views go before what they show.
    qDeleteAll(findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
}

QWidget *FrameworksWindow::makeHead()
{
    m_title->setProperty("role", QStringLiteral("title"));
    m_title->setObjectName(QStringLiteral("frameworkTitle"));
    m_title->setWordWrap(true);
    m_note->setObjectName(QStringLiteral("frameworkNote"));
    m_note->setProperty("role", QStringLiteral("muted"));
    m_note->setWordWrap(true);
    auto *import = new QPushButton(tr("&Import …"));
    auto *undoButton = new QPushButton(tr("&Undo"));
    auto *redoButton = new QPushButton(tr("&Redo"));
    m_save->setProperty("primary", true);
    const std::pair<QPushButton *, const char *> buttons[] = {
        {m_copy, "frameworkCopy"},       {m_save, "frameworkSave"},     {undoButton, "frameworkUndo"},
        {redoButton, "frameworkRedo"},   {m_revert, "frameworkRevert"}, {m_remove, "frameworkDelete"},
        {m_restore, "frameworkRestore"}, {import, "frameworkImport"},   {m_export, "frameworkExport"}};
    auto *actions = new QWidget;
    auto *row = new FlowLayout(GridUnit, actions);
    for (const auto &[button, name] : buttons) {
        button->setObjectName(QLatin1String(name));
        row->addWidget(button);
    }
    m_copy->setToolTip(tr("A framework of your own, made of this one, to be changed"));
    m_revert->setToolTip(tr("Back to what is saved; can be undone"));
    auto *save = new QAction(tr("Save"), this);
    save->setShortcut(QKeySequence::Save);
    addAction(save);
    m_save->setToolTip(save->shortcut().toString(QKeySequence::NativeText));
    connect(save, &QAction::triggered, m_save, &QPushButton::click);
    auto *document = m_desk->document();
    connect(undoButton, &QPushButton::clicked, document, qOverload<>(&QTextDocument::undo));
    connect(redoButton, &QPushButton::clicked, document, qOverload<>(&QTextDocument::redo));
    connect(document, &QTextDocument::undoAvailable, undoButton, &QWidget::setEnabled);
    connect(document, &QTextDocument::redoAvailable, redoButton, &QWidget::setEnabled);
    undoButton->setEnabled(false);
    redoButton->setEnabled(false);
    // In the table, too; the text has these keys of its own.
    for (auto *button : {undoButton, redoButton}) {
        auto *action = new QAction(button->text().remove(QLatin1Char('&')), m_form);
        action->setShortcut(button == undoButton ? QKeySequence::Undo : QKeySequence::Redo);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        button->setToolTip(action->shortcut().toString(QKeySequence::NativeText));
        connect(action, &QAction::triggered, button, &QPushButton::click);
        m_form->addAction(action);
    }
    connect(m_save, &QPushButton::clicked, m_desk, &FrameworkDesk::save);
    connect(m_revert, &QPushButton::clicked, m_desk, &FrameworkDesk::revert);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        m_desk->copy();
        m_form->table()->setFocus();
    });
    connect(m_remove, &QPushButton::clicked, m_desk, &FrameworkDesk::remove);
    connect(m_restore, &QPushButton::clicked, m_desk, &FrameworkDesk::restore);
    connect(import, &QPushButton::clicked, this, &FrameworksWindow::chooseImport);
    connect(m_export, &QPushButton::clicked, this, &FrameworksWindow::chooseExport);
    auto *head = new QWidget;
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(GridUnit / 2);
    column->addWidget(m_title);
    column->addWidget(actions);
    auto *told = new QHBoxLayout;
    told->setSpacing(GridUnit);
    told->addWidget(m_note, 1);
    told->addWidget(m_saved);
    column->addLayout(told);
    return head;
}

QWidget *FrameworksWindow::makeEditors()
{
    m_tabs->setObjectName(QStringLiteral("frameworkTabs"));
    m_tabs->setAccessibleName(tr("Ways to edit"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_form, tr("Form"));
    m_tabs->addTab(m_text, tr("Text"));
    m_fault->setObjectName(QStringLiteral("frameworkFault"));
    m_fault->setProperty("role", QStringLiteral("error"));
    m_fault->setWordWrap(true);
    m_fault->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_fault->setFocusPolicy(Qt::StrongFocus);
    m_fault->hide();
    connect(m_fault, &QLabel::linkActivated, this, &FrameworksWindow::showLine);
    auto *top = new QWidget;
    auto *column = new QVBoxLayout(top);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(GridUnit / 2);
    column->addWidget(m_tabs, 1);
    column->addWidget(m_fault);
    auto *editors = new QSplitter(Qt::Vertical);
    editors->setChildrenCollapsible(false);
    editors->addWidget(top);
    editors->addWidget(m_preview);
    editors->setStretchFactor(0, 3);
    editors->setStretchFactor(1, 2);
    return editors;
}

void FrameworksWindow::open(const QString &id)
{
    show();
    raise();
    activateWindow();
    m_desk->reload(id);
}

QString FrameworksWindow::faultText(const QList<FrameworkFault> &faults) const
{
    // The text marks them all; here is room for some.
    constexpr qsizetype MostShown = 4;
    QStringList lines;
    for (const auto &fault : faults.mid(0, faults.size() > MostShown ? MostShown - 1 : MostShown)) {
        const auto place = fault.line > 0 ? QStringLiteral("<a href=\"%1\">%2</a> ")
                                                .arg(QString::number(fault.line), tr("Line %1:").arg(fault.line))
                                          : QString();
        lines.append(place + fault.message.toHtmlEscaped());
    }
    if (lines.size() < faults.size()) {
        const auto &next = faults.at(lines.size());
        lines.append(QStringLiteral("<a href=\"%1\">%2</a>")
                         .arg(QString::number(next.line),
                              tr("and %n more fault(s)", nullptr, static_cast<int>(faults.size() - lines.size()))));
    }
    return lines.join(QStringLiteral("<br>"));
}

void FrameworksWindow::refresh()
{
    const auto *entry = m_desk->entry();
    const bool isOwn = !m_desk->isReadOnly();
    const bool isChanged = isOwn && m_desk->isChanged();
    const auto &trial = m_desk->trial();
    const auto fileTitle = trial && !trial->title.isEmpty() ? trial->title : entry ? entry->info.title : QString();
    m_title->setText(entry == nullptr ? tr("Frameworks")
                     : isOwn          ? fileTitle
                                      : frameworkTitle(entry->info.id, fileTitle));
    setWindowModified(isChanged);
    m_save->setEnabled(isChanged);
    m_revert->setEnabled(isChanged);
    m_copy->setEnabled(entry != nullptr);
    m_export->setEnabled(entry != nullptr);
    m_remove->setEnabled(isOwn);
    m_restore->setEnabled(m_desk->canRestore());
    const auto faults = trial ? trial->faults : QList<FrameworkFault>();
    m_fault->setVisible(!faults.isEmpty());
    m_fault->setText(faultText(faults));
    // What was told of another framework, or of a text that is saved by now, goes; what an action told stays.
    const auto state = entry != nullptr && !isOwn
                           ? tr("It comes with the program and stays as it is: copy it to make one of your own.")
                       : isChanged ? tr("Not saved yet; kept as a draft.")
                                   : QString();
    if (!state.isEmpty() || m_note->text() == m_state) {
        m_note->setText(state);
        m_saved->setFile({});
    }
    m_state = state;
}

void FrameworksWindow::showLine(const QString &line)
{
    const int number = line.toInt();
    if (m_tabs->currentWidget() == m_form && m_form->showLine(number))
        return;
    m_tabs->setCurrentWidget(m_text);
    m_text->showLine(number);
}

void FrameworksWindow::chooseImport()
{
    auto *dialog = new QFileDialog(this, tr("Import a framework"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilter(tr("Framework (*.json)"));
    connect(dialog, &QFileDialog::fileSelected, m_desk, &FrameworkDesk::importFile);
    dialog->open();
}

void FrameworksWindow::chooseExport()
{
    const auto *entry = m_desk->entry();
    if (entry == nullptr)
        return;
    auto *dialog = askWhereToSave(this, tr("Export the framework"), entry->info.id + QStringLiteral(".json"),
                                  {tr("Framework (*.json)")});
    connect(dialog, &QFileDialog::fileSelected, m_desk, &FrameworkDesk::exportTo);
}

} // namespace consultantos
