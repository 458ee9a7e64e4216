// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme.h"

#include <QFrame>
#include <QLabel>
#include <QVBoxLayout>

namespace consultantos {

/// A card of the performance page: a heading, and below it what it is of.
[[nodiscard]] inline QFrame *makePerformanceCard(const QString &title, QWidget *content)
{
    auto *card = new QFrame;
    card->setProperty("role", QStringLiteral("card"));
    auto *heading = new QLabel(title);
    heading->setProperty("role", QStringLiteral("heading"));
    heading->setWordWrap(true);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(2 * GridUnit, GridUnit, 2 * GridUnit, GridUnit);
    layout->setSpacing(GridUnit);
    layout->addWidget(heading);
    layout->addWidget(content, 1);
    return card;
}

} // namespace consultantos
