// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/import_panel.h"

#include "documents/import_controller.h"
#include "documents/import_model.h"
#include "widgets/column_fit.h"
#include "widgets/icons.h"
#include "widgets/motion.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

namespace consultantos {

namespace {

/// Puts the state's icon, in the colours of the theme in force, before the file's name.
class StateDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const auto colors = ThemeColors::of(option->palette);
        const auto [name, color] = look(ImportState(index.data(ImportModel::StateRole).toInt()), colors);
        option->icon = lineIcon(QLatin1String(name), color);
        option->decorationSize = {16, 16};
        option->features |= QStyleOptionViewItem::HasDecoration;
    }

private:
    static std::pair<const char *, QColor> look(ImportState state, const ThemeColors &colors)
    {
        switch (state) {
        case ImportState::Waiting:
            return {"state-waiting", colors.muted};
        case ImportState::Reading:
            return {"state-running", colors.accent};
        case ImportState::Taken:
            return {"state-done", colors.positive};
        case ImportState::TakenInPart:
            return {"state-done", colors.warning};
        case ImportState::Failed:
            return {"state-failed", colors.negative};
        case ImportState::Cancelled:
            return {"state-cancelled", colors.muted};
        }
        return {"state-waiting", colors.muted};
    }
};

} // namespace

ImportPanel::ImportPanel(ImportController *controller, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_text(new QLabel)
    , m_progress(new QProgressBar)
    , m_brief(new QPushButton(tr("New brief")))
    , m_stop(new QPushButton(tr("Sto&p importing")))
    , m_close(new QPushButton(tr("Hide")))
    , m_table(new QTableView)
{
    m_text->setObjectName(QStringLiteral("importText"));
    m_progress->setObjectName(QStringLiteral("importProgress"));
    m_progress->setAccessibleName(tr("Import"));
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(GridUnit + GridUnit / 2);
    m_stop->setObjectName(QStringLiteral("importStop"));
    m_close->setObjectName(QStringLiteral("importHide"));
    m_brief->setObjectName(QStringLiteral("importBrief"));
    m_brief->setAccessibleName(tr("New brief with this document"));
    m_brief->setToolTip(tr("Describes an analysis that has the imported document among its evidence"));
    for (auto *button : {m_brief, m_stop, m_close})
        button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    makeTable();
    auto *bar = new QHBoxLayout;
    bar->setSpacing(GridUnit);
    bar->addWidget(m_text);
    bar->addWidget(m_progress, 1);
    bar->addStretch();
    bar->addWidget(m_brief);
    bar->addWidget(m_stop);
    bar->addWidget(m_close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(GridUnit);
    layout->addLayout(bar);
    layout->addWidget(m_table);
    connect(m_stop, &QPushButton::clicked, m_controller, &ImportController::cancel);
    connect(m_close, &QPushButton::clicked, this, &QWidget::hide);
    connect(m_brief, &QPushButton::clicked, this, [this] { Q_EMIT briefRequested(chosenDocument()); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &ImportPanel::refreshBrief);
    connect(m_controller, &ImportController::started, this, &ImportPanel::showStarted);
    connect(m_controller, &ImportController::progressed, this, &ImportPanel::showProgress);
    connect(m_controller, &ImportController::finished, this, &ImportPanel::showFinished);
    hide();
}

void ImportPanel::makeTable()
{
    m_table->setObjectName(QStringLiteral("importTable"));
    m_table->setAccessibleName(tr("Files of the import"));
    m_table->setModel(m_controller->model());
    m_table->setItemDelegateForColumn(ImportModel::FileColumn, new StateDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setWordWrap(true);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().lineSpacing() + GridUnit + GridUnit / 2);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    // In a small window the two share what is left, so that what to do can be read.
    m_table->horizontalHeader()->setSectionResizeMode(ImportModel::FoundColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(ImportModel::RemarksColumn, QHeaderView::Stretch);
    m_table->setColumnWidth(ImportModel::FileColumn, fontMetrics().averageCharWidth() * 34);
    m_table->setFixedHeight(fontMetrics().lineSpacing() * 11);
    fitHeadings(*m_table);
    // Remarks may take several lines; measuring a row when it changes costs nothing beside reading its file.
    connect(m_controller->model(), &QAbstractItemModel::dataChanged, m_table,
            [this](const QModelIndex &changed) { m_table->resizeRowToContents(changed.row()); });
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        const auto id = index.data(ImportModel::DocumentRole).toString();
        if (!id.isEmpty())
            Q_EMIT documentActivated(id);
    });
}

void ImportPanel::showStarted()
{
    m_text->setText(tr("Looking for files …"));
    showBusy(m_progress);
    m_progress->show();
    m_stop->show();
    m_close->hide();
    m_brief->hide();
    show();
}

QString ImportPanel::chosenDocument() const
{
    const auto *model = m_controller->model();
    const int row = model->rowCount() == 1 ? 0 : m_table->currentIndex().row();
    return row < 0 ? QString() : model->index(row, 0).data(ImportModel::DocumentRole).toString();
}

void ImportPanel::refreshBrief()
{
    m_brief->setVisible(!m_controller->isRunning() && !chosenDocument().isEmpty());
}

void ImportPanel::showProgress(int done, int total)
{
    if (total == 0)
        return;
    m_progress->setRange(0, total);
    m_progress->setValue(done);
    m_text->setText(tr("Importing: %1 of %2").arg(QString::number(done), QString::number(total)));
}

void ImportPanel::showFinished()
{
    const bool hadFocus = m_stop->hasFocus();
    m_text->setText(m_controller->model()->summary());
    m_progress->hide();
    m_stop->hide();
    m_close->show();
    refreshBrief();
    if (hadFocus)
        m_close->setFocus();
}

} // namespace consultantos
