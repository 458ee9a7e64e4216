// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

namespace consultantos {

class FlowLayout;

/// Companies that were pinned or used lately, a button each that takes it into the brief; its menu pins it or lets it go.
/// Hidden while there is none.
class CompanyBar : public QWidget {
    Q_OBJECT
public:
    explicit CompanyBar(QWidget *parent = nullptr);

    /// In the order they are shown in; the first `pinned` of them are pinned.
    void setCompanies(const QStringList &names, int pinned);

Q_SIGNALS:
    void chosen(const QString &name);
    void pinWished(const QString &name, bool isPinned);

private:
    void addCompany(const QString &name, bool isPinned);

    FlowLayout *m_row = nullptr;
};

} // namespace consultantos
