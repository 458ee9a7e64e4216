// SPDX-License-Identifier: GPL-3.0-or-later
#include "brief/template_choice.h"

#include "widgets/theme.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

constexpr int MostWeight = 100;

} // namespace

TemplateChoice::TemplateChoice(QWidget *parent)
    : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(GridUnit / 2);
    m_templates = new QComboBox;
    m_templates->setObjectName(QStringLiteral("reportTemplate"));
    m_templates->setAccessibleName(tr("Kind of report"));
    m_templates->addItem(tr("Standard report"));
    m_templates->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_templates->setMinimumContentsLength(24);
    connect(m_templates, &QComboBox::activated, this, &TemplateChoice::onActivated);
    column->addWidget(m_templates);
    setFocusProxy(m_templates);

    // Two rows of two have room in a small window in every language.
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(GridUnit);
    grid->setVerticalSpacing(GridUnit / 2);
    grid->setColumnStretch(4, 1);
    const QStringList titles{tr("Impact"), tr("Feasibility"), tr("Low risk"), tr("Short time")};
    const QStringList names{QStringLiteral("impact"), QStringLiteral("feasibility"), QStringLiteral("risk"),
                            QStringLiteral("time")};
    for (qsizetype i = 0; i < titles.size(); ++i) {
        auto *label = new QLabel(titles[i]);
        auto *weight = new QSpinBox;
        weight->setObjectName(QStringLiteral("weight.") + names[i]);
        weight->setAccessibleName(tr("Weight of %1").arg(titles[i]));
        weight->setRange(0, MostWeight);
        label->setBuddy(weight);
        const int row = static_cast<int>(i) / 2;
        const int pair = static_cast<int>(i) % 2 * 2;
        grid->addWidget(label, row, pair);
        grid->addWidget(weight, row, pair + 1);
        connect(weight, &QSpinBox::valueChanged, this, [this] {
            explain();
            Q_EMIT edited();
        });
        m_weights.append(weight);
    }
    column->addLayout(grid);
    showWeights({});
}

void TemplateChoice::setTemplates(const QList<ReportTemplate> &templates)
{
    const auto current = m_templates->currentData().toString();
    m_known = templates;
    const QSignalBlocker quiet(m_templates);
    m_templates->clear();
    m_templates->addItem(tr("Standard report"), QString());
    for (const auto &one : templates)
        m_templates->addItem(one.title, one.layout.id);
    m_templates->setCurrentIndex(std::max(0, m_templates->findData(current)));
    explain();
}

void TemplateChoice::setRequest(const AnalysisRequest &request)
{
    const auto &layout = request.layout;
    if (!layout.isStandard() && m_templates->findData(layout.id) < 0) {
        ReportTemplate kept;
        kept.title = layout.title;
        kept.layout = layout;
        m_known.append(kept);
        m_templates->addItem(layout.title, layout.id);
    }
    m_templates->setCurrentIndex(std::max(0, m_templates->findData(layout.id)));
    showWeights(request.weights);
    explain();
}

void TemplateChoice::apply(AnalysisRequest &request) const
{
    request.layout = {};
    for (const auto &one : m_known) {
        if (one.layout.id == m_templates->currentData().toString())
            request.layout = one.layout;
    }
    const auto chosen = weights();
    if (chosen.impact + chosen.feasibility + chosen.risk + chosen.time > 0)
        request.weights = chosen;
}

void TemplateChoice::onActivated(int row)
{
    const auto id = m_templates->itemData(row).toString();
    ReportTemplate found;
    for (const auto &one : std::as_const(m_known)) {
        if (one.layout.id == id)
            found = one;
    }
    showWeights(found.weights);
    explain();
    if (!found.layout.isStandard())
        Q_EMIT chosen(found);
    Q_EMIT edited();
}

void TemplateChoice::showWeights(const RecommendationWeights &weights)
{
    const QList<double> values{weights.impact, weights.feasibility, weights.risk, weights.time};
    for (qsizetype i = 0; i < values.size(); ++i) {
        const QSignalBlocker quiet(m_weights[i]);
        m_weights[i]->setValue(static_cast<int>(std::lround(values[i])));
    }
}

RecommendationWeights TemplateChoice::weights() const
{
    return {static_cast<double>(m_weights[0]->value()), static_cast<double>(m_weights[1]->value()),
            static_cast<double>(m_weights[2]->value()), static_cast<double>(m_weights[3]->value())};
}

QString TemplateChoice::about() const
{
    const auto chosen = weights();
    if (chosen.impact + chosen.feasibility + chosen.risk + chosen.time <= 0)
        return tr("With all weights zero the usual ones count.");
    for (const auto &one : m_known) {
        if (one.layout.id == m_templates->currentData().toString() && !one.about.isEmpty())
            return one.about;
    }
    return tr("All parts in their usual order.");
}

void TemplateChoice::explain()
{
    Q_EMIT explained(about());
}

} // namespace consultantos
