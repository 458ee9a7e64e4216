// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/key_field.h"

#include "evidence/sources/network_access.h"
#include "widgets/async.h"
#include "widgets/confirmation.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>

namespace consultantos {

KeyField::KeyField(const AppServices &services, QString name, const QString &source, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_name(std::move(name))
    , m_source(source)
    , m_title(new QLabel(tr("Key")))
    , m_line(new QLineEdit)
    , m_save(new QPushButton(tr("Save to keyring")))
    , m_remove(new QPushButton(tr("Remove")))
    , m_where(new QLabel)
{
    auto bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setBuddy(m_line);
    m_line->setObjectName(QStringLiteral("key_") + m_name);
    m_line->setEchoMode(QLineEdit::Password);
    m_line->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    m_line->setAccessibleName(tr("Key of %1").arg(source));
    m_line->setMaximumWidth(m_line->fontMetrics().averageCharWidth() * 48);
    m_save->setObjectName(QStringLiteral("saveKey_") + m_name);
    m_save->setAccessibleName(tr("Save the key of %1 to the keyring").arg(source));
    m_remove->setObjectName(QStringLiteral("removeKey_") + m_name);
    m_remove->setAccessibleName(tr("Remove the key of %1 from the keyring").arg(source));
    m_where->setObjectName(QStringLiteral("whereKey_") + m_name);
    m_where->setWordWrap(true);
    auto *row = new QHBoxLayout;
    row->setSpacing(GridUnit);
    row->addWidget(m_line, 1);
    row->addWidget(m_save);
    row->addWidget(m_remove);
    row->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, GridUnit);
    layout->setSpacing(GridUnit / 2);
    layout->addWidget(m_title);
    layout->addLayout(row);
    layout->addWidget(m_where);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textChanged, this, &KeyField::refresh);
    connect(m_line, &QLineEdit::returnPressed, this, &KeyField::save);
    connect(m_save, &QPushButton::clicked, this, &KeyField::save);
    connect(m_remove, &QPushButton::clicked, this, &KeyField::remove);
    setState({});
}

void KeyField::setTitle(const QString &title)
{
    m_title->setText(title);
}

Secret KeyField::typed() const
{
    return Secret(m_line->text().trimmed());
}

void KeyField::setState(const KeyState &state)
{
    m_state = state;
    const auto variable = secretEnvironmentName(m_name);
    switch (state.place) {
    case KeyState::Unknown:
        say(tr("Looking for it in the keyring …"), "muted");
        break;
    case KeyState::None:
        say(tr("None. Type one to keep it in the system's keyring, or set %1 in the environment.").arg(variable),
            "muted");
        break;
    case KeyState::Keyring:
        say(tr("In the keyring. It isn't shown; type another to replace it."), "muted");
        break;
    case KeyState::Environment:
        say(tr("From the environment: %1. Change it there.").arg(variable), "muted");
        break;
    case KeyState::NoKeyring:
        say(tr("No keyring can be used here, so a key can't be kept: set %1 in the environment and start the program "
               "again.")
                .arg(variable),
            "warning");
        m_where->setToolTip(state.error);
        break;
    }
    refresh();
    Q_EMIT stateChanged();
}

void KeyField::save()
{
    const auto key = typed();
    if (!m_save->isEnabled() || key.isEmpty())
        return;
    change([name = m_name, key](SecretStore &secrets) { return secrets.write(name, key); });
}

void KeyField::remove()
{
    confirmLoss(this, tr("Remove the key of %1 from the keyring?").arg(m_source),
                tr("It isn't kept anywhere else by this program: to use the service again you need it from there."),
                tr("Remove"),
                [this] { change([name = m_name](SecretStore &secrets) { return secrets.remove(name); }); });
}

void KeyField::change(std::function<Status(SecretStore &)> how)
{
    struct Outcome {
        Status done;
        KeyState state;
    };
    m_isBusy = true;
    say(tr("Waiting for the keyring …"), "muted");
    refresh();
    runAsync(
        m_services.pool, this,
        [network = m_services.network, environment = m_services.environment, name = m_name, how = std::move(how)] {
            auto done = how(network->secrets());
            return Outcome{std::move(done), lookUpKey(network->secrets(), environment, name)};
        },
        [this](const Outcome &outcome) {
            m_isBusy = false;
            if (outcome.done)
                m_line->clear();
            setState(outcome.state);
            if (!outcome.done)
                say(outcome.done.error().toText(), "error");
        });
}

void KeyField::refresh()
{
    const bool canChange =
        m_services.network && !m_isBusy && (m_state.place == KeyState::None || m_state.place == KeyState::Keyring);
    m_line->setEnabled(canChange);
    m_line->setPlaceholderText(m_state.place == KeyState::Keyring ? QString(12, QChar(0x2022)) : QString());
    m_save->setEnabled(canChange && !typed().isEmpty());
    m_remove->setEnabled(canChange);
    m_remove->setVisible(m_state.place == KeyState::Keyring);
}

void KeyField::say(const QString &text, const char *role)
{
    m_where->setText(text);
    m_where->setToolTip({});
    m_where->setProperty("role", QLatin1String(role));
    m_where->style()->polish(m_where);
    m_line->setAccessibleDescription(text);
}

} // namespace consultantos
