// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report_tabs.h"

#include "base/paths.h"
#include "report/language/report_languages.h"
#include "report/language/report_translation.h"
#include "report/report_editing.h"
#include "report/report_view.h"
#include "widgets/async.h"
#include "widgets/empty_state.h"

#include <QLocale>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

namespace consultantos {

namespace {

/// Null where this machine doesn't know the language: the report is read as it is kept then.
std::shared_ptr<const Report> inItsLanguage(const Report &report)
{
    const auto wording = ReportLanguages(resourceDir()).wording(report.request.language);
    return wording ? std::make_shared<const Report>(translated(report, *wording).report) : nullptr;
}

} // namespace

ReportTabs::ReportTabs(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_tabs(new QTabWidget)
{
    auto *empty = new EmptyState(QStringLiteral("report"), tr("No report is open"),
                                 tr("Start an analysis on the brief page, or open a report from the library."),
                                 tr("Go to the library"));
    connect(empty, &EmptyState::activated, this, &ReportTabs::libraryRequested);
    m_tabs->setTabsClosable(true);
    m_tabs->setMovable(true);
    m_tabs->setDocumentMode(true);
    m_tabs->setObjectName(QStringLiteral("reportTabs"));
    connect(m_tabs, &QTabWidget::tabCloseRequested, this, &ReportTabs::close);
    connect(m_tabs, &QTabWidget::currentChanged, this, &ReportTabs::currentChanged);
    m_stack->addWidget(empty);
    m_stack->addWidget(m_tabs);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
}

void ReportTabs::open(const std::shared_ptr<const Report> &report)
{
    if (show(report->id))
        return;
    auto *view = makeView(report);
    const int index = m_tabs->addTab(view, view->title().replace(QLatin1Char('&'), QStringLiteral("&&")));
    m_tabs->setTabToolTip(index, QLocale().toString(report->createdAt.toLocalTime(), QLocale::ShortFormat));
    m_tabs->setCurrentIndex(index);
    m_stack->setCurrentWidget(m_tabs);
    Q_EMIT currentChanged();
}

ReportView *ReportTabs::makeView(const std::shared_ptr<const Report> &report)
{
    auto *view = new ReportView(report);
    if (m_pool != nullptr && !report->request.language.isEmpty())
        runAsync(
            m_pool, view, [report] { return inItsLanguage(*report); },
            [view](const std::shared_ptr<const Report> &reading) {
                if (reading)
                    view->setReading(reading);
            });
    connect(view, &ReportView::evidenceActivated, this,
            [this, report](const QString &scheme, const QString &id) { Q_EMIT evidenceActivated(report, scheme, id); });
    if (m_editing == nullptr)
        return view;
    view->enableEditing();
    const auto id = report->id;
    connect(view, &ReportView::editWished, this, [this, id](const EditWish &wish) { m_editing->edit(id, wish); });
    connect(view, &ReportView::answerWished, this,
            [this, id](const DataAnswer &answer) { m_editing->answer(id, answer); });
    connect(view, &ReportView::settleWished, this, [this, id](EditKind kind, const QString &target, bool isKept) {
        if (isKept)
            m_editing->keep(id, kind, target);
        else
            m_editing->takeComputed(id, kind, target);
    });
    connect(view, &ReportView::findingSettled, this,
            [this, id](const QString &finding, const QString &reason, const QString &by) {
                if (reason.isEmpty())
                    m_editing->unsettle(id, finding);
                else
                    m_editing->settle(id, finding, reason, by);
            });
    connect(view, &ReportView::undoWished, this, [this, id] { m_editing->undo(id); });
    connect(view, &ReportView::redoWished, this, [this, id] { m_editing->redo(id); });
    return view;
}

void ReportTabs::readInTheirLanguages(QThreadPool *pool)
{
    m_pool = pool;
}

void ReportTabs::enableEditing(ReportEditing *editing)
{
    m_editing = editing;
    connect(editing, &ReportEditing::changed, this, &ReportTabs::replace);
}

void ReportTabs::replace(const std::shared_ptr<const Report> &report)
{
    for (int index = 0; index < m_tabs->count(); ++index) {
        auto *old = view(index);
        if (old->report()->id != report->id)
            continue;
        const auto page = old->currentPage();
        const bool isCurrent = m_tabs->currentIndex() == index;
        auto *anew = makeView(report);
        m_tabs->insertTab(index, anew, m_tabs->tabText(index));
        m_tabs->setTabToolTip(index, m_tabs->tabToolTip(index + 1));
        m_tabs->removeTab(index + 1);
        old->deleteLater();
        anew->showPage(page);
        if (isCurrent) {
            m_tabs->setCurrentIndex(index);
            anew->setFocus();
        }
        Q_EMIT currentChanged();
        return;
    }
}

bool ReportTabs::show(const QString &reportId)
{
    for (int index = 0; index < m_tabs->count(); ++index) {
        if (view(index)->report()->id == reportId) {
            m_tabs->setCurrentIndex(index);
            return true;
        }
    }
    return false;
}

void ReportTabs::closeReport(const QString &reportId)
{
    for (int index = m_tabs->count() - 1; index >= 0; --index) {
        if (view(index)->report()->id == reportId)
            close(index);
    }
}

void ReportTabs::closeCurrent()
{
    close(m_tabs->currentIndex());
}

ReportView *ReportTabs::view(int index) const
{
    return qobject_cast<ReportView *>(m_tabs->widget(index));
}

ReportView *ReportTabs::current() const
{
    return view(m_tabs->currentIndex());
}

QStringList ReportTabs::openIds() const
{
    QStringList ids;
    for (int index = 0; index < m_tabs->count(); ++index)
        ids.append(view(index)->report()->id);
    return ids;
}

QList<ReportView *> ReportTabs::views() const
{
    QList<ReportView *> views;
    for (int index = 0; index < m_tabs->count(); ++index)
        views.append(view(index));
    return views;
}

void ReportTabs::close(int index)
{
    auto *closing = view(index);
    if (closing == nullptr)
        return;
    m_tabs->removeTab(index);
    closing->deleteLater();
    if (m_tabs->count() == 0)
        m_stack->setCurrentIndex(0);
    Q_EMIT currentChanged();
}

} // namespace consultantos
