// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/api_panel.h"

#include "widgets/async.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QFile>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace consultantos {

ApiPanel::ApiPanel(const AppServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_state(new QLabel)
    , m_problem(new QLabel)
    , m_copy(new QPushButton(tr("Copy token")))
    , m_describe(new QPushButton(tr("Show description")))
{
    m_state->setObjectName(QStringLiteral("apiState"));
    m_state->setTextFormat(Qt::PlainText);
    m_state->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_problem->setObjectName(QStringLiteral("apiProblem"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setProperty("role", QStringLiteral("error"));
    for (auto *label : {m_state, m_problem})
        label->setWordWrap(true);
    m_copy->setObjectName(QStringLiteral("copyApiToken"));
    m_copy->setToolTip(tr("Whoever has it may do here what you may. Give it to programs of your own alone."));
    m_describe->setObjectName(QStringLiteral("showApiDescription"));
    m_describe->setToolTip(tr("All that the API can be asked, in the browser."));
    connect(m_copy, &QPushButton::clicked, this, &ApiPanel::copyToken);
    connect(m_describe, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl(m_services.serverState().url + QStringLiteral("/docs"))); });
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(GridUnit);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_describe);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 2 * GridUnit);
    layout->setSpacing(GridUnit);
    layout->addWidget(m_state);
    layout->addWidget(m_problem);
    layout->addLayout(buttons);
    refresh();
}

void ApiPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void ApiPanel::refresh()
{
    const auto state = m_services.serverState ? m_services.serverState() : ApiState();
    const bool isOn = !state.url.isEmpty();
    m_state->setText(isOn ? tr("Answers at %1. The token is in %2.").arg(state.url, state.tokenPath)
                          : tr("Does not answer."));
    m_problem->setText(state.problem ? state.problem->toText() : QString());
    m_problem->setVisible(state.problem.has_value());
    m_copy->setVisible(isOn);
    m_describe->setVisible(isOn);
}

void ApiPanel::copyToken()
{
    runAsync(
        m_services.pool, this,
        [path = m_services.serverState().tokenPath]() -> Result<QString> {
            QFile file(path);
            if (!file.open(QIODevice::ReadOnly))
                return fail(ErrorCode::Unreadable, tr("The token can't be read: %1").arg(file.errorString()), path);
            return QString::fromLatin1(file.readAll().trimmed());
        },
        [this](const Result<QString> &token) {
            if (!token)
                return Q_EMIT failed(token.error());
            QGuiApplication::clipboard()->setText(*token);
            m_copy->setText(tr("Copied"));
        });
}

} // namespace consultantos
