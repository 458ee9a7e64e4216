// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frameworks/framework_parts.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QCheckBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QScrollArea;
class QTableView;

namespace consultantos {

class ConditionForm;
class FrameworkDesk;
class FrameworkPartModel;

/// The framework as tables: which part is chosen above, its cells are changed in place, a long one below.
class FrameworkForm : public QWidget {
    Q_OBJECT
public:
    explicit FrameworkForm(FrameworkDesk &desk, QWidget *parent = nullptr);

    /// Shows the part whose path begins so ("sections", "1", "drivers"); false if there is none.
    bool showPart(const QStringList &path);
    /// Shows the row in which the text's line stands; false if it stands in no table.
    bool showLine(int line);
    [[nodiscard]] QTableView *table() const { return m_table; }

private:
    void showParts();
    void choosePart(int index);
    void refresh();
    void showCell();
    void takeCell();
    /// Shows the cell as fields where it is one of conditions that are no more than comparisons.
    void showConditions();
    void takeConditions();

    FrameworkDesk &m_desk;
    FrameworkPartModel *m_model;
    QList<FrameworkPart> m_parts;
    QComboBox *m_part;
    QTableView *m_table;
    QLabel *m_weights;
    QPushButton *m_balance;
    QPushButton *m_double;
    QPushButton *m_remove;
    QLabel *m_cellTitle;
    QPlainTextEdit *m_cell;
    QCheckBox *m_asFields;
    QScrollArea *m_fields;
    ConditionForm *m_conditions;
    QString m_shownCell;  ///< of which m_asFields was set
    QString m_fieldsCell; ///< of which m_conditions shows the conditions
    QTimer m_typing;
    bool m_isShowing = false;
};

} // namespace consultantos
