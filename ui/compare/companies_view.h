// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/comparing/companies_beside.h"
#include "app_services.h"
#include "base/cancellation.h"
#include "compare/difference_view.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QLabel;
class QModelIndex;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QTableView;

namespace consultantos {

class BesideModel;
class CompanyComparer;
class CompanyPicker;
class EmptyState;
class ChartFrame;
class LineChart;

/// Two to five companies beside each other, by any figure of their facts or any framework of their kept reports.
class CompaniesView : public QWidget {
    Q_OBJECT
public:
    explicit CompaniesView(const AppServices &services, QWidget *parent = nullptr);

    /// Reads the companies that there are.
    void reload();
    void show(const QStringList &companies, const QString &subject = {});
    [[nodiscard]] QStringList companies() const;

Q_SIGNALS:
    void placeRequested(const consultantos::ReportPlace &place);
    /// A figure's evidence, in a report that holds nothing but it.
    void evidenceRequested(const std::shared_ptr<const consultantos::Report> &report, const QString &ref);
    void message(const QString &text, const QString &savedFile = {});
    void failed(const consultantos::Error &error);

private:
    struct Answer {
        std::optional<FiguresBeside> figures;
        std::optional<FrameworkBeside> framework;
    };
    QWidget *makeHead();
    QWidget *makeBody();
    void readSubjects();
    void read();
    void showAnswer(const Answer &answer);
    void showNothing(const QString &title, const QString &advice);
    void showFigures(const FiguresBeside &figures);
    void showFramework(const FrameworkBeside &framework);
    void activate(const QModelIndex &index);
    void copy() const;
    void save();

    const AppServices &m_services;
    std::shared_ptr<const CompanyComparer> m_comparer;
    CompanyPicker *m_picker = nullptr;
    QComboBox *m_subject = nullptr; ///< data: "figure:gross_margin", "framework:porter"
    QSpinBox *m_years = nullptr;
    BesideModel *m_model = nullptr;
    QTableView *m_table = nullptr;
    LineChart *m_chart = nullptr;
    ChartFrame *m_chartFrame = nullptr;
    QLabel *m_notes = nullptr;
    QStackedWidget *m_stack = nullptr;
    EmptyState *m_empty = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_save = nullptr;
    QString m_wanted; ///< subject to choose once it is known
    Answer m_answer;
    CancellationSource m_running;
    int m_query = 0; ///< answers to an older query are dropped
};

} // namespace consultantos
