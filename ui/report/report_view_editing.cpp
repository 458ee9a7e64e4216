// SPDX-License-Identifier: GPL-3.0-or-later
// How a report is edited in its view.
#include "agents/editing/report_editor.h"
#include "report/answer_bar.h"
#include "report/claim_at.h"
#include "report/edit_bar.h"
#include "report/report_view.h"
#include "report/report_words.h"
#include "report/settle_bar.h"
#include "widgets/evidence_browser.h"
#include "widgets/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <optional>

namespace consultantos {

namespace {

/// "text/porter.headline" as the links of the editing page have it.
std::pair<EditKind, QString> placeOfLink(const QString &id)
{
    return {editKindFromName(id.section(QLatin1Char('/'), 0, 0)).value_or(EditKind::Text),
            id.section(QLatin1Char('/'), 1)};
}

std::optional<DataRequest> requestOf(const Report &report, const QString &id)
{
    const auto &all = report.dataRequests;
    const auto found =
        std::find_if(all.cbegin(), all.cend(), [&id](const DataRequest &request) { return request.id == id; });
    return found == all.cend() ? std::nullopt : std::optional(*found);
}

} // namespace

void ReportView::enableEditing()
{
    m_edit = new EditBar;
    m_answer = new AnswerBar;
    m_settle = new SettleBar(editingUser());
    m_edit->hide();
    m_answer->hide();
    m_settle->hide();
    if (!conflictsOf(*m_report).isEmpty())
        m_column->insertWidget(0, conflictBanner());
    m_column->addWidget(m_edit);
    m_column->addWidget(m_answer);
    m_column->addWidget(m_settle);
    connect(m_settle, &SettleBar::left, this, &ReportView::leaveEditing);
    connect(m_settle, &SettleBar::accepted, this, &ReportView::findingSettled);
    connect(m_edit, &EditBar::left, this, &ReportView::leaveEditing);
    connect(m_answer, &AnswerBar::left, this, &ReportView::leaveEditing);
    connect(m_edit, &EditBar::saved, this,
            [this](const EditPlace &place, const QString &text, double value, const QString &note) {
                EditWish wish;
                wish.kind = place.kind;
                wish.target = place.target;
                wish.text = text;
                wish.value = value;
                wish.note = note;
                wish.shown = place.shown;
                if (place.kind == EditKind::Text && m_read != m_report)
                    wish.reading = editReadingOf(*m_report, *m_read, m_report->request.language, place.target);
                Q_EMIT editWished(wish);
            });
    connect(m_edit, &EditBar::computedTaken, this,
            [this](const EditPlace &place) { Q_EMIT settleWished(place.kind, place.target, false); });
    connect(m_answer, &AnswerBar::answered, this, &ReportView::answerWished);
    const auto addShortcut = [this](const QKeySequence &keys, void (ReportView::*slot)()) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, slot);
    };
    addShortcut(QKeySequence(Qt::Key_F2), &ReportView::editHere);
    addShortcut(QKeySequence::Undo, &ReportView::undoWished);
    addShortcut(QKeySequence::Redo, &ReportView::redoWished);
}

QFrame *ReportView::conflictBanner()
{
    auto *banner = new QFrame;
    banner->setObjectName(QStringLiteral("conflictBanner"));
    banner->setFrameShape(QFrame::StyledPanel);
    auto *text = new QLabel(tr("%n edit(s) rest on an analysis that has changed since.", nullptr,
                               static_cast<int>(conflictsOf(*m_report).size())));
    text->setWordWrap(true);
    auto *settle = new QPushButton(tr("Decide"));
    settle->setObjectName(QStringLiteral("conflictSettle"));
    connect(settle, &QPushButton::clicked, this, [this] { showPage(QStringLiteral("edits")); });
    auto *row = new QHBoxLayout(banner);
    row->setContentsMargins(2 * GridUnit, GridUnit, 2 * GridUnit, GridUnit);
    row->addWidget(text, 1);
    row->addWidget(settle);
    return banner;
}

void ReportView::leaveEditing()
{
    m_edit->hide();
    m_answer->hide();
    m_settle->hide();
    m_stack->setFocus();
}

void ReportView::editHere()
{
    auto *shown = m_stack->currentWidget();
    auto *text = qobject_cast<EvidenceBrowser *>(shown);
    if (text == nullptr && shown != nullptr)
        text = shown->findChild<EvidenceBrowser *>();
    if (text == nullptr)
        return;
    if (const auto claim = claimAt(text->textCursor()); !claim.isEmpty())
        editPlace(EditKind::Text, claim);
}

EditPlace ReportView::asRead(const EditPlace &place) const
{
    auto read = editPlaceOf(*m_read, place.kind, place.target).value_or(place);
    // What stays in the words that it was written in is read with a mark behind it.
    if (read.shown.startsWith(place.shown))
        read.shown = place.shown;
    if (place.kind == EditKind::Text)
        read.title = placeTitle(*m_read, place.target);
    return read;
}

void ReportView::editPlace(EditKind kind, const QString &target)
{
    if (!isEditable())
        return;
    const auto place = editPlaceOf(*m_report, kind, target);
    if (!place)
        return;
    const auto *section = sectionOf(*m_report, target);
    const auto score = section != nullptr && section->score ? *section->score : Score();
    m_answer->hide();
    m_settle->hide();
    m_edit->show();
    m_edit->begin(*place, asRead(*place), editOf(*m_read, kind, target), score.scaleMin, score.scaleMax);
}

void ReportView::answerRequest(const QString &requestId)
{
    if (!isEditable())
        return;
    const auto asked = requestOf(*m_report, requestId);
    if (!asked)
        return;
    auto shown = *asked;
    // What it needs is told by ids, which have no language.
    if (const auto read = requestOf(*m_read, requestId))
        shown.subject = read->subject;
    m_edit->hide();
    m_settle->hide();
    m_answer->show();
    m_answer->begin(*m_report, shown);
}

void ReportView::settleFinding(const QString &findingId)
{
    const auto *finding = m_read->quality ? m_read->quality->finding(findingId) : nullptr;
    if (!isEditable() || finding == nullptr)
        return;
    m_edit->hide();
    m_answer->hide();
    m_settle->show();
    m_settle->begin(*finding);
}

bool ReportView::followEditLink(const QString &scheme, const QString &id)
{
    if (scheme == QLatin1String("finding-settle")) {
        settleFinding(id);
        return true;
    }
    if (scheme == QLatin1String("finding-open")) {
        Q_EMIT findingSettled(id, {}, {});
        return true;
    }
    if (scheme == QLatin1String("answer")) {
        answerRequest(id);
        return true;
    }
    if (!scheme.startsWith(QLatin1String("edit-")))
        return false;
    const auto [kind, target] = placeOfLink(id);
    if (scheme == QLatin1String("edit-open"))
        editPlace(kind, target);
    else
        Q_EMIT settleWished(kind, target, scheme == QLatin1String("edit-keep"));
    return true;
}

void ReportView::showTextMenu(EvidenceBrowser *text, const QPoint &at)
{
    auto *menu = text->createStandardContextMenu(at);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (isEditable()) {
        menu->addSeparator();
        if (const auto claim = claimAt(text->cursorForPosition(at)); !claim.isEmpty()) {
            auto *edit =
                menu->addAction(tr("Edit this sentence"), this, [this, claim] { editPlace(EditKind::Text, claim); });
            edit->setObjectName(QStringLiteral("editSentence"));
            edit->setShortcut(QKeySequence(Qt::Key_F2));
        }
        const auto page = currentPage();
        static const auto OfFramework = QStringLiteral("framework:");
        QMenu *numbers = nullptr;
        for (const auto &place : editPlaces(*m_read)) {
            if (place.kind == EditKind::Text || !page.startsWith(OfFramework)
                || place.target.section(QLatin1Char('.'), 0, 0) != page.mid(OfFramework.size()))
                continue;
            if (numbers == nullptr)
                numbers = menu->addMenu(tr("Scores and weights"));
            numbers->addAction(place.kind == EditKind::Score ? tr("Score of %1").arg(place.title)
                                                             : tr("Weight of %1").arg(place.title),
                               this, [this, place] { editPlace(place.kind, place.target); });
        }
        menu->addSeparator();
        menu->addAction(tr("Undo the last change of the report"), QKeySequence::Undo, this, &ReportView::undoWished);
        menu->addAction(tr("Redo"), QKeySequence::Redo, this, &ReportView::redoWished);
    }
    menu->popup(text->viewport()->mapToGlobal(at));
}

} // namespace consultantos
