// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/data/framework_catalogue.h"
#include "model/monitor.h"
#include "monitors/monitor_access.h"

#include <QHash>
#include <QWidget>

class QCheckBox;
class QDoubleSpinBox;
class QLabel;

namespace consultantos {

class FigureLinesEditor;
class FlowLayout;

/// What a monitor looks at, and from how large a change on it tells; with an example of what that means.
class WatchEditor : public QWidget {
    Q_OBJECT
public:
    explicit WatchEditor(QWidget *parent = nullptr);

    /// Further frameworks whose scores can be watched, beside those that come with the program.
    void setFrameworks(const QList<FrameworkInfo> &frameworks);
    void setFigures(const QList<WatchedFigure> &figures);
    void setWatch(const MonitorWatch &watch, const MonitorThresholds &thresholds);
    [[nodiscard]] MonitorWatch watch() const;
    [[nodiscard]] MonitorThresholds thresholds() const;

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] QWidget *makeThresholds();
    void refresh();

    QCheckBox *m_filings;
    QCheckBox *m_figures;
    QCheckBox *m_quarters;
    QCheckBox *m_news;
    QCheckBox *m_riskFactors;
    FlowLayout *m_flow = nullptr; ///< of the frameworks
    QStringList m_frameworkIds;   ///< in the order shown
    QHash<QString, QCheckBox *> m_frameworks;
    QStringList m_unlisted; ///< frameworks that are watched but not among those shown
    FigureLinesEditor *m_lines;
    QDoubleSpinBox *m_relative;
    QDoubleSpinBox *m_absolute;
    QDoubleSpinBox *m_points;
    QDoubleSpinBox *m_score;
    QLabel *m_example;
    QStringList m_figureIds; ///< kept as they are
};

} // namespace consultantos
