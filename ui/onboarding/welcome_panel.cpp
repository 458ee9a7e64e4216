// SPDX-License-Identifier: GPL-3.0-or-later
#include "onboarding/welcome_panel.h"

#include "widgets/flow_layout.h"
#include "widgets/line_icon_button.h"
#include "widgets/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace consultantos {

WelcomePanel::WelcomePanel(QWidget *parent)
    : QFrame(parent)
    , m_sample(new QPushButton(tr("&Open the sample engagement")))
    , m_companies(new QWidget)
{
    setObjectName(QStringLiteral("welcomePanel"));
    setProperty("role", QStringLiteral("card"));
    auto *title = new QLabel(tr("Welcome: your first report in three clicks"));
    title->setProperty("role", QStringLiteral("heading"));
    title->setWordWrap(true);
    auto *dismiss = new LineIconButton(QStringLiteral("close"), tr("Put the welcome away"), this);
    dismiss->setObjectName(QStringLiteral("welcomeDismiss"));
    auto *about =
        new QLabel(tr("Nothing has to be set up: facts of some companies come with the program, and neither a "
                      "key nor the network is needed. Open the sample, a prepared brief with a memo, and press "
                      "Analyse."));
    about->setWordWrap(true);
    auto *guide = new QPushButton(tr("&Read the guide"));
    m_sample->setObjectName(QStringLiteral("welcomeSample"));
    m_sample->setProperty("primary", true);
    guide->setObjectName(QStringLiteral("welcomeGuide"));
    auto *companies = new QLabel(tr("Or begin with one of these companies:"));
    companies->setProperty("role", QStringLiteral("muted"));
    companies->setWordWrap(true);
    m_companies->setObjectName(QStringLiteral("welcomeCompanies"));
    m_row = new FlowLayout(GridUnit, m_companies);

    auto *head = new QHBoxLayout;
    head->addWidget(title, 1);
    head->addWidget(dismiss, 0, Qt::AlignTop);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(GridUnit);
    buttons->addWidget(m_sample);
    buttons->addWidget(guide);
    buttons->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(2 * GridUnit, 2 * GridUnit, 2 * GridUnit, 2 * GridUnit);
    column->setSpacing(GridUnit + GridUnit / 2);
    column->addLayout(head);
    column->addWidget(about);
    column->addLayout(buttons);
    column->addWidget(companies);
    column->addWidget(m_companies);
    connect(m_sample, &QPushButton::clicked, this, &WelcomePanel::sampleRequested);
    connect(guide, &QPushButton::clicked, this, &WelcomePanel::guideRequested);
    connect(dismiss, &QToolButton::clicked, this, [this] {
        hide();
        Q_EMIT dismissed();
    });
}

void WelcomePanel::setCompanies(const QStringList &names)
{
    qDeleteAll(m_companies->findChildren<QToolButton *>(QString(), Qt::FindDirectChildrenOnly));
    for (const auto &name : names) {
        auto *chip = new QToolButton;
        chip->setText(QString(name).replace(QLatin1Char('&'), QStringLiteral("&&")));
        chip->setAccessibleName(tr("Begin with %1").arg(name));
        chip->setProperty("chip", true);
        chip->setFocusPolicy(Qt::StrongFocus);
        connect(chip, &QToolButton::clicked, this, [this, name] { Q_EMIT companyChosen(name); });
        m_row->addWidget(chip);
    }
}

void WelcomePanel::offerSample(bool isOffered)
{
    m_sample->setVisible(isOffered);
}

} // namespace consultantos
