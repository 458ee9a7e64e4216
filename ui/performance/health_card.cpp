// SPDX-License-Identifier: GPL-3.0-or-later
#include "performance/health_card.h"

#include "model/model_words.h"
#include "performance/performance_card.h"
#include "performance/performance_words.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStyle>

#include <algorithm>

namespace consultantos {
namespace {

using State = FaultFinding::State;

void setRole(QLabel *label, const char *role)
{
    if (label->property("role").toString() == QLatin1String(role))
        return;
    label->setProperty("role", QLatin1String(role));
    label->style()->unpolish(label);
    label->style()->polish(label);
}

QLabel *makeText(const char *name)
{
    auto *label = new QLabel;
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

QString statementsText(const QList<SlowStatement> &statements)
{
    QStringList lines;
    for (const auto &one : statements) {
        lines += HealthCard::tr("%1, %2 times, last %3: %4")
                     .arg(spanText(one.worstSeconds), QLocale().toString(one.count),
                          QLocale().toString(one.last.toLocalTime(), QLocale::ShortFormat), one.sql);
        const auto steps = one.plan.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        for (const auto &step : steps)
            lines += QStringLiteral("    ") + step;
    }
    return lines.join(QLatin1Char('\n'));
}

HealthCard::HealthCard(QWidget *parent)
    : QWidget(parent)
    , m_alerts(makeText("performanceAlerts"))
    , m_showStatements(new QPushButton(tr("Slow statements")))
    , m_statements(new QPlainTextEdit)
    , m_providers(makeText("performanceProviders"))
{
    auto *faults = new QWidget;
    auto *grid = new QGridLayout(faults);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(GridUnit);
    grid->setVerticalSpacing(GridUnit);
    grid->setColumnStretch(1, 1);
    for (qsizetype i = 0; i < diagnosed({}, {}, {}).size(); ++i) {
        Row row{new QLabel, makeText("faultText"), new QPushButton(tr("Setting"))};
        row.sign->setMinimumWidth(2 * GridUnit);
        row.button->hide();
        grid->addWidget(row.sign, int(i), 0, Qt::AlignTop);
        grid->addWidget(row.text, int(i), 1);
        grid->addWidget(row.button, int(i), 2, Qt::AlignTop);
        connect(row.button, &QPushButton::clicked, this, [this, i] { Q_EMIT settingRequested(m_settings[i]); });
        m_rows.append(row);
        m_settings.append(QString());
    }
    m_showStatements->setObjectName(QStringLiteral("slowStatementsButton"));
    m_showStatements->setCheckable(true);
    m_showStatements->hide();
    m_statements->setObjectName(QStringLiteral("slowStatements"));
    m_statements->setAccessibleName(tr("Slow statements"));
    m_statements->setReadOnly(true);
    m_statements->setTabChangesFocus(true);
    m_statements->setMaximumHeight(fontMetrics().lineSpacing() * 9);
    m_statements->hide();
    connect(m_showStatements, &QPushButton::toggled, m_statements, &QWidget::setVisible);
    grid->addWidget(m_showStatements, int(m_rows.size()), 1, Qt::AlignLeft);
    grid->addWidget(m_statements, int(m_rows.size()) + 1, 0, 1, 3);

    auto *watched = new QWidget;
    auto *column = new QVBoxLayout(watched);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(GridUnit);
    auto *heading = new QLabel(tr("Limiters and breakers"));
    heading->setProperty("role", QStringLiteral("heading"));
    for (auto *widget : std::initializer_list<QWidget *>{m_alerts, heading, m_providers})
        column->addWidget(widget);
    column->addStretch(1);

    auto *both = new QGridLayout(this);
    both->setContentsMargins(0, 0, 0, 0);
    both->setSpacing(2 * GridUnit);
    both->setColumnStretch(0, 1);
    both->setColumnStretch(1, 1);
    both->addWidget(makePerformanceCard(tr("Diagnosis"), faults), 0, 0);
    both->addWidget(makePerformanceCard(tr("Alerts"), watched), 0, 1);
    setHealth({});
    setProviders({}, false, false);
}

void HealthCard::showFinding(const Row &row, const FaultFinding &finding)
{
    // A sign besides the colour.
    row.sign->setText(finding.isFound()                     ? QStringLiteral("✗")
                      : finding.state == State::NotMeasured ? QStringLiteral("–")
                                                            : QStringLiteral("✓"));
    setRole(row.sign, finding.isFound() ? "error" : finding.state == State::NotMeasured ? "muted" : "positive");
    auto text = tr("%1: %2.").arg(faultTitle(finding), faultText(finding));
    if (const auto advice = faultAdvice(finding); !advice.isEmpty())
        text += QLatin1Char('\n') + advice;
    row.text->setText(text);
    row.button->setVisible(!finding.setting.isEmpty());
    row.button->setAccessibleName(tr("Open the setting %1").arg(finding.setting));
    row.button->setToolTip(row.button->accessibleName());
}

void HealthCard::setHealth(const HealthFigures &health)
{
    const auto findings = health.findings.isEmpty() ? diagnosed({}, {}, {}) : health.findings;
    QList<SlowStatement> statements;
    for (qsizetype i = 0; i < std::min(findings.size(), m_rows.size()); ++i) {
        showFinding(m_rows[i], findings[i]);
        m_settings[i] = findings[i].setting.toLower();
        statements += findings[i].statements;
    }
    m_showStatements->setVisible(!statements.isEmpty());
    m_statements->setVisible(!statements.isEmpty() && m_showStatements->isChecked());
    if (const auto text = statementsText(statements); text != m_statements->toPlainText())
        m_statements->setPlainText(text);

    QStringList lines;
    bool isFiring = false;
    for (const auto &alert : health.alerts) {
        if (alert.state == Alert::State::Quiet)
            continue;
        const bool fires = alert.state == Alert::State::Firing;
        isFiring = isFiring || fires;
        lines += (fires ? QStringLiteral("✗ ") : QStringLiteral("… ")) + alertText(alert);
    }
    m_alerts->setText(lines.isEmpty() ? tr("✓ No alert of the monitoring rules goes off.")
                                      : lines.join(QLatin1Char('\n')));
    setRole(m_alerts, isFiring ? "error" : lines.isEmpty() ? "positive" : "warning");
}

void HealthCard::setProviders(const QList<ProviderState> &providers, bool isL2Down, bool isL3Down)
{
    QStringList lines;
    for (const auto &state : providers)
        lines +=
            tr("%1: %2; %3").arg(providerTitle(state.provider), providerStateText(state), providerLimitText(state));
    if (providers.isEmpty())
        lines += tr("Language models: none has been used.");
    lines += isL2Down ? tr("✗ Cache level 2 (Redis) can't be reached; it is tried again by itself.")
                      : tr("Cache level 2 (Redis): no failure.");
    lines += isL3Down ? tr("✗ Cache level 3 (disk) can't be used.") : tr("Cache level 3 (disk): no failure.");
    m_providers->setText(lines.join(QLatin1Char('\n')));
}

} // namespace consultantos
