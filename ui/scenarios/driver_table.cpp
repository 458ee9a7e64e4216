// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/driver_table.h"

#include "scenarios/chart_scale.h"
#include "scenarios/driver_table_model.h"
#include "scenarios/scenario_desk.h"
#include "widgets/column_fit.h"
#include "widgets/shown_name.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QHeaderView>
#include <QSignalBlocker>
#include <QSlider>
#include <QStyledItemDelegate>

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

constexpr int SliderSteps = 400;

/// Distributions are chosen from a list.
class KindDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        auto *box = new QComboBox(parent);
        box->setAccessibleName(DriverTableModel::tr("Distribution"));
        const auto now = DistributionKind(index.data(Qt::EditRole).toInt());
        for (const auto kind : {DistributionKind::Constant, DistributionKind::Uniform, DistributionKind::Triangular,
                                DistributionKind::Pert, DistributionKind::Normal, DistributionKind::Lognormal,
                                DistributionKind::Empirical}) {
            // Observations come with a file; there is no cell to type them in.
            if (kind != DistributionKind::Empirical || now == kind)
                box->addItem(distributionTitle(kind), int(kind));
        }
        return box;
    }
    void setEditorData(QWidget *editor, const QModelIndex &index) const override
    {
        auto *box = static_cast<QComboBox *>(editor);
        box->setCurrentIndex(box->findData(index.data(Qt::EditRole)));
    }
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override
    {
        model->setData(index, static_cast<QComboBox *>(editor)->currentData(), Qt::EditRole);
    }
};

} // namespace

DriverTable::DriverTable(ScenarioDesk &desk, QWidget *parent)
    : CellWidgetTable(parent)
    , m_desk(desk)
    , m_model(new DriverTableModel(desk, this))
{
    setObjectName(QStringLiteral("driverTable"));
    setAccessibleName(tr("Drivers and their assumptions"));
    setModel(m_model);
    setItemDelegateForColumn(DriverTableModel::KindColumn, new KindDelegate(this));
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed
                    | QAbstractItemView::AnyKeyPressed);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().lineSpacing() + 2 * GridUnit);
    auto *header = horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const int letter = fontMetrics().averageCharWidth();
    for (const auto &[column, letters] : {std::pair{DriverTableModel::TitleColumn, 28},
                                          {DriverTableModel::SliderColumn, 16},
                                          {DriverTableModel::NowColumn, 17},
                                          {DriverTableModel::KindColumn, 14},
                                          {DriverTableModel::MinColumn, 13},
                                          {DriverTableModel::MiddleColumn, 17},
                                          {DriverTableModel::MaxColumn, 13},
                                          {DriverTableModel::SpreadColumn, 12}})
        header->resizeSection(column, letter * letters);
    header->setStretchLastSection(true);
    fitHeadings(*this);
    connect(m_model, &QAbstractItemModel::modelReset, this, &DriverTable::placeSliders);
    connect(&desk, &ScenarioDesk::pinsChanged, this, &DriverTable::moveSliders);
    connect(&desk, &ScenarioDesk::modelChanged, this, &DriverTable::moveSliders);
    placeSliders();
}

void DriverTable::placeSliders()
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        auto *slider = new QSlider(Qt::Horizontal);
        slider->setObjectName(QStringLiteral("driverSlider_") + m_desk.model().drivers[row].name);
        slider->setRange(0, SliderSteps);
        slider->setSingleStep(SliderSteps / 100);
        slider->setPageStep(SliderSteps / 10);
        slider->setAutoFillBackground(false);
        connect(slider, &QSlider::valueChanged, this, [this, row](int step) {
            const auto [low, high] = m_desk.sliderRange(row);
            m_desk.setPinned(m_desk.model().drivers[row].name, low + (high - low) * step / SliderSteps);
        });
        setIndexWidget(m_model->index(row, DriverTableModel::SliderColumn), slider);
    }
    fitContents(*this, 20); // no limit of a driver is cut off
    moveSliders();
}

void DriverTable::moveSliders()
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        auto *slider = qobject_cast<QSlider *>(indexWidget(m_model->index(row, DriverTableModel::SliderColumn)));
        if (slider == nullptr || row >= m_desk.model().drivers.size())
            continue;
        const auto &driver = m_desk.model().drivers[row];
        const auto [low, high] = m_desk.sliderRange(row);
        const double value = m_desk.pinned(driver.name).value_or(m_desk.median(row));
        const double share = high > low ? std::clamp((value - low) / (high - low), 0.0, 1.0) : 0.5;
        const QSignalBlocker blocker(slider);
        slider->setValue(int(std::lround(share * SliderSteps)));
        slider->setAccessibleName(tr("%1, between %2 and %3")
                                      .arg(driver.title.isEmpty() ? driver.name : shownName(driver.title),
                                           quantityText(low, driver.unit), quantityText(high, driver.unit)));
        // Of its own a slider tells its steps, which mean nothing.
        slider->setAccessibleDescription(quantityText(value, driver.unit));
        slider->setToolTip(slider->accessibleName());
    }
}

} // namespace consultantos
