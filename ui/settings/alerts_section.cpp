// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/alerts_section.h"

#include "evidence/sources/network_access.h"
#include "settings/key_field.h"
#include "settings/key_lookup.h"
#include "settings/setting_row.h"
#include "settings/source_tester.h"
#include "widgets/theme.h"

#include <QLabel>
#include <QVBoxLayout>

namespace consultantos {

namespace {

QLabel *makeLabel(const QString &text, const char *role)
{
    auto *label = new QLabel(text);
    label->setProperty("role", QLatin1String(role));
    label->setWordWrap(true);
    return label;
}

} // namespace

AlertsSection::AlertsSection(const AppServices &services, const QHash<QString, SettingDescription> &descriptions,
                             QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_password(new KeyField(services, QLatin1String(NetworkAccess::MailPassword), tr("the mail server")))
    , m_webhookKey(new KeyField(services, QStringLiteral("webhook_key"), tr("webhooks")))
    , m_tester(new SourceTester(services, QStringLiteral("mail"), tr("The mail server")))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(GridUnit);
    layout->addWidget(makeLabel(tr("E-mail"), "heading"));
    for (const auto &description : descriptions) {
        auto *row = new SettingRow(description);
        layout->addWidget(row);
        m_editors.append(row);
    }
    m_password->setTitle(tr("Password"));
    layout->addWidget(m_password);
    layout->addWidget(m_tester);
    layout->addWidget(
        makeLabel(tr("The test logs in and sends nothing. A monitor's own test sends a letter."), "muted"));
    layout->addSpacing(2 * GridUnit);
    layout->addWidget(makeLabel(tr("Webhooks"), "heading"));
    layout->addWidget(
        makeLabel(tr("With a key, each message to a webhook is signed (HMAC-SHA-256), so that its receiver "
                     "can tell it from a forged one. Give the receiver the same key."),
                  "muted"));
    layout->addWidget(m_webhookKey);
    m_tester->setTrial([network = services.network](const Settings &settings, const Secret &password,
                                                    const CancellationToken &cancel) {
        return network->testMail(settings, password, cancel);
    });
    m_tester->setInputs([this] {
        SourceTester::Inputs inputs;
        for (const auto *editor : std::as_const(m_editors)) {
            if (editor->isChanged())
                inputs.changes.append({editor->key(), editor->text()});
        }
        inputs.key = m_password->typed().reveal();
        return inputs;
    });
    for (auto *editor : std::as_const(m_editors))
        connect(editor, &SettingEditor::edited, this, &AlertsSection::refresh);
    refresh();
}

void AlertsSection::refresh()
{
    const bool hasServer = std::any_of(m_editors.cbegin(), m_editors.cend(),
                                       [](const auto *editor) { return !editor->text().trimmed().isEmpty(); });
    m_tester->setObstacle(!m_services.network             ? tr("The network can't be used: no mail is sent.")
                          : m_services.settings.offline() ? tr("Offline: no mail is sent.")
                          : !hasServer                    ? tr("Give the address of a mail server first.")
                                                          : QString());
}

void AlertsSection::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (std::exchange(m_hasKeys, true))
        return;
    lookUpKeys(m_services, this, {m_password, m_webhookKey});
}

} // namespace consultantos
