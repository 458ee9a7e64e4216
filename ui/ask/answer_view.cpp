// SPDX-License-Identifier: GPL-3.0-or-later
#include "ask/answer_view.h"

#include "ask/answer_html.h"
#include "report/evidence_tree_columns.h"
#include "report/evidence_tree_model.h"
#include "widgets/evidence_browser.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPushButton>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace consultantos {

AnswerView::AnswerView(QWidget *parent)
    : QWidget(parent)
    , m_details(new EvidenceBrowser)
    , m_model(new EvidenceTreeModel(this))
    , m_tree(new QTreeView)
    , m_import(new QPushButton(tr("I&mport documents …")))
    , m_copy(new QPushButton(tr("&Copy with sources")))
{
    m_details->setObjectName(QStringLiteral("answerText"));
    m_details->setAccessibleName(tr("Answer"));
    m_details->document()->setDocumentMargin(GridUnit);
    connect(m_details, &EvidenceBrowser::evidenceActivated, this,
            [this](const QString & /*scheme*/, const QString &id) { activate(id); });
    makeTree();
    m_import->setObjectName(QStringLiteral("askImport"));
    m_copy->setObjectName(QStringLiteral("askCopy"));
    connect(m_import, &QPushButton::clicked, this, &AnswerView::importRequested);
    connect(m_copy, &QPushButton::clicked, this, &AnswerView::copy);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_details);
    splitter->addWidget(m_tree);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(GridUnit);
    buttons->addWidget(m_import);
    buttons->addStretch();
    buttons->addWidget(m_copy);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(GridUnit);
    column->addWidget(splitter, 1);
    column->addLayout(buttons);
}

void AnswerView::makeTree()
{
    m_tree->setObjectName(QStringLiteral("answerTree"));
    m_tree->setAccessibleName(tr("How it was computed"));
    m_tree->setModel(m_model);
    m_tree->setAlternatingRowColors(true);
    prepareEvidenceTree(*m_tree);
    m_tree->setToolTip(tr("Enter shows a figure in its document."));
    connect(m_tree, &QTreeView::activated, this,
            [this](const QModelIndex &index) { activate(index.data(EvidenceTreeModel::RefRole).toString()); });
}

void AnswerView::showAnswer(const std::shared_ptr<const Answer> &answer)
{
    m_answer = answer;
    m_details->setBody(answerToHtml(*answer, palette()));
    showTree();
    m_import->setVisible(answer->kind == AnswerKind::NotAnswerable);
    m_copy->setEnabled(true);
}

void AnswerView::showTree()
{
    m_model->setRoots(m_answer->evidence, m_answer->refs);
    // Facts and passages stand above with their places; the tree is for how they were put together.
    m_tree->setVisible(std::any_of(m_answer->refs.begin(), m_answer->refs.end(), [this](const QString &ref) {
        return m_answer->evidence.computation(ref) != nullptr;
    }));
    m_tree->expandToDepth(2);
    fitEvidenceColumns(*m_tree);
}

void AnswerView::showError(const Error &error)
{
    m_answer.reset();
    m_details->setBody(QStringLiteral("<p class=\"error\">%1</p><p>%2</p>")
                           .arg(error.message.toHtmlEscaped(), error.detail.toHtmlEscaped()));
    m_tree->hide();
    m_import->hide();
    m_copy->setEnabled(false);
}

void AnswerView::activate(const QString &evidenceId)
{
    if (!m_answer)
        return;
    const auto place = placeOf(m_answer->evidence, evidenceId);
    if (!place.isEmpty())
        Q_EMIT placeActivated(place);
}

void AnswerView::copy() const
{
    if (m_answer)
        QGuiApplication::clipboard()->setText(answerToText(*m_answer));
}

void AnswerView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && m_answer)
        m_details->setBody(answerToHtml(*m_answer, palette()));
    QWidget::changeEvent(event);
}

} // namespace consultantos
