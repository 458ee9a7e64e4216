// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "compare/difference_view.h"

#include <QWidget>

#include <memory>

class QTabWidget;

namespace consultantos {

class CompaniesView;

/// Comparisons: what changed from one report to another, and companies beside each other.
class ComparePage : public QWidget {
    Q_OBJECT
public:
    explicit ComparePage(const AppServices &services, QWidget *parent = nullptr);

    void compareReports(const QString &oneId, const QString &otherId);
    void compareCompanies(const QStringList &companies, const QString &subject = {});
    [[nodiscard]] DifferenceView *differences() const { return m_differences; }
    [[nodiscard]] CompaniesView *companies() const { return m_companies; }

Q_SIGNALS:
    void placeRequested(const consultantos::ReportPlace &place);
    void evidenceRequested(const std::shared_ptr<const consultantos::Report> &report, const QString &ref);
    void libraryRequested();
    void message(const QString &text, const QString &savedFile = {});
    void failed(const consultantos::Error &error);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QTabWidget *m_tabs = nullptr;
    DifferenceView *m_differences = nullptr;
    CompaniesView *m_companies = nullptr;
};

} // namespace consultantos
