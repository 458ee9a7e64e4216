// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "model/report.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QLabel;

namespace consultantos {

class EvidenceBrowser;
class FrameworkDesk;

/// What the framework that is being edited says of a company, at once with every change, and what of its scores is otherwise
/// than as it is saved.
class FrameworkPreview : public QWidget {
    Q_OBJECT
public:
    FrameworkPreview(const AppServices &services, FrameworkDesk &desk, QWidget *parent = nullptr);

    [[nodiscard]] EvidenceBrowser *page() const { return m_page; }

Q_SIGNALS:
    void evidenceActivated(const std::shared_ptr<const consultantos::Report> &report, const QString &scheme,
                           const QString &id);

protected:
    void changeEvent(QEvent *event) override;

private:
    void loadCompanies();
    void showTrial();

    const AppServices &m_services;
    FrameworkDesk &m_desk;
    QComboBox *m_company;
    QLabel *m_state;
    EvidenceBrowser *m_page;
    std::shared_ptr<const Report> m_report; ///< of what is shown
};

} // namespace consultantos
