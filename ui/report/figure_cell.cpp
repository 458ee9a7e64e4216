// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/figure_cell.h"

#include "widgets/shown_value.h"

#include <QCoreApplication>

namespace consultantos {

QVariant figureCell(const std::optional<Figure> &figure, const QString &whyEmpty, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return figure ? shownValue(figure->value, figure->unit) : QStringLiteral("–");
    case Qt::ToolTipRole:
        return figure ? QCoreApplication::translate("FigureCell", "Enter or click shows where it comes from")
                      : whyEmpty;
    case Qt::TextAlignmentRole:
        return int(Qt::AlignRight | Qt::AlignVCenter);
    case FigureRefRole:
        return figure ? figure->ref : QString();
    default:
        return {};
    }
}

QVariant figureHeadingAlignment(bool isOverFigures)
{
    return int((isOverFigures ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

} // namespace consultantos
