// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/source_card.h"

#include "settings/key_field.h"
#include "settings/setting_row.h"
#include "settings/setting_switch.h"
#include "settings/source_tester.h"
#include "settings/source_words.h"
#include "widgets/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QStyle>
#include <QToolButton>

#include <algorithm>

namespace consultantos {

SourceCard::SourceCard(const AppServices &services, const SourceInfo &info,
                       const QHash<QString, SettingDescription> &descriptions, QWidget *parent)
    : QFrame(parent)
    , m_services(services)
    , m_info(info)
    , m_state(new QLabel)
    , m_tester(new SourceTester(services, info.id, info.title))
{
    setObjectName(QStringLiteral("source_") + info.id);
    setProperty("role", QStringLiteral("card"));
    setAccessibleName(info.title);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * GridUnit, 2 * GridUnit, 2 * GridUnit, 2 * GridUnit);
    layout->setSpacing(GridUnit);
    layout->addWidget(makeHead(descriptions));

    const auto needed = neededSettings(info);
    for (const auto &key : sourceSettings(info)) {
        if (key == m_switch->key() || !descriptions.contains(key))
            continue;
        auto *row = new SettingRow(descriptions[key]);
        connect(row, &SettingEditor::edited, this, &SourceCard::refresh);
        (needed.contains(key) ? m_needed : m_addresses).append(row);
    }
    if (!m_needed.isEmpty() || !info.secretName.isEmpty())
        layout->addSpacing(GridUnit);
    for (auto *row : std::as_const(m_needed))
        layout->addWidget(row);
    if (!info.secretName.isEmpty()) {
        m_key = new KeyField(services, info.secretName, info.title);
        connect(m_key, &KeyField::stateChanged, this, &SourceCard::refresh);
        layout->addWidget(m_key);
    }
    if (!m_addresses.isEmpty())
        layout->addWidget(makeAddresses(m_addresses));
    layout->addWidget(m_tester);
    connect(m_switch, &SettingEditor::edited, this, &SourceCard::refresh);
    m_tester->setInputs([this] {
        SourceTester::Inputs inputs;
        for (const auto *editor : editors()) {
            if (editor->isChanged())
                inputs.changes.append({editor->key(), editor->text()});
        }
        if (m_key != nullptr)
            inputs.key = m_key->typed().reveal();
        return inputs;
    });
    setFocusProxy(m_switch);
    refresh();
}

QWidget *SourceCard::makeHead(const QHash<QString, SettingDescription> &descriptions)
{
    m_switch = new SettingSwitch(descriptions[m_info.id + QStringLiteral("_enabled")], m_info.title);
    m_state->setObjectName(QStringLiteral("sourceState_") + m_info.id);
    auto *gives = new QLabel(sourceGives(m_info.id));
    gives->setWordWrap(true);
    auto *sent = new QLabel(tr("Sent: %1").arg(sourceSends(m_info.id)));
    auto *limit = new QLabel(tr("Limit: %1.").arg(rateWords(m_info.rate)));
    for (auto *label : {sent, limit}) {
        label->setWordWrap(true);
        label->setProperty("role", QStringLiteral("muted"));
    }
    auto *head = new QWidget;
    auto *grid = new QGridLayout(head);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(2 * GridUnit);
    grid->setVerticalSpacing(GridUnit / 2);
    grid->setColumnStretch(0, 1);
    grid->addWidget(m_switch, 0, 0);
    grid->addWidget(m_state, 0, 1, Qt::AlignRight | Qt::AlignVCenter);
    grid->addWidget(gives, 1, 0, 1, 2);
    grid->addWidget(sent, 2, 0, 1, 2);
    grid->addWidget(limit, 3, 0, 1, 2);
    return head;
}

QWidget *SourceCard::makeAddresses(const QList<SettingRow *> &rows)
{
    m_fold = new QToolButton;
    m_fold->setObjectName(QStringLiteral("fold_") + m_info.id);
    m_fold->setText(tr("Address"));
    m_fold->setAccessibleName(tr("Address of %1").arg(m_info.title));
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setAutoRaise(true);
    m_fold->setCheckable(true);
    m_fold->setFocusPolicy(Qt::StrongFocus);
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(3 * GridUnit, 0, 0, 0);
    column->setSpacing(GridUnit);
    for (auto *row : rows)
        column->addWidget(row);
    auto *part = new QWidget;
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(GridUnit);
    layout->addWidget(m_fold, 0, Qt::AlignLeft);
    layout->addWidget(box);
    const auto unfold = [this, box](bool isOpen) {
        m_fold->setArrowType(isOpen ? Qt::DownArrow : Qt::RightArrow);
        box->setVisible(isOpen);
    };
    connect(m_fold, &QToolButton::toggled, this, unfold);
    // What is wrong or not as usual must be seen.
    const bool isOpen = std::any_of(rows.begin(), rows.end(), [](const SettingRow *row) {
        const auto &description = row->description();
        return !description.error.isEmpty() || description.value != description.defaultValue;
    });
    m_fold->setChecked(isOpen);
    unfold(isOpen);
    return part;
}

QList<SettingEditor *> SourceCard::editors() const
{
    QList<SettingEditor *> editors{m_switch};
    for (auto *row : m_needed + m_addresses)
        editors.append(row);
    return editors;
}

void SourceCard::setObstacle(const QString &reason, bool isForcedOff)
{
    m_isForcedOff = isForcedOff;
    m_switch->setForcedOff(isForcedOff);
    m_tester->setObstacle(reason);
    refresh();
}

QString SourceCard::lacking() const
{
    for (const auto *row : m_needed) {
        if (row->text().trimmed().isEmpty())
            return SettingRow::title(row->key());
    }
    const bool lacksKey =
        m_key != nullptr && (m_key->state().place == KeyState::None || m_key->state().place == KeyState::NoKeyring);
    return lacksKey ? tr("Key") : QString();
}

QString SourceCard::stateText() const
{
    if (m_isForcedOff)
        return tr("Off: offline");
    if (!m_switch->isOn())
        return m_switch->isChanged() ? tr("Off once saved") : tr("Off");
    if (const auto what = lacking(); !what.isEmpty())
        return tr("Lacks: %1").arg(what);
    return m_switch->isChanged() ? tr("On once saved") : tr("On");
}

void SourceCard::refresh()
{
    m_state->setText(stateText());
    const bool isOn = m_switch->isOn() && !m_isForcedOff;
    const auto *role = !isOn ? "muted" : lacking().isEmpty() ? "positive" : "warning";
    m_state->setProperty("role", QLatin1String(role));
    m_state->style()->polish(m_state);
}

} // namespace consultantos
