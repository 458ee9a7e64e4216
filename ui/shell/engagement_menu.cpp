// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/engagement_menu.h"

#include "widgets/async.h"

#include <QActionGroup>
#include <QInputDialog>

namespace consultantos {

EngagementMenu::EngagementMenu(const AppServices &services, QWidget *parent)
    : QMenu(tr("En&gagement"), parent)
    , m_services(services)
{
    setObjectName(QStringLiteral("engagementMenu"));
    fill({});
    connect(this, &QMenu::aboutToShow, this, &EngagementMenu::reload);
    setEnabled(m_services.openEngagement != nullptr);
}

void EngagementMenu::reload()
{
    if (!m_services.engagementNames)
        return;
    runAsync(m_services.pool, this, m_services.engagementNames, [this](const QStringList &names) {
        // The menu may be open: it is only built anew where something has changed.
        if (names != m_names)
            fill(names);
    });
}

void EngagementMenu::fill(const QStringList &names)
{
    m_names = names;
    clear();
    add(tr("&None"), {});
    for (const auto &name : names)
        add(QString(name).replace(QLatin1Char('&'), QStringLiteral("&&")), name);
    addSeparator();
    connect(addAction(tr("N&ew engagement …")), &QAction::triggered, this, &EngagementMenu::askForName);
}

void EngagementMenu::add(const QString &text, const QString &name)
{
    auto *action = addAction(text);
    action->setCheckable(true);
    action->setChecked(name == m_services.engagement);
    connect(action, &QAction::triggered, this, [this, action, name] {
        // Until the other one is open this one is.
        action->setChecked(name == m_services.engagement);
        if (name != m_services.engagement)
            Q_EMIT chosen(name);
    });
}

void EngagementMenu::askForName()
{
    auto *dialog = new QInputDialog(parentWidget());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("engagementName"));
    dialog->setWindowTitle(tr("New engagement"));
    dialog->setLabelText(
        tr("Name of the client or the engagement. Its documents, facts, reports and questions are kept apart from all "
           "others."));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString &text) {
        const auto name = text.simplified();
        if (!name.isEmpty() && name != m_services.engagement)
            Q_EMIT chosen(name);
    });
    dialog->open();
}

} // namespace consultantos
