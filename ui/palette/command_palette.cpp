// SPDX-License-Identifier: GPL-3.0-or-later
#include "palette/command_palette.h"

#include "palette/palette_delegate.h"
#include "palette/palette_model.h"
#include "widgets/async.h"
#include "widgets/theme.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace consultantos {

namespace {

// Shorter than a search of a large library takes; longer than the pause between two letters.
constexpr std::chrono::milliseconds TypingPause{120};
constexpr qsizetype MostUsedKept = 30;
constexpr int VisibleRows = 12;

} // namespace

CommandPalette::CommandPalette(QWidget *window)
    : QDialog(window)
    , m_model(new PaletteModel(this))
    , m_field(new QLineEdit)
    , m_list(new QListView)
    , m_none(new QLabel(tr("Nothing fits. Type other letters, or press Escape.")))
    , m_typing(new QTimer(this))
{
    setObjectName(QStringLiteral("commandPalette"));
    setWindowTitle(tr("Commands"));
    m_field->setObjectName(QStringLiteral("paletteField"));
    m_field->setPlaceholderText(tr("Type a command, a company, a report, a setting or a help topic"));
    m_field->setAccessibleName(tr("Command"));
    m_field->setClearButtonEnabled(true);
    m_field->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setAccessibleName(tr("What fits"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMinimumHeight((fontMetrics().lineSpacing() + 2 * GridUnit) * VisibleRows);
    m_none->setProperty("role", QStringLiteral("muted"));
    m_none->setAlignment(Qt::AlignCenter);
    m_none->setWordWrap(true);
    m_none->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(GridUnit, GridUnit, GridUnit, GridUnit);
    layout->setSpacing(GridUnit);
    layout->addWidget(m_field);
    layout->addWidget(m_none);
    layout->addWidget(m_list, 1);
    setFocusProxy(m_field);

    m_typing->setSingleShot(true);
    m_typing->setInterval(TypingPause);
    connect(m_typing, &QTimer::timeout, this, &CommandPalette::search);
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model->setText(text);
        m_typing->start();
    });
    connect(m_field, &QLineEdit::returnPressed, this, &CommandPalette::runCurrent);
    connect(m_list, &QListView::clicked, this, &CommandPalette::runCurrent);
    connect(m_model, &QAbstractItemModel::modelReset, this, &CommandPalette::selectFirst);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &CommandPalette::tellCurrent);
}

void CommandPalette::open(const QList<PaletteEntry> &entries)
{
    m_model->setFound({});
    m_searched.clear();
    m_field->clear();
    m_model->setText({});
    m_model->setUsed(m_used);
    m_model->setEntries(entries);
    const auto *window = parentWidget();
    const int width = std::min(fontMetrics().averageCharWidth() * 110, window->width() - 4 * GridUnit);
    resize(std::max(width, minimumSizeHint().width()), sizeHint().height());
    move(window->mapToGlobal(QPoint((window->width() - this->width()) / 2, window->height() / 8)));
    m_field->setFocus();
    show();
    raise();
    activateWindow();
    search();
}

void CommandPalette::setEntries(const QList<PaletteEntry> &entries)
{
    m_model->setEntries(entries);
}

void CommandPalette::setUsed(const QStringList &keys)
{
    m_used = keys;
    m_model->setUsed(keys);
}

void CommandPalette::search()
{
    if (!m_finder || m_isSearching)
        return;
    m_isSearching = true;
    m_searched = m_field->text();
    whenFinished(m_finder(m_searched), this, [this](const QList<PaletteEntry> &found) {
        m_isSearching = false;
        if (m_searched == m_field->text())
            m_model->setFound(found);
        else
            search();
    });
}

void CommandPalette::selectFirst()
{
    m_list->setCurrentIndex(m_model->index(0));
    const bool isEmpty = m_model->rowCount() == 0;
    m_none->setVisible(isEmpty);
    tellCurrent();
}

void CommandPalette::tellCurrent()
{
    // The field has the focus, so it is the field that a screen reader speaks of.
    m_field->setAccessibleDescription(m_list->currentIndex().data(Qt::AccessibleTextRole).toString());
}

void CommandPalette::step(int by)
{
    const int rows = m_model->rowCount();
    if (rows == 0)
        return;
    int row = std::clamp(m_list->currentIndex().row() + by, 0, rows - 1);
    // Those that can't be used now stand at the end.
    while (row > 0 && !m_model->at(row)->isEnabled)
        --row;
    m_list->setCurrentIndex(m_model->index(row));
}

void CommandPalette::runCurrent()
{
    const auto *entry = m_model->at(m_list->currentIndex().row());
    if (entry == nullptr || !entry->isEnabled)
        return;
    m_used.removeAll(entry->key);
    m_used.prepend(entry->key);
    if (m_used.size() > MostUsedKept)
        m_used.resize(MostUsedKept);
    const auto run = entry->run;
    accept();
    // Once the window has its focus back: an action may put it somewhere.
    QTimer::singleShot(0, parentWidget(), run);
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const auto *pressed = static_cast<QKeyEvent *>(event);
    switch (pressed->key()) {
    case Qt::Key_Down:
        step(1);
        return true;
    case Qt::Key_Up:
        step(-1);
        return true;
    case Qt::Key_PageDown:
        step(VisibleRows - 1);
        return true;
    case Qt::Key_PageUp:
        step(1 - VisibleRows);
        return true;
    default:
        return QDialog::eventFilter(watched, event);
    }
}

} // namespace consultantos
