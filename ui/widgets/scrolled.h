// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

namespace consultantos {

/// What scrolls where it has too little room. Tab doesn't stop at the area itself, which nobody could see or name, but at what is
/// in it, and whatever has the focus there passes the keys that scroll on.
[[nodiscard]] inline QScrollArea *scrolled(QWidget *content, Qt::ScrollBarPolicy across = Qt::ScrollBarAsNeeded)
{
    auto *area = new QScrollArea;
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(across);
    return area;
}

} // namespace consultantos
