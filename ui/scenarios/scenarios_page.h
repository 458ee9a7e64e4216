// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"

#include <QStringList>
#include <QWidget>

class QComboBox;
class QTabWidget;

namespace consultantos {

class ScenarioView;
class ReportKeeping;
struct Report;
class SizingView;
class ValuationView;

/// What may happen and what it is worth: scenarios, a company's valuation, the size of a market.
class ScenariosPage : public QWidget {
    Q_OBJECT
public:
    enum Tab { ScenarioTab, ValuationTab, SizingTab };

    explicit ScenariosPage(const AppServices &services, QWidget *parent = nullptr);

    void setCompany(const QString &name);
    void showTab(Tab tab);
    [[nodiscard]] ScenarioView *scenario() const { return m_scenario; }
    [[nodiscard]] ValuationView *valuation() const { return m_valuation; }
    [[nodiscard]] SizingView *sizing() const { return m_sizing; }
    [[nodiscard]] ReportKeeping *keeping() const { return m_keeping; }

Q_SIGNALS:
    void failed(const Error &error);
    void message(const QString &text, const QString &savedFile = {});
    /// It stands in that report now, which is saved, on that page of it.
    void kept(const std::shared_ptr<const consultantos::Report> &report, const QString &page);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void start();
    void showCompanies(const QStringList &names);

    const AppServices &m_services;
    QComboBox *m_company;
    QTabWidget *m_tabs;
    ScenarioView *m_scenario;
    ValuationView *m_valuation;
    SizingView *m_sizing;
    ReportKeeping *m_keeping;
    QString m_keptPage; ///< of what was asked to be kept last
};

} // namespace consultantos
