// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/read_back_dialog.h"

#include "report/workbook_change_model.h"
#include "widgets/theme.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace consultantos {

ReadBackDialog::ReadBackDialog(const WorkbookReading &reading, const QString &file, bool canTakeOver, QWidget *parent)
    : QDialog(parent)
    , m_model(new WorkbookChangeModel(reading.changes, this))
{
    setObjectName(QStringLiteral("readBack"));
    setWindowTitle(tr("Changes in %1").arg(file));
    auto *layout = new QVBoxLayout(this);
    const auto count = static_cast<int>(reading.changes.size());
    auto *heading = new QLabel(count == 0 ? tr("The workbook says what the report says.")
                                          : tr("%n change(s) against the report", nullptr, count));
    heading->setWordWrap(true);
    layout->addWidget(heading);
    auto *table = new QTableView;
    table->setObjectName(QStringLiteral("changes"));
    table->setAccessibleName(windowTitle());
    table->setModel(m_model);
    table->setWordWrap(true);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    table->setVisible(count > 0);
    layout->addWidget(table, 1);
    for (const auto &note : reading.notes) {
        auto *label = new QLabel(note);
        label->setWordWrap(true);
        layout->addWidget(label);
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    if (canTakeOver && count > 0) {
        m_take = buttons->addButton(tr("Take over what is ticked"), QDialogButtonBox::AcceptRole);
        m_take->setObjectName(QStringLiteral("takeOver"));
    }
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT takenOver(m_model->accepted());
        accept();
    });
    connect(m_model, &QAbstractItemModel::dataChanged, this, &ReadBackDialog::refresh);
    refresh();
    const auto letter = fontMetrics().averageCharWidth();
    if (count > 0)
        resize(letter * 130, fontMetrics().lineSpacing() * 30);
}

void ReadBackDialog::refresh()
{
    if (m_take != nullptr)
        m_take->setEnabled(!m_model->accepted().isEmpty());
}

} // namespace consultantos
