// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitors/figure_lines_editor.h"

#include "model/units.h"
#include "widgets/decimal_spin.h"
#include "widgets/line_icon_button.h"
#include "widgets/shown_name.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace consultantos {

namespace {

constexpr double Largest = 1e9;
constexpr double Percent = 100;
constexpr double Million = 1e6;

/// By how much a value is divided to be read as people say it.
double scaleOf(const QString &unit)
{
    if (unit == units::Ratio)
        return 1 / Percent;
    return unit == QLatin1String("currency") ? Million : 1;
}

} // namespace

FigureLinesEditor::FigureLinesEditor(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout)
{
    auto *add = new QPushButton(tr("Add a &line"));
    add->setObjectName(QStringLiteral("lineAdd"));
    connect(add, &QPushButton::clicked, this, &FigureLinesEditor::addLine);
    m_column->setSpacing(GridUnit / 2);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(GridUnit / 2);
    column->addLayout(m_column);
    column->addWidget(add, 0, Qt::AlignLeft);
    setFocusProxy(add);
}

void FigureLinesEditor::setFigures(const QList<WatchedFigure> &figures)
{
    const auto kept = lines();
    m_figures = figures;
    setLines(kept);
}

void FigureLinesEditor::setLines(const QList<FigureLine> &lines)
{
    for (const auto &row : std::as_const(m_rows))
        delete row.widget;
    m_rows.clear();
    for (const auto &line : lines)
        addRow(line);
    Q_EMIT changed();
}

QList<FigureLine> FigureLinesEditor::lines() const
{
    QList<FigureLine> lines;
    for (const auto &row : m_rows) {
        const auto figure = row.figure->currentData().toString();
        if (figure == row.former.figure && row.value->value() == row.shown)
            lines.append(row.former);
        else
            lines.append({figure, row.value->value() * scaleOf(unitOf(figure))});
    }
    return lines;
}

void FigureLinesEditor::addLine()
{
    addRow({QStringLiteral("operating_margin"), 0.2});
    m_rows.last().figure->setFocus();
    Q_EMIT changed();
}

QString FigureLinesEditor::unitOf(const QString &figure) const
{
    const auto found = std::find_if(m_figures.begin(), m_figures.end(),
                                    [&figure](const WatchedFigure &one) { return one.id == figure; });
    return found == m_figures.end() ? QString() : found->unit;
}

void FigureLinesEditor::addRow(const FigureLine &line)
{
    Row row;
    row.widget = new QWidget;
    row.figure = new QComboBox;
    row.figure->setObjectName(QStringLiteral("lineFigure"));
    row.figure->setAccessibleName(tr("Figure"));
    row.figure->setMaxVisibleItems(20);
    row.figure->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    row.figure->setMinimumContentsLength(24);
    for (const auto &figure : m_figures)
        row.figure->addItem(shownName(figure.title), figure.id);
    // A figure that this version doesn't know isn't lost by editing something else.
    if (row.figure->findData(line.figure) < 0)
        row.figure->addItem(line.figure, line.figure);
    row.figure->setCurrentIndex(row.figure->findData(line.figure));
    row.value = new DecimalSpin;
    row.value->setObjectName(QStringLiteral("lineValue"));
    row.value->setAccessibleName(tr("Value of the line"));
    row.value->setRange(-Largest, Largest);
    row.value->setDecimals(2);
    row.value->setGroupSeparatorShown(true);
    row.value->setValue(line.value / scaleOf(unitOf(line.figure)));
    row.former = line;
    row.shown = row.value->value();
    auto *remove = new LineIconButton(QStringLiteral("remove"), tr("Remove the line"));
    auto *layout = new QHBoxLayout(row.widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(GridUnit);
    layout->addWidget(row.figure);
    layout->addWidget(new QLabel(tr("passes")));
    layout->addWidget(row.value);
    layout->addWidget(remove);
    layout->addStretch();
    m_column->addWidget(row.widget);
    m_rows.append(row);
    showUnit(row);
    connect(row.figure, &QComboBox::currentIndexChanged, this, [this, row] {
        showUnit(row);
        Q_EMIT changed();
    });
    connect(row.value, &QDoubleSpinBox::valueChanged, this, &FigureLinesEditor::changed);
    connect(remove, &QToolButton::clicked, this, [this, widget = row.widget] {
        m_rows.removeIf([widget](const Row &one) { return one.widget == widget; });
        widget->hide();
        widget->deleteLater();
        Q_EMIT changed();
    });
}

void FigureLinesEditor::showUnit(const Row &row) const
{
    const auto unit = unitOf(row.figure->currentData().toString());
    QString suffix;
    if (unit == units::Ratio)
        suffix = tr(" %");
    else if (unit == QLatin1String("currency"))
        suffix = tr(" million");
    else if (unit == units::Multiple)
        suffix = QStringLiteral("x");
    else if (unit == units::Days)
        suffix = tr(" days");
    row.value->setSuffix(suffix);
    row.value->setSingleStep(unit == units::Multiple ? 0.1 : 1);
}

} // namespace consultantos
