// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitors/outputs_editor.h"

#include "monitors/monitor_access.h"
#include "widgets/async.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QStyle>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace consultantos {

namespace {

bool isWebAddress(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty()
           && (url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http"));
}

/// Enough to catch what was mistyped; what a server takes only it knows.
bool isMailAddress(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^[^@\\s,;]+@[^@\\s,;]+\\.[^@\\s,;.]+$"));
    return form.match(text).hasMatch();
}

} // namespace

OutputsEditor::OutputsEditor(const AppServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_desktop(new QCheckBox(tr("Notice on this com&puter while the program runs")))
    , m_webhook(new QLineEdit)
    , m_mails(new QLineEdit)
    , m_error(new QLabel)
    , m_test(new QPushButton(tr("Sen&d a test")))
    , m_result(new QLabel)
{
    m_desktop->setObjectName(QStringLiteral("outputDesktop"));
    m_webhook->setObjectName(QStringLiteral("outputWebhook"));
    m_webhook->setPlaceholderText(QStringLiteral("https://hooks.example.com/…"));
    m_webhook->setToolTip(tr("Gets each alert as JSON by POST"));
    m_mails->setObjectName(QStringLiteral("outputMails"));
    m_mails->setPlaceholderText(QStringLiteral("ada@example.com, team@example.com"));
    m_test->setObjectName(QStringLiteral("outputTest"));
    m_error->setObjectName(QStringLiteral("outputError"));
    m_error->setProperty("role", QStringLiteral("error"));
    m_result->setObjectName(QStringLiteral("outputResult"));
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    for (auto *label : {m_error, m_result})
        label->setWordWrap(true);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(2 * GridUnit);
    form->setVerticalSpacing(GridUnit);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Webhook"), m_webhook);
    form->addRow(tr("E-mail t&o"), m_mails);
    auto *row = new QHBoxLayout;
    row->setSpacing(2 * GridUnit);
    row->addWidget(m_test, 0, Qt::AlignTop);
    row->addWidget(m_result, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(GridUnit);
    column->addWidget(m_desktop);
    column->addLayout(form);
    column->addWidget(m_error);
    column->addLayout(row);
    setFocusProxy(m_desktop);
    connect(m_desktop, &QCheckBox::toggled, this, &OutputsEditor::changed);
    for (auto *field : {m_webhook, m_mails})
        connect(field, &QLineEdit::textChanged, this, &OutputsEditor::refresh);
    connect(m_test, &QPushButton::clicked, this, &OutputsEditor::test);
    setOutputs({});
}

OutputsEditor::~OutputsEditor()
{
    m_cancel.cancel();
}

void OutputsEditor::setOutputs(const MonitorOutputs &outputs)
{
    m_desktop->setChecked(outputs.desktop);
    m_webhook->setText(outputs.webhook);
    m_mails->setText(outputs.mails.join(QStringLiteral(", ")));
    refresh();
}

MonitorOutputs OutputsEditor::outputs() const
{
    static const QRegularExpression between(QStringLiteral("[,;\\s]+"));
    return {m_webhook->text().trimmed(), m_mails->text().split(between, Qt::SkipEmptyParts), m_desktop->isChecked()};
}

void OutputsEditor::refresh()
{
    const auto outputs = this->outputs();
    QStringList errors;
    const bool isWebhookWrong = !outputs.webhook.isEmpty() && !isWebAddress(outputs.webhook);
    if (isWebhookWrong)
        errors += tr("The webhook must be an address that begins with https:// or http://.");
    QStringList wrong;
    std::copy_if(outputs.mails.begin(), outputs.mails.end(), std::back_inserter(wrong),
                 [](const QString &mail) { return !isMailAddress(mail); });
    if (!wrong.isEmpty())
        errors += tr("Not an e-mail address: %1").arg(wrong.join(QStringLiteral(", ")));
    for (const auto &[field, isWrong] : {std::pair(m_webhook, isWebhookWrong), std::pair(m_mails, !wrong.isEmpty())}) {
        field->setProperty("invalid", isWrong);
        field->style()->unpolish(field);
        field->style()->polish(field);
    }
    m_isValid = errors.isEmpty();
    m_error->setText(errors.join(QLatin1Char('\n')));
    m_error->setVisible(!m_isValid);
    const bool hasAny = !outputs.webhook.isEmpty() || !outputs.mails.isEmpty();
    const bool canTest = m_services.monitors && m_services.monitors->testOutputs;
    m_test->setVisible(canTest);
    m_test->setEnabled(m_isValid && hasAny && !m_isTesting);
    m_result->clear();
    Q_EMIT changed();
}

void OutputsEditor::test()
{
    m_isTesting = true;
    m_cancel = CancellationSource();
    refresh();
    m_result->setProperty("role", QStringLiteral("muted"));
    m_result->setText(tr("Sending …"));
    runAsync(
        m_services.pool, this,
        [access = m_services.monitors, outputs = outputs(), token = m_cancel.token()] {
            return access->testOutputs(outputs, token);
        },
        [this](const Status &sent) {
            m_isTesting = false;
            refresh();
            m_result->setProperty("role", sent ? QStringLiteral("positive") : QStringLiteral("error"));
            m_result->setText(sent ? tr("Sent. Look whether it has arrived.") : sent.error().toText());
            m_result->style()->unpolish(m_result);
            m_result->style()->polish(m_result);
        });
}

} // namespace consultantos
