// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitors/monitor_dialog.h"

#include "agents/analysis_service.h"
#include "brief/company_model.h"
#include "evidence/fact_store.h"
#include "monitors/monitor_access.h"
#include "monitors/monitors_controller.h"
#include "monitors/outputs_editor.h"
#include "monitors/schedule_editor.h"
#include "monitors/watch_editor.h"
#include "widgets/async.h"
#include "widgets/theme.h"

#include <QCompleter>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QTimeZone>
#include <QVBoxLayout>

#include <algorithm>

namespace consultantos {

namespace {

constexpr int MaxNameLength = 200;

QLabel *makeHeading(const QString &text)
{
    auto *label = new QLabel(text);
    label->setProperty("role", QStringLiteral("heading"));
    return label;
}

/// By the clocks of this machine, on the days on which companies report.
Monitor withDefaults(Monitor monitor)
{
    if (monitor.id.isEmpty())
        monitor.schedule.timeZone = QString::fromLatin1(QTimeZone::systemTimeZoneId());
    return monitor;
}

} // namespace

MonitorDialog::MonitorDialog(const AppServices &services, MonitorsController *controller, const Monitor &monitor,
                             QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_controller(controller)
    , m_former(withDefaults(monitor))
    , m_companies(new CompanyModel(this))
    , m_company(new QLineEdit)
    , m_name(new QLineEdit)
    , m_watch(new WatchEditor)
    , m_schedule(new ScheduleEditor(services.clock))
    , m_outputs(new OutputsEditor(services))
    , m_error(new QLabel)
{
    setObjectName(QStringLiteral("monitorDialog"));
    const bool isNew = m_former.id.isEmpty();
    setWindowTitle(isNew ? tr("Add a monitor") : tr("Edit the monitor"));
    auto *scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("monitorDialogScroll"));
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(makeForm());
    m_error->setObjectName(QStringLiteral("monitorError"));
    m_error->setProperty("role", QStringLiteral("error"));
    m_error->setWordWrap(true);
    m_error->hide();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_save = buttons->addButton(isNew ? tr("&Add the monitor") : tr("&Save"), QDialogButtonBox::AcceptRole);
    m_save->setObjectName(QStringLiteral("monitorSave"));
    m_save->setProperty("primary", true);
    m_save->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &MonitorDialog::submit);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(3 * GridUnit, GridUnit, 3 * GridUnit, 2 * GridUnit);
    foot->setSpacing(2 * GridUnit);
    foot->addWidget(m_error, 1);
    foot->addWidget(buttons, 0, Qt::AlignTop | Qt::AlignRight);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(scroll, 1);
    column->addLayout(foot);

    m_company->setText(m_former.companyName);
    m_name->setText(m_former.name == m_former.companyName ? QString() : m_former.name);
    m_watch->setWatch(m_former.watch, m_former.thresholds);
    m_schedule->setSchedule(m_former.schedule, m_former.created);
    m_outputs->setOutputs(m_former.outputs);
    connect(m_company, &QLineEdit::textChanged, this, &MonitorDialog::validate);
    connect(m_company, &QLineEdit::textEdited, m_error, &QWidget::hide);
    connect(m_watch, &WatchEditor::changed, this, &MonitorDialog::validate);
    connect(m_schedule, &ScheduleEditor::changed, this, &MonitorDialog::validate);
    connect(m_outputs, &OutputsEditor::changed, this, &MonitorDialog::validate);
    (isNew && m_former.companyName.isEmpty() ? static_cast<QWidget *>(m_company) : m_watch)->setFocus();
    const int character = fontMetrics().averageCharWidth();
    const auto room = parent != nullptr ? parent->window()->size() : QSize(character * 120, character * 100);
    resize(std::min(character * 110, room.width()), std::min(fontMetrics().lineSpacing() * 46, room.height()));
    loadChoices();
    validate();
}

QWidget *MonitorDialog::makeForm()
{
    m_company->setObjectName(QStringLiteral("monitorCompany"));
    m_company->setPlaceholderText(tr("Name, ticker or CIK, for example Tesla"));
    m_company->setMaxLength(MaxNameLength);
    auto *completer = new QCompleter(m_companies, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCompletionRole(Qt::DisplayRole);
    m_company->setCompleter(completer);
    // As in the brief: the popup shows the ticker, what is taken over is the name alone.
    connect(completer, qOverload<const QModelIndex &>(&QCompleter::activated), this, [this](const QModelIndex &index) {
        const auto name = index.data(Qt::EditRole).toString();
        QMetaObject::invokeMethod(
            this, [this, name] { m_company->setText(name); }, Qt::QueuedConnection);
    });
    // What was seen of one company says nothing of another's news.
    m_company->setReadOnly(!m_former.id.isEmpty());
    m_name->setObjectName(QStringLiteral("monitorName"));
    m_name->setMaxLength(MaxNameLength);
    m_name->setPlaceholderText(tr("The company's, unless you need to tell several apart"));
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(2 * GridUnit);
    form->setVerticalSpacing(GridUnit);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Company"), m_company);
    form->addRow(tr("Na&me"), m_name);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(3 * GridUnit, 2 * GridUnit, 3 * GridUnit, 2 * GridUnit);
    column->setSpacing(GridUnit + GridUnit / 2);
    column->addLayout(form);
    column->addSpacing(GridUnit);
    column->addWidget(makeHeading(tr("What it watches")));
    column->addWidget(m_watch);
    column->addSpacing(GridUnit);
    column->addWidget(makeHeading(tr("When it looks")));
    column->addWidget(m_schedule);
    column->addSpacing(GridUnit);
    column->addWidget(makeHeading(tr("Where alerts go, beside the list")));
    column->addWidget(m_outputs);
    column->addStretch();
    return content;
}

void MonitorDialog::loadChoices()
{
    struct Choices {
        QList<Company> companies;
        QList<WatchedFigure> figures;
        QList<FrameworkInfo> frameworks;
    };
    runAsync(
        m_services.pool, this,
        [facts = m_services.facts, access = m_services.monitors, analysis = m_services.analysis] {
            // Without their titles lines can't be chosen; those that are there stay.
            return Choices{facts->companies(),
                           access && access->figures ? access->figures().value_or(QList<WatchedFigure>())
                                                     : QList<WatchedFigure>(),
                           analysis ? analysis->frameworks()->infos() : QList<FrameworkInfo>()};
        },
        [this](const Choices &choices) {
            m_companies->setCompanies(choices.companies);
            if (!choices.figures.isEmpty())
                m_watch->setFigures(choices.figures);
            m_watch->setFrameworks(choices.frameworks);
        });
}

Monitor MonitorDialog::monitor() const
{
    auto monitor = m_former;
    if (monitor.id.isEmpty())
        monitor.companyId = m_company->text().trimmed();
    monitor.name = m_name->text().trimmed();
    monitor.watch = m_watch->watch();
    monitor.thresholds = m_watch->thresholds();
    monitor.schedule = m_schedule->schedule();
    monitor.outputs = m_outputs->outputs();
    return monitor;
}

void MonitorDialog::validate()
{
    if (m_save == nullptr)
        return;
    QString reason;
    if (m_company->text().trimmed().isEmpty())
        reason = tr("Name a company.");
    else if (m_watch->watch().isEmpty())
        reason = tr("Choose something to watch.");
    const bool isValid = reason.isEmpty() && m_schedule->isValid() && m_outputs->isValid();
    m_save->setEnabled(isValid && !m_isSaving);
    m_save->setToolTip(reason);
}

void MonitorDialog::submit()
{
    if (!m_save->isEnabled())
        return;
    m_isSaving = true;
    m_error->hide();
    validate();
    // The dialog may be closed before the answer is there.
    m_controller->save(monitor(), [self = QPointer<MonitorDialog>(this)](const Result<Monitor> &saved) {
        if (!self)
            return;
        self->m_isSaving = false;
        self->validate();
        if (!saved) {
            self->m_error->setText(saved.error().toText());
            self->m_error->show();
            return;
        }
        Q_EMIT self->saved(*saved);
        self->accept();
    });
}

} // namespace consultantos
