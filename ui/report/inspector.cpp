// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/inspector.h"

#include "report/evidence_html.h"
#include "report/evidence_tree_columns.h"
#include "report/evidence_tree_model.h"
#include "report/uses_list.h"
#include "widgets/claim_text.h"
#include "widgets/evidence_browser.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>

namespace consultantos {

Inspector::Inspector(const AppServices &services, QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel)
    , m_details(new EvidenceBrowser)
    , m_model(new EvidenceTreeModel(this))
    , m_tree(new QTreeView)
    , m_writer(new QLabel)
    , m_wrong(new QPushButton(tr("&Wrong: write anew")))
    , m_inDocument(new QPushButton(tr("Show in &document")))
    , m_uses(new UsesList(services))
    , m_body(new QWidget(this))
    , m_hint(new QLabel(this))
{
    m_title->setObjectName(QStringLiteral("evidenceTitle"));
    m_title->setProperty("role", QStringLiteral("heading"));
    m_title->setWordWrap(true);
    m_details->setObjectName(QStringLiteral("inspectorDetails"));
    m_details->setAccessibleName(tr("Evidence"));
    m_details->document()->setDocumentMargin(GridUnit);
    m_tree->setObjectName(QStringLiteral("inspectorTree"));
    m_tree->setAccessibleName(tr("What it rests on"));
    m_tree->setModel(m_model);
    m_tree->setAlternatingRowColors(true);
    prepareEvidenceTree(*m_tree);
    m_tree->header()->setStretchLastSection(true);
    m_tree->header()->setDefaultSectionSize(m_tree->fontMetrics().averageCharWidth() * 16);
    connect(m_tree, &QTreeView::activated, this, &Inspector::showSelected);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &Inspector::showSelected);
    connect(m_details, &EvidenceBrowser::evidenceActivated, this, [this](const QString &scheme, const QString &id) {
        if (m_report)
            activate(m_report, scheme, id);
    });
    auto *copyButton = new QPushButton(tr("Cop&y"));
    copyButton->setObjectName(QStringLiteral("inspectorCopy"));
    connect(copyButton, &QPushButton::clicked, this, &Inspector::copy);
    m_inDocument->setObjectName(QStringLiteral("inspectorDocument"));
    connect(m_inDocument, &QPushButton::clicked, this, [this] { Q_EMIT placeActivated(m_place); });
    m_writer->setObjectName(QStringLiteral("inspectorWriter"));
    m_writer->setProperty("role", QStringLiteral("muted"));
    m_writer->setWordWrap(true);
    m_wrong->setObjectName(QStringLiteral("inspectorWrong"));
    m_wrong->setToolTip(
        tr("What the model wrote on this part is never used again; the analysis runs once more and asks "
           "it for this part anew."));
    connect(m_wrong, &QPushButton::clicked, this, [this] { Q_EMIT wrongReported(m_report, m_entries); });
    connect(m_uses, &UsesList::useActivated, this, &Inspector::useActivated);
    m_hint->setText(tr("Click a number or a grade in a report to see where it comes from."));
    m_hint->setWordWrap(true);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setProperty("role", QStringLiteral("muted"));

    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_details);
    splitter->addWidget(m_tree);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    auto *body = new QVBoxLayout(m_body);
    body->setContentsMargins(GridUnit, GridUnit, GridUnit, GridUnit);
    body->setSpacing(GridUnit);
    body->addWidget(m_title);
    body->addWidget(splitter, 1);
    auto *writing = new QHBoxLayout;
    writing->setSpacing(GridUnit);
    writing->addWidget(m_writer, 1);
    writing->addWidget(m_wrong, 0, Qt::AlignTop);
    body->addLayout(writing);
    body->addWidget(m_uses);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_inDocument);
    buttons->addStretch();
    buttons->addWidget(copyButton);
    body->addLayout(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_hint);
    layout->addWidget(m_body);
    m_body->hide();
}

void Inspector::activate(const std::shared_ptr<const Report> &report, const QString &scheme, const QString &id)
{
    if (scheme == QLatin1String("ref")) {
        showReference(report, id);
        return;
    }
    const bool isNumber = scheme == QLatin1String("number");
    const auto claimId = isNumber ? id.left(id.lastIndexOf(QLatin1Char('/'))) : id;
    const int number = isNumber ? id.mid(claimId.size() + 1).toInt() : -1;
    const auto claims = report->claims();
    for (const auto &claim : claims) {
        if (claim.id != claimId)
            continue;
        if (!isNumber)
            showClaim(report, claim);
        else if (number >= 0 && number < claim.numbers.size())
            showReference(report, claim.numbers[number].ref);
        return;
    }
}

void Inspector::showReference(const std::shared_ptr<const Report> &report, const QString &ref)
{
    m_report = report;
    show(evidenceTitle(report->evidence, ref), evidenceToHtml(report->evidence, ref), {ref});
    showPlaceAndUses(ref);
}

void Inspector::showClaim(const std::shared_ptr<const Report> &report, const Claim &claim)
{
    m_report = report;
    auto details =
        QStringLiteral("<p>%1</p><p class=\"muted\">%2</p>")
            .arg(claimToHtml(claim, palette()),
                 tr("Confidence: %1 %").arg(QLocale().toString(claim.confidence * 100, 'f', 0)).toHtmlEscaped());
    if (claim.rewords)
        details += QStringLiteral("<p><b>%1</b> %2</p>")
                       .arg(tr("As the program wrote it (%1):").arg(gradeLabel(claim.rewords->grade)).toHtmlEscaped(),
                            claim.rewords->text.toHtmlEscaped());
    if (claim.contrary)
        details += QStringLiteral("<p><b>%1</b> \u201C%2\u201D %3</p>")
                       .arg(tr("Against it:").toHtmlEscaped(), claim.contrary->quote.toHtmlEscaped(),
                            evidenceTitle(report->evidence, claim.contrary->passage).toHtmlEscaped());
    // The reasoning is what a playbook's sentence rests on: it stands here without a further click.
    for (const auto &ref : claim.evidence) {
        if (const auto *entry = report->evidence.playbookEntry(ref))
            details += QStringLiteral("<p><b>%1</b> %2</p>")
                           .arg(tr("Reasoning:").toHtmlEscaped(), entry->reasoning.toHtmlEscaped());
    }
    auto roots = claim.evidence;
    if (claim.contrary && !roots.contains(claim.contrary->passage))
        roots.append(claim.contrary->passage);
    show(tr("Statement"), details, roots);
    showWriter(report->writerOf(claim));
    showPlaceAndUses(claim.evidence.size() == 1 ? claim.evidence.first() : QString());
}

void Inspector::showWriter(const AgentRecord *writer)
{
    m_entries = writer != nullptr ? writer->model->entries : QStringList();
    m_writer->setVisible(writer != nullptr);
    m_wrong->setVisible(!m_entries.isEmpty());
    if (writer == nullptr)
        return;
    m_writer->setText(
        writer->isWritingReused()
            ? tr("From an earlier question to %1: what it wrote for an earlier report on the same evidence "
                 "was used again.")
                  .arg(writer->model->model)
            : tr("Written by %1 for this report.").arg(writer->model->model));
}

void Inspector::show(const QString &title, const QString &details, const QStringList &roots)
{
    showWriter(nullptr);
    m_hint->hide();
    m_body->show();
    m_title->setText(title);
    m_details->setBody(details);
    m_model->setRoots(m_report->evidence, roots);
    m_tree->expandToDepth(1);
    fitEvidenceColumns(*m_tree);
}

void Inspector::showSelected(const QModelIndex &index)
{
    if (!index.isValid() || !m_report)
        return;
    const auto ref = index.data(EvidenceTreeModel::RefRole).toString();
    m_title->setText(evidenceTitle(m_report->evidence, ref));
    m_details->setBody(evidenceToHtml(m_report->evidence, ref));
    showPlaceAndUses(ref);
}

void Inspector::showPlaceAndUses(const QString &ref)
{
    m_place = placeOf(m_report->evidence, ref);
    m_inDocument->setVisible(!m_place.isEmpty());
    m_uses->showUsesOf(ref);
}

void Inspector::clear()
{
    m_report.reset();
    m_model->setRoots({}, {});
    m_body->hide();
    m_hint->show();
}

QString Inspector::plainText() const
{
    return m_report ? m_title->text() + QLatin1Char('\n') + m_details->toPlainText() : QString();
}

void Inspector::copy() const
{
    QGuiApplication::clipboard()->setText(plainText());
}

} // namespace consultantos
