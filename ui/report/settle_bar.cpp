// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/settle_bar.h"

#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace consultantos {

SettleBar::SettleBar(const QString &user, QWidget *parent)
    : QFrame(parent)
    , m_title(new QLabel)
    , m_reason(new QLineEdit)
    , m_by(new QLineEdit(user))
    , m_problem(new QLabel)
{
    setFrameShape(QFrame::StyledPanel);
    auto bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setWordWrap(true);
    m_reason->setObjectName(QStringLiteral("settleReason"));
    m_reason->setPlaceholderText(tr("Why the report stands with it"));
    m_reason->setAccessibleName(tr("Reason"));
    m_by->setObjectName(QStringLiteral("settleBy"));
    m_by->setPlaceholderText(tr("Who accepts it"));
    m_by->setAccessibleName(tr("Who accepts it"));
    // A name, a little longer than the one that is proposed.
    m_by->setMinimumWidth(m_by->fontMetrics().horizontalAdvance(user) + 4 * GridUnit);
    m_problem->setObjectName(QStringLiteral("settleProblem"));
    m_problem->setWordWrap(true);
    auto *accept = new QPushButton(tr("Accept"));
    accept->setObjectName(QStringLiteral("settleAccept"));
    auto *leave = new QPushButton(tr("Cancel"));
    connect(accept, &QPushButton::clicked, this, &SettleBar::accept);
    connect(leave, &QPushButton::clicked, this, &SettleBar::left);
    for (auto *field : {m_reason, m_by}) {
        connect(field, &QLineEdit::returnPressed, this, &SettleBar::accept);
        connect(field, &QLineEdit::textEdited, m_problem, &QLabel::hide);
    }

    constexpr int ShareOfReason = 3;
    auto *row = new QHBoxLayout;
    row->addWidget(m_reason, ShareOfReason);
    row->addWidget(m_by, 1);
    row->addWidget(leave);
    row->addWidget(accept);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(2 * GridUnit, GridUnit, 2 * GridUnit, GridUnit);
    column->addWidget(m_title);
    column->addLayout(row);
    column->addWidget(m_problem);
}

void SettleBar::begin(const QualityFinding &finding)
{
    if (m_finding != finding.id)
        m_reason->clear();
    m_finding = finding.id;
    m_title->setText(finding.text);
    m_problem->hide();
    m_reason->setFocus();
}

void SettleBar::accept()
{
    const auto reason = m_reason->text().simplified();
    const auto by = m_by->text().simplified();
    if (reason.isEmpty() || by.isEmpty()) {
        m_problem->setText(reason.isEmpty() ? tr("Say why the report stands with it.") : tr("Say who accepts it."));
        m_problem->show();
        (reason.isEmpty() ? m_reason : m_by)->setFocus();
        return;
    }
    Q_EMIT accepted(m_finding, reason, by);
}

void SettleBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT left();
    else
        QFrame::keyPressEvent(event);
}

} // namespace consultantos
