// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/model_panel.h"

#include "llm/estimate_sum.h"
#include "llm/model_access.h"
#include "model/model_words.h"
#include "widgets/async.h"
#include "widgets/theme.h"
#include "widgets/typed_number.h"

#include <QDate>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QStyle>
#include <QTimer>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace consultantos {

namespace {

/// An estimate tries the analysis out: not at every letter that is typed.
constexpr std::chrono::milliseconds TypingPause{900};
const QString BudgetKey = QStringLiteral("llm_budget_report");

/// "512 to 2,048".
QString outputText(const EstimateSum &sum)
{
    const QLocale locale;
    return sum.kept == sum.calls
               ? locale.toString(0)
               : ModelPanel::tr("%1 to %2")
                     .arg(locale.toString(sum.expectedOutputTokens), locale.toString(sum.maxOutputTokens));
}

void addRow(QTreeWidget *tree, const QString &title, const EstimateSum &sum, bool isTotal)
{
    const QLocale locale;
    auto *row =
        new QTreeWidgetItem(tree, {title, locale.toString(sum.calls), locale.toString(sum.kept),
                                   locale.toString(sum.inputTokens), outputText(sum), costText(sum.estimate())});
    for (int column = 0; column < tree->columnCount(); ++column) {
        row->setTextAlignment(column, (column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        if (isTotal) {
            auto bold = tree->font();
            bold.setBold(true);
            row->setFont(column, bold);
        }
    }
}

} // namespace

ModelPanel::ModelPanel(AppServices &services, QWidget *parent)
    : QFrame(parent)
    , m_services(services)
    , m_name(new QLabel)
    , m_about(new QLabel)
    , m_agents(new QTreeWidget)
    , m_warning(new QLabel)
    , m_preview(new QPushButton(tr("&What would be sent …")))
    , m_pause(new QTimer(this))
{
    setObjectName(QStringLiteral("modelPanel"));
    setProperty("role", QStringLiteral("card"));
    setAccessibleName(tr("Language model"));
    auto *title = new QLabel(tr("Language model"));
    title->setProperty("role", QStringLiteral("heading"));
    m_name->setObjectName(QStringLiteral("modelName"));
    m_name->setWordWrap(true);
    m_about->setObjectName(QStringLiteral("modelAbout"));
    m_about->setProperty("role", QStringLiteral("muted"));
    m_warning->setObjectName(QStringLiteral("modelWarning"));
    m_warning->setProperty("role", QStringLiteral("warning"));
    for (auto *label : {m_about, m_warning})
        label->setWordWrap(true);
    m_agents->setObjectName(QStringLiteral("modelEstimate"));
    m_agents->setAccessibleName(tr("What each agent would ask the language model"));
    m_agents->setHeaderLabels(
        {tr("Agent"), tr("Calls"), tr("Kept replies"), tr("Tokens in"), tr("Tokens out"), tr("Cost")});
    m_agents->setRootIsDecorated(false);
    m_agents->setUniformRowHeights(true);
    m_agents->setSelectionMode(QAbstractItemView::NoSelection);
    m_agents->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_agents->setTabKeyNavigation(false);
    m_agents->header()->setStretchLastSection(false);
    m_agents->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_agents->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int column = 1; column < m_agents->columnCount(); ++column)
        m_agents->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    m_agents->hide();
    makeBudget();

    m_preview->setObjectName(QStringLiteral("modelPreview"));
    auto *settings = new QPushButton(tr("&Settings of the model …"));
    settings->setObjectName(QStringLiteral("modelSettings"));
    connect(m_preview, &QPushButton::clicked, this, &ModelPanel::previewRequested);
    connect(settings, &QPushButton::clicked, this, &ModelPanel::settingsRequested);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(GridUnit);
    buttons->addWidget(m_preview);
    buttons->addWidget(settings);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * GridUnit, 2 * GridUnit, 2 * GridUnit, 2 * GridUnit);
    layout->setSpacing(GridUnit);
    layout->addWidget(title);
    layout->addWidget(m_name);
    layout->addWidget(m_about);
    layout->addWidget(m_agents);
    layout->addWidget(m_budgetRow);
    layout->addWidget(m_warning);
    layout->addLayout(buttons);

    m_pause->setSingleShot(true);
    m_pause->setInterval(TypingPause);
    connect(m_pause, &QTimer::timeout, this, &ModelPanel::estimate);
    showState({});
}

ModelPanel::~ModelPanel()
{
    if (m_cancel)
        m_cancel->cancel();
}

void ModelPanel::makeBudget()
{
    m_budgetRow = new QWidget;
    auto *name = new QLabel(tr("Budget for a report"));
    m_budget = new QLineEdit;
    m_budget->setObjectName(QStringLiteral("modelBudget"));
    m_budget->setAccessibleName(tr("Budget for a report"));
    m_budget->setPlaceholderText(tr("without limit"));
    m_budget->setMaximumWidth(m_budget->fontMetrics().averageCharWidth() * 16);
    m_budgetUnit = new QLabel;
    name->setBuddy(m_budget);
    auto *row = new QHBoxLayout(m_budgetRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(GridUnit);
    row->addWidget(name);
    row->addWidget(m_budget);
    row->addWidget(m_budgetUnit);
    row->addStretch();
    connect(m_budget, &QLineEdit::editingFinished, this, &ModelPanel::saveBudget);
}

bool ModelPanel::hasModel() const
{
    return m_services.models && !m_state.destination.provider.isEmpty();
}

bool ModelPanel::isAway() const
{
    return m_state.isOffline && !m_state.destination.isThisComputer;
}

bool ModelPanel::isEstimating() const
{
    return m_isRunning || m_pause->isActive();
}

void ModelPanel::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    reload();
}

void ModelPanel::setRequest(const AnalysisRequest &request, bool isValid)
{
    if (m_request == request && m_isValid == isValid)
        return;
    m_request = request;
    m_isValid = isValid;
    wantEstimate();
}

void ModelPanel::reload()
{
    runAsync(
        m_services.pool, this,
        [models = m_services.models, money = m_services.money, dataDir = m_services.dataDir,
         environment = m_services.environment, isOffline = m_services.settings.offline(),
         today = m_services.clock->nowUtc().date()] {
            State state;
            const auto settings = Settings::describe(dataDir, environment);
            if (models)
                state.destination = models->destination();
            state.isOffline = isOffline;
            if (money)
                state.budgets = readBudgets(*money, settings, today);
            for (const auto &setting : settings) {
                if (setting.key != BudgetKey)
                    continue;
                state.hasBudget = true;
                state.isBudgetGiven = setting.origin == SettingOrigin::Environment;
            }
            state.reportBudget = budgetSetting(settings, "llm_budget_report");
            return state;
        },
        [this](const State &state) {
            showState(state);
            wantEstimate();
        });
}

void ModelPanel::showState(const State &state)
{
    m_state = state;
    m_name->setText(hasModel() ? destinationText(state.destination)
                               : tr("None: the built-in engine makes the analysis alone, on this computer and free of "
                                    "charge."));
    m_budgetRow->setVisible(hasModel() && state.hasBudget);
    m_budget->setEnabled(!state.isBudgetGiven);
    if (!m_budget->hasFocus())
        m_budget->setText(state.reportBudget ? numberForTyping(static_cast<double>(*state.reportBudget) / 1e6)
                                             : QString());
    m_preview->setVisible(hasModel() && m_services.previewAnalysis);
    m_preview->setEnabled(m_isValid);
    if (!hasModel()) {
        m_about->hide();
        m_agents->hide();
    } else if (isAway()) {
        m_about->setText(tr("Offline: it isn't asked, the built-in engine works alone."));
        m_about->show();
    } else {
        m_about->setVisible(!m_about->text().isEmpty());
    }
    refreshWarning();
}

void ModelPanel::wantEstimate()
{
    m_preview->setEnabled(m_isValid);
    if (!hasModel() || !m_services.previewAnalysis)
        return;
    if (isAway()) {
        m_agents->hide();
        return;
    }
    if (!m_isValid) {
        m_agents->hide();
        m_worstCase.reset();
        m_about->setText(tr("Name a company to see what would be asked and what it costs at most."));
        m_about->show();
        return;
    }
    m_isWanted = true;
    if (isVisible())
        m_pause->start();
}

void ModelPanel::estimate()
{
    // A newer wish is served when this one is done: what runs is told to stop.
    if (m_isRunning) {
        m_cancel->cancel();
        return;
    }
    if (!m_isWanted || !hasModel() || !isVisible())
        return;
    m_isWanted = false;
    m_isRunning = true;
    m_cancel = std::make_unique<CancellationSource>();
    if (m_agents->topLevelItemCount() == 0) {
        m_about->setText(tr("Estimating what would be asked …"));
        m_about->show();
    }
    whenFinished(m_services.previewAnalysis(m_request, m_cancel->token()), this,
                 [this](const Result<QList<OutgoingPrompt>> &prompts) {
                     m_isRunning = false;
                     if (m_isWanted) {
                         m_pause->start();
                         return;
                     }
                     // Somebody looks at the prompts at this moment: they are made for both in turn.
                     if (!prompts && prompts.error().code == ErrorCode::Busy)
                         return wantEstimate();
                     showEstimate(prompts);
                 });
}

void ModelPanel::showEstimate(const Result<QList<OutgoingPrompt>> &prompts)
{
    m_agents->clear();
    m_worstCase.reset();
    m_about->setProperty("role", prompts ? QStringLiteral("muted") : QStringLiteral("error"));
    m_about->style()->polish(m_about);
    if (!prompts) {
        m_about->setText(tr("No estimate: %1").arg(prompts.error().message));
    } else if (prompts->isEmpty()) {
        m_about->setText(tr("This analysis asks the language model nothing."));
    } else {
        const auto all = sumOf(*prompts);
        const auto length =
            all.isFromHistory
                ? tr("The lower end: replies as long as those to the same agents were until now.")
                : tr("The lower end: replies as long as those until now, or a quarter of the longest where "
                     "there were none.");
        m_about->setText(
            tr("%1 The upper end is set aside before each call and can't be passed. Sources of the network "
               "may add evidence; a correction may ask once more.")
                .arg(length));
        const auto agents = sumsByAgent(*prompts);
        for (auto it = agents.cbegin(); it != agents.cend(); ++it)
            addRow(m_agents, agentTitle(it.key()), *it, false);
        addRow(m_agents, tr("Together"), all, true);
        m_worstCase = all.worstCase;
        m_currency = all.currency;
    }
    m_about->show();
    const int rows = m_agents->topLevelItemCount();
    m_agents->setVisible(rows > 0);
    if (rows > 0)
        m_agents->setFixedHeight(m_agents->header()->sizeHint().height() + rows * m_agents->sizeHintForRow(0)
                                 + 2 * m_agents->frameWidth());
    m_budgetUnit->setText(m_currency);
    refreshWarning();
}

void ModelPanel::refreshWarning()
{
    QStringList warnings;
    auto budgets = m_state.budgets;
    if (m_state.reportBudget)
        budgets.append({BudgetUse::Report, *m_state.reportBudget, 0});
    for (auto budget : budgets) {
        const QString names[] = {tr("the budget of a report"), tr("today's budget"), tr("the engagement's budget")};
        const auto &name = names[budget.kind];
        const bool isUsed = budget.kind != BudgetUse::Report && budget.isNearlyUsed();
        budget.spent += m_worstCase.value_or(0);
        const bool isWorthIt = hasModel() && (isUsed || (m_worstCase && budget.isNearlyUsed()));
        if (!isWorthIt)
            continue;
        warnings.append(
            budget.spent > budget.limit
                ? tr("With this report %1 (%2) could be passed: what could pass it is not sent.")
                      .arg(name, moneyText(budget.limit, m_currency))
                : tr("With this report 80 % of %1 (%2) may be used.").arg(name, moneyText(budget.limit, m_currency)));
    }
    const bool isUnknown = hasModel() && m_agents->topLevelItemCount() > 0 && !m_worstCase;
    if (isUnknown && !budgets.isEmpty())
        warnings.append(tr("The model's price isn't known, so it is not asked as long as there is a budget. Add its "
                           "price, or take the budget away."));
    m_warning->setText(warnings.join(QLatin1Char('\n')));
    m_warning->setVisible(!warnings.isEmpty());
}

void ModelPanel::saveBudget()
{
    const auto text = plainNumber(m_budget->text());
    if (microUnits(text) == m_state.reportBudget)
        return;
    struct Outcome {
        Settings settings;
        Status done;
    };
    runAsync(
        m_services.pool, this,
        [settings = m_services.settings, models = m_services.models, text]() mutable -> Outcome {
            auto done = settings.save(BudgetKey, text);
            if (done && models)
                done = models->apply(settings);
            return {std::move(settings), std::move(done)};
        },
        [this](const Outcome &outcome) {
            if (outcome.done)
                m_services.settings = outcome.settings;
            else
                Q_EMIT failed(outcome.done.error());
            reload();
        });
}

} // namespace consultantos
