// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "performance/health_figures.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace consultantos {

/// Whether something is wrong: alerts that go off, the four faults with cause and setting, limiters and breakers.
class HealthCard : public QWidget {
    Q_OBJECT
public:
    explicit HealthCard(QWidget *parent = nullptr);

    void setHealth(const HealthFigures &health);
    void setProviders(const QList<ProviderState> &providers, bool isL2Down, bool isL3Down);

Q_SIGNALS:
    /// `key` as the settings file has it.
    void settingRequested(const QString &key);

private:
    struct Row {
        QLabel *sign = nullptr;
        QLabel *text = nullptr;
        QPushButton *button = nullptr;
    };
    void showFinding(const Row &row, const FaultFinding &finding);

    QLabel *m_alerts = nullptr;
    QList<Row> m_rows;
    QList<QString> m_settings; ///< of each row
    QPushButton *m_showStatements = nullptr;
    QPlainTextEdit *m_statements = nullptr;
    QLabel *m_providers = nullptr;
};

/// Slow statements with their plans, for a log or a ticket.
[[nodiscard]] QString statementsText(const QList<SlowStatement> &statements);

} // namespace consultantos
