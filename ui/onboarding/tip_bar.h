// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "onboarding/tips.h"

#include <QList>
#include <QWidget>

class QLabel;

namespace consultantos {

/// One tip at a time, with buttons for the next one, for more about it, and for never showing any again. Hidden until
/// showTip().
class TipBar : public QWidget {
    Q_OBJECT
public:
    explicit TipBar(QList<Tip> tips, QWidget *parent = nullptr);

    /// Shows the tip of that number, counted on past the last one to the first.
    void showTip(int number);
    /// Of the tip that is, or would be, shown.
    [[nodiscard]] int number() const { return m_number; }

Q_SIGNALS:
    void helpRequested(const QString &topic);
    /// The user wants no tips any more.
    void switchedOff();

private:
    QList<Tip> m_tips;
    int m_number = 0;
    QLabel *m_text = nullptr;
};

} // namespace consultantos
