// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/templates/report_template.h"

#include <QList>
#include <QWidget>

class QComboBox;
class QSpinBox;

namespace consultantos {

/// Chooses the kind of report and how much each criterion of its recommendations counts. Knows no store: templates are given
/// to it.
class TemplateChoice : public QWidget {
    Q_OBJECT
public:
    explicit TemplateChoice(QWidget *parent = nullptr);

    /// Beside the standard report; what was chosen before stays so, where it is still among them.
    void setTemplates(const QList<ReportTemplate> &templates);
    /// Shows what a request has; a layout that isn't among the templates becomes an entry of its own.
    void setRequest(const AnalysisRequest &request);
    /// What the chosen kind of report is for.
    [[nodiscard]] QString about() const;
    /// Puts what is chosen into a request.
    void apply(AnalysisRequest &request) const;

Q_SIGNALS:
    /// By the user: frameworks and depth follow it.
    void chosen(const consultantos::ReportTemplate &chosen);
    void edited();
    /// about() is another one.
    void explained(const QString &about);

private:
    void onActivated(int row);
    void showWeights(const RecommendationWeights &weights);
    [[nodiscard]] RecommendationWeights weights() const;
    void explain();

    QComboBox *m_templates = nullptr;
    QList<QSpinBox *> m_weights; ///< impact, feasibility, risk, time
    QList<ReportTemplate> m_known;
};

} // namespace consultantos
