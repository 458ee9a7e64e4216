// SPDX-License-Identifier: GPL-3.0-or-later
#include "frameworks/framework_preview.h"

#include "evidence/fact_store.h"
#include "frameworks/framework_desk.h"
#include "report/report_html.h"
#include "report/report_words.h"
#include "widgets/async.h"
#include "widgets/evidence_browser.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QCompleter>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>

#include <cmath>

namespace consultantos {

namespace {

/// Scores are shown with two decimals: less than that is no change to anybody.
constexpr double Shown = 0.005;

const FrameworkSection *sectionOf(const FrameworkOutput &output, const QString &id)
{
    for (const auto &section : output.result.sections) {
        if (section.id == id)
            return &section;
    }
    return nullptr;
}

} // namespace

FrameworkPreview::FrameworkPreview(const AppServices &services, FrameworkDesk &desk, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_desk(desk)
    , m_company(new QComboBox)
    , m_state(new QLabel)
    , m_page(new EvidenceBrowser)
{
    m_company->setObjectName(QStringLiteral("frameworkCompany"));
    m_company->setAccessibleName(tr("Company to try it on"));
    m_company->setEditable(true);
    m_company->setInsertPolicy(QComboBox::NoInsert);
    m_company->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_company->setMinimumContentsLength(20);
    m_company->lineEdit()->setPlaceholderText(tr("Company, ticker or CIK"));
    m_company->completer()->setFilterMode(Qt::MatchContains);
    m_company->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_state->setObjectName(QStringLiteral("frameworkTrial"));
    m_state->setProperty("role", QStringLiteral("muted"));
    m_state->setWordWrap(true);
    m_page->setObjectName(QStringLiteral("frameworkPreview"));
    m_page->setAccessibleName(tr("What the framework says of the company"));
    m_page->setFrameShape(QFrame::NoFrame);
    auto *title = new QLabel(tr("Try it on"));
    title->setBuddy(m_company);
    auto *head = new QHBoxLayout;
    head->setSpacing(GridUnit);
    head->addWidget(title);
    head->addWidget(m_company);
    head->addWidget(m_state, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, GridUnit, 0, 0);
    column->setSpacing(GridUnit / 2);
    column->addLayout(head);
    column->addWidget(m_page, 1);
    connect(m_company, &QComboBox::textActivated, &desk, &FrameworkDesk::setCompany);
    connect(m_company->lineEdit(), &QLineEdit::returnPressed, this,
            [this] { m_desk.setCompany(m_company->currentText().trimmed()); });
    connect(m_page, &EvidenceBrowser::evidenceActivated, this, [this](const QString &scheme, const QString &id) {
        if (m_report)
            Q_EMIT evidenceActivated(m_report, scheme, id);
    });
    connect(&desk, &FrameworkDesk::trialChanged, this, &FrameworkPreview::showTrial);
    loadCompanies();
}

void FrameworkPreview::loadCompanies()
{
    runAsync(
        m_services.pool, this,
        [facts = m_services.facts] {
            QStringList names;
            const auto companies = facts->companies();
            for (const auto &company : companies)
                names.append(company.name);
            names.sort(Qt::CaseInsensitive);
            return names;
        },
        [this](const QStringList &names) {
            const auto typed = m_company->currentText();
            m_company->addItems(names);
            m_company->setCurrentText(typed.isEmpty() ? names.value(0) : typed);
            m_desk.setCompany(m_company->currentText());
        });
}

void FrameworkPreview::showTrial()
{
    const auto &trial = m_desk.trial();
    if (!trial)
        return;
    if (!m_company->lineEdit()->hasFocus() && m_company->currentText() != m_desk.company())
        m_company->setCurrentText(m_desk.company());
    if (!trial->faults.isEmpty()) {
        m_state->setText(tr("As it was before the fault in line %1.").arg(trial->faults.first().line));
        return;
    }
    if (!trial->output) {
        m_state->setText(trial->problem);
        m_page->setBody({});
        return;
    }
    QStringList changes;
    for (const auto &section : trial->output->result.sections) {
        const auto *before = trial->saved ? sectionOf(*trial->saved, section.id) : nullptr;
        if (!section.score || before == nullptr || !before->score
            || std::abs(section.score->value - before->score->value) < Shown)
            continue;
        changes.append(tr("%1: %2 instead of %3")
                           .arg(sectionTitle(section.id, section.title),
                                QLocale().toString(section.score->value, 'f', 2),
                                QLocale().toString(before->score->value, 'f', 2)));
    }
    m_state->setText(changes.isEmpty() ? tr("Computed in %1 ms.").arg(QLocale().toString(trial->milliseconds, 'f', 0))
                                       : tr("Against what is saved: %1.").arg(changes.join(QStringLiteral("; "))));
    auto report = std::make_shared<Report>();
    report->request.company = m_desk.company();
    report->frameworks = {trial->output->result};
    report->evidence = trial->output->evidence;
    report->dataRequests = trial->output->requests;
    m_report = report;
    m_page->setBody(ReportHtml(*report, palette()).framework(report->frameworks.first()));
}

void FrameworkPreview::changeEvent(QEvent *event)
{
    // HTML holds the theme's colours.
    if (event->type() == QEvent::PaletteChange)
        showTrial();
    QWidget::changeEvent(event);
}

} // namespace consultantos
