// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/company.h"

#include <QStringList>
#include <QWidget>

class QLineEdit;
class QPushButton;

namespace consultantos {

class CompanyModel;
class FlowLayout;

/// Companies to compare: a field to add one, and a button for each that takes it away again.
class CompanyPicker : public QWidget {
    Q_OBJECT
public:
    explicit CompanyPicker(int most, QWidget *parent = nullptr);

    void setCompanies(const QList<Company> &companies);
    [[nodiscard]] const QStringList &names() const { return m_names; }
    void setNames(const QStringList &names);

Q_SIGNALS:
    void changed();

private:
    void add(const QString &text);
    void remove(const QString &name);
    void showNames();

    int m_most = 0;
    QStringList m_names;
    CompanyModel *m_companies = nullptr;
    QLineEdit *m_field = nullptr;
    QPushButton *m_add = nullptr;
    QWidget *m_chips = nullptr;
    FlowLayout *m_row = nullptr;
};

} // namespace consultantos
