// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/run_page.h"

#include "run/agent_graph.h"
#include "run/run_model.h"
#include "widgets/empty_state.h"
#include "widgets/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <cmath>

namespace consultantos {

RunPage::RunPage(RunModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_title(new QLabel)
    , m_note(new QLabel)
    , m_progress(new QProgressBar)
    , m_cancel(new QPushButton(tr("&Cancel")))
    , m_here(new QPushButton(tr("Analyse &here")))
    , m_back(new QPushButton(tr("Back to the &brief")))
    , m_graph(new AgentGraph(model))
    , m_table(new QTableView)
    , m_body(new QWidget(this))
{
    m_empty = new EmptyState(QStringLiteral("run"), tr("Nothing is running"),
                             tr("Start an analysis on the brief page; its agents show here while they work."),
                             tr("Go to the brief"), this);
    connect(static_cast<EmptyState *>(m_empty), &EmptyState::activated, this, &RunPage::briefRequested);
    m_title->setProperty("role", QStringLiteral("title"));
    m_title->setWordWrap(true);
    m_note->setWordWrap(true);
    m_note->setProperty("role", QStringLiteral("notice"));
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_note->setObjectName(QStringLiteral("runNote"));
    m_progress->setRange(0, 100);
    m_progress->setAccessibleName(tr("Overall progress"));
    m_cancel->setObjectName(QStringLiteral("cancel"));
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_cancel->setEnabled(false);
        Q_EMIT cancelRequested();
    });
    m_here->setObjectName(QStringLiteral("analyseHere"));
    m_here->setToolTip(tr("Analyse in this program, without the team's workers"));
    connect(m_here, &QPushButton::clicked, this, [this] {
        m_here->hide();
        Q_EMIT hereRequested();
    });
    connect(m_back, &QPushButton::clicked, this, &RunPage::briefRequested);

    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setWidget(m_graph);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_progress->setFormat(QStringLiteral("%p %")); // as everywhere else
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Agents as a table"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);

    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(scroll);
    splitter->addWidget(m_table);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    auto *head = new QHBoxLayout;
    head->setSpacing(GridUnit);
    head->addWidget(m_progress, 1);
    head->addWidget(m_here);
    head->addWidget(m_cancel);
    head->addWidget(m_back);
    auto *body = new QVBoxLayout(m_body);
    body->setContentsMargins(4 * GridUnit, 3 * GridUnit, 4 * GridUnit, 2 * GridUnit);
    body->setSpacing(2 * GridUnit);
    body->addWidget(m_title);
    body->addLayout(head);
    body->addWidget(m_note);
    body->addWidget(splitter, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_empty);
    layout->addWidget(m_body);
    m_body->hide();
    m_here->hide();
    m_back->hide();
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &RunPage::refreshProgress);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &RunPage::refreshProgress);
}

void RunPage::showStarted(const AnalysisRequest &request)
{
    m_title->setText(tr("Analysing %1").arg(request.company));
    m_note->hide();
    m_progress->setValue(0);
    m_empty->hide();
    m_body->show();
    m_here->hide();
    m_back->hide();
    m_cancel->show();
    m_cancel->setEnabled(true);
    m_cancel->setFocus();
}

void RunPage::showMessage(const QString &text)
{
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
}

void RunPage::showFinished(const QString &note)
{
    m_title->setText(tr("Analysis finished"));
    m_progress->setValue(100);
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    end();
}

void RunPage::showFailed(const Error &error)
{
    m_title->setText(error.code == ErrorCode::Cancelled ? tr("Analysis cancelled") : tr("No report"));
    m_note->setText(error.toText());
    m_note->show();
    end();
    m_back->setFocus();
}

void RunPage::offerHere(bool isOffered)
{
    m_here->setVisible(isOffered);
}

void RunPage::end()
{
    m_here->hide();
    m_cancel->hide();
    m_back->show();
}

void RunPage::refreshProgress()
{
    m_progress->setValue(int(std::lround(m_model->overallFraction() * 100)));
}

} // namespace consultantos
