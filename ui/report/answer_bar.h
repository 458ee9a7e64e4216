// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"

#include <QFrame>

class QComboBox;
class QLabel;
class QLineEdit;

namespace consultantos {

struct DataAnswer;

/// Where a data request is answered: a value with its source, or a file dropped on it.
class AnswerBar : public QFrame {
    Q_OBJECT
public:
    explicit AnswerBar(QWidget *parent = nullptr);

    void begin(const Report &report, const DataRequest &request);

Q_SIGNALS:
    void answered(const consultantos::DataAnswer &answer);
    void left();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void answer();

    QString m_request;
    QLabel *m_title = nullptr;
    QLineEdit *m_value = nullptr;
    QComboBox *m_unit = nullptr;
    QComboBox *m_line = nullptr;
    QComboBox *m_period = nullptr;
    QLineEdit *m_source = nullptr;
    QLabel *m_problem = nullptr;
};

} // namespace consultantos
