// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/comparing/report_difference.h"
#include "app_services.h"
#include "model/report.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QLabel;
class QPushButton;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;

namespace consultantos {

class DifferenceModel;
class EmptyState;
class EvidenceBrowser;

/// Where something stands in a report of the library.
struct ReportPlace {
    QString reportId;
    QString page;    ///< of ReportView; empty with a claim
    QString claimId; ///< empty: no sentence
    QString ref;     ///< evidence to show beside it; may be empty
};

/// Two reports of the library and what changed from one to the other, with what each change is put down to.
class DifferenceView : public QWidget {
    Q_OBJECT
public:
    explicit DifferenceView(const AppServices &services, QWidget *parent = nullptr);

    /// Reads the list of reports anew; what is chosen stays.
    void reload();
    /// Compares these two, the older first.
    void compare(const QString &oneId, const QString &otherId);
    [[nodiscard]] const ReportDifference &difference() const;

Q_SIGNALS:
    void placeRequested(const consultantos::ReportPlace &place);
    void libraryRequested();
    void message(const QString &text, const QString &savedFile = {});
    void failed(const consultantos::Error &error);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Compared {
        std::shared_ptr<const Report> before;
        std::shared_ptr<const Report> after;
        ReportDifference difference;
    };
    QWidget *makeHead();
    QWidget *makeBody();
    void makeTable();
    void read();
    void show(const Compared &compared);
    void showChosen();
    void setFilter();
    void showPlace(const QString &side);
    void copy() const;
    void save();
    void choose(QComboBox *box, const QString &id);
    [[nodiscard]] QString changeHtml(const ReportChange &change) const;
    [[nodiscard]] QString inputsHtml() const;
    [[nodiscard]] QString causesHtml(const QList<DifferenceCause> &causes) const;
    [[nodiscard]] ReportPlace placeOf(const ReportChange &change, const Report &report) const;
    [[nodiscard]] const ReportChange *chosen() const;

    const AppServices &m_services;
    DifferenceModel *m_model = nullptr;
    QSortFilterProxyModel *m_filtered = nullptr;
    QComboBox *m_before = nullptr;
    QComboBox *m_after = nullptr;
    QComboBox *m_kind = nullptr;
    QComboBox *m_cause = nullptr;
    QLabel *m_summary = nullptr;
    QTableView *m_table = nullptr;
    EvidenceBrowser *m_detail = nullptr;
    EvidenceBrowser *m_inputs = nullptr;
    QStackedWidget *m_stack = nullptr;
    EmptyState *m_empty = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_swap = nullptr;
    Compared m_compared;
    QString m_wantedBefore; ///< chosen before the list was there
    QString m_wantedAfter;
    int m_query = 0; ///< answers to an older query are dropped
};

} // namespace consultantos
