// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace consultantos {

/// A button with an icon of our set alone; its name stands in the tool tip and for screen readers.
class LineIconButton : public QToolButton {
    Q_OBJECT
public:
    LineIconButton(QString icon, const QString &name, QWidget *parent = nullptr);
    /// The shortcut works in the button's window and is told in the tool tip.
    LineIconButton(QString icon, const QString &name, const QKeySequence &shortcut, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refreshIcon();

    QString m_iconName;
};

} // namespace consultantos
