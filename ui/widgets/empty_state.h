// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace consultantos {

/// What stands where nothing is yet: an icon, a title, what to do, and the button that does it.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    EmptyState(QString icon, const QString &title, const QString &advice, const QString &button,
               QWidget *parent = nullptr);

    void setTexts(const QString &title, const QString &advice);

Q_SIGNALS:
    void activated();

protected:
    void changeEvent(QEvent *event) override;

private:
    void refreshIcon();

    QString m_iconName;
    QLabel *m_icon = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_advice = nullptr;
};

} // namespace consultantos
