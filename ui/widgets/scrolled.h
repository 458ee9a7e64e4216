// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QEvent>
#include <QScrollArea>

namespace consultantos {

/// Looks at its content's height anew when it is shown: Qt tells it nothing of a text that was changed on a tab that lay behind, and
/// the end of the text was cut off.
class FreshScrollArea : public QScrollArea {
protected:
    void showEvent(QShowEvent *event) override
    {
        QScrollArea::showEvent(event);
        QEvent fit(QEvent::LayoutRequest);
        QCoreApplication::sendEvent(this, &fit);
    }
};

/// What scrolls where it has too little room. Tab doesn't stop at the area itself, which nobody could see or name, but at what is
/// in it, and whatever has the focus there passes the keys that scroll on.
[[nodiscard]] inline QScrollArea *scrolled(QWidget *content, Qt::ScrollBarPolicy across = Qt::ScrollBarAsNeeded)
{
    auto *area = new FreshScrollArea;
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(across);
    return area;
}

} // namespace consultantos
