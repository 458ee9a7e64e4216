// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/edited_report.h"

#include <QFrame>

class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace consultantos {

/// Where a sentence, score or weight is edited, under the page that shows it. Ctrl+Enter saves, Escape leaves.
class EditBar : public QFrame {
    Q_OBJECT
public:
    explicit EditBar(QWidget *parent = nullptr);

    /// `read` is the place in the language that the report is read in: its title and sentence are shown, and a sentence that stays
    /// as it was read is saved as `place` has it. `edit` is what a person set there before; null: nobody did. `scaleMin` and
    /// `scaleMax` bound a score.
    void begin(const EditPlace &place, const EditPlace &read, const ReportEdit *edit, double scaleMin, double scaleMax);
    [[nodiscard]] const EditPlace &place() const { return m_place; }

Q_SIGNALS:
    /// `text` of a sentence, `value` of all else.
    void saved(const consultantos::EditPlace &place, const QString &text, double value, const QString &note);
    void computedTaken(const consultantos::EditPlace &place);
    void left();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void save();

    EditPlace m_place;
    QString m_read;
    QLabel *m_title = nullptr;
    QLabel *m_computed = nullptr;
    QPlainTextEdit *m_text = nullptr;
    QDoubleSpinBox *m_value = nullptr;
    QLineEdit *m_note = nullptr;
    QPushButton *m_take = nullptr;
};

} // namespace consultantos
