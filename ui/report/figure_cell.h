// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/evidence.h"

#include <QString>
#include <QVariant>

#include <optional>

namespace consultantos {

/// Of the cells of all tables of a report's figures: the figure's ref, empty where there is none.
inline constexpr int FigureRefRole = Qt::UserRole;

/// What such a cell is under `role`; `whyEmpty` is told where there is no figure.
[[nodiscard]] QVariant figureCell(const std::optional<Figure> &figure, const QString &whyEmpty, int role);

/// How the heading of such a table's column stands over its cells.
[[nodiscard]] QVariant figureHeadingAlignment(bool isOverFigures);

} // namespace consultantos
