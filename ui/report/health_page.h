// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QLabel;
class QSortFilterProxyModel;
class QTableView;

namespace consultantos {

class EvidenceBrowser;
class HealthModel;
class LineChart;

/// Financial health: every figure with its light, its years and its peers; below the chosen one's course, the rule that
/// gave the light, and who the peers are.
class HealthPage : public QWidget {
    Q_OBJECT
public:
    explicit HealthPage(std::shared_ptr<const Report> report, QWidget *parent = nullptr);

    /// The figure's row; nothing where there is none.
    void showFigure(const QString &id);

Q_SIGNALS:
    void referenceActivated(const QString &ref);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeDetail();
    void showChosen();
    void setFilter();
    [[nodiscard]] QString counts() const;
    [[nodiscard]] QString detail(const HealthReading &reading) const;
    [[nodiscard]] QString judged(const HealthReading &reading) const;
    [[nodiscard]] QString peers(const HealthReading &reading) const;
    [[nodiscard]] const HealthReading *chosen() const;

    std::shared_ptr<const Report> m_report;
    HealthModel *m_model = nullptr;
    QSortFilterProxyModel *m_filtered = nullptr;
    QTableView *m_table = nullptr;
    QComboBox *m_only = nullptr;
    QLabel *m_counts = nullptr;
    LineChart *m_chart = nullptr;
    EvidenceBrowser *m_detail = nullptr;
};

} // namespace consultantos
