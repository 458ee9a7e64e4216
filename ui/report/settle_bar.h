// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/quality.h"

#include <QFrame>

class QLabel;
class QLineEdit;

namespace consultantos {

/// Where a finding of the quality review is accepted, with a reason and a name, under the page that lists it. Enter accepts,
/// Escape leaves.
class SettleBar : public QFrame {
    Q_OBJECT
public:
    /// `user` is the name that stands there at first.
    explicit SettleBar(const QString &user, QWidget *parent = nullptr);

    void begin(const QualityFinding &finding);

Q_SIGNALS:
    void accepted(const QString &finding, const QString &reason, const QString &by);
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void accept();

    QString m_finding;
    QLabel *m_title = nullptr;
    QLineEdit *m_reason = nullptr;
    QLineEdit *m_by = nullptr;
    QLabel *m_problem = nullptr;
};

} // namespace consultantos
