// SPDX-License-Identifier: GPL-3.0-or-later
#include "frameworks/framework_desk.h"

#include "agents/analysis_service.h"
#include "analysis/frameworks/data/framework_copy.h"
#include "base/paths.h"
#include "widgets/async.h"
#include "widgets/exact_text.h"
#include "widgets/saving.h"

#include <QPlainTextDocumentLayout>
#include <QTextCursor>
#include <QTextDocument>

#include <algorithm>
#include <chrono>

namespace consultantos {

using namespace std::chrono_literals;

namespace {

/// How long typing rests before the text is tried, and before it is kept as a draft.
constexpr auto Rest = 80ms;
constexpr auto DraftRest = 1s;

ReadTrialInput readerOf(const AppServices &services)
{
    return [analysis = services.analysis](const QString &company, const QList<EvidenceQuery> &queries) {
        AnalysisRequest request;
        request.company = company;
        return analysis->trialInput(request, queries, {});
    };
}

} // namespace

FrameworkDesk::FrameworkDesk(const AppServices &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_document(new QTextDocument(this))
    , m_trials(std::make_shared<FrameworkTrials>(resourceDir(), readerOf(services)))
{
    m_document->setDocumentLayout(new QPlainTextDocumentLayout(m_document));
    m_rest.setSingleShot(true);
    m_rest.setInterval(Rest);
    m_draft.setSingleShot(true);
    m_draft.setInterval(DraftRest);
    connect(&m_rest, &QTimer::timeout, this, &FrameworkDesk::startTrial);
    connect(&m_draft, &QTimer::timeout, this, &FrameworkDesk::keepDraft);
    connect(m_document, &QTextDocument::contentsChanged, this, [this] {
        if (m_isLoading)
            return;
        parse();
        m_rest.start();
        m_draft.start();
        Q_EMIT changedChanged();
    });
}

FrameworkDesk::~FrameworkDesk()
{
    if (m_draft.isActive())
        keepDraft();
}

FrameworkFolder FrameworkDesk::folder() const
{
    return {resourceDir(), FrameworkCatalogue::folderIn(m_services.dataDir)};
}

void FrameworkDesk::reload(const QString &openId)
{
    readEntries([this, openId](const FrameworkEntry &one) {
        return openId.isEmpty() ? one.info.path == m_wanted : one.info.id == openId;
    });
}

void FrameworkDesk::readEntries(const std::function<bool(const FrameworkEntry &)> &isWanted)
{
    runAsync(
        m_services.pool, this, [folder = folder()] { return folder.entries(); },
        [this, isWanted](const QList<FrameworkEntry> &entries) {
            m_entries = entries;
            Q_EMIT entriesChanged();
            const auto wanted = std::find_if(m_entries.cbegin(), m_entries.cend(), isWanted);
            if (wanted != m_entries.cend() && wanted->info.path != m_wanted)
                open(wanted->info.path);
            else if (wanted == m_entries.cend() && !m_entries.isEmpty())
                open(m_entries.first().info.path);
        });
}

const FrameworkEntry *FrameworkDesk::entry() const
{
    for (const auto &one : m_entries) {
        if (one.info.path == m_path)
            return &one;
    }
    return nullptr;
}

bool FrameworkDesk::isReadOnly() const
{
    const auto *one = entry();
    return one == nullptr || !one->info.isUsers;
}

bool FrameworkDesk::isChanged() const
{
    return !m_path.isEmpty() && exactText(*m_document) != m_saved;
}

void FrameworkDesk::open(const QString &path)
{
    if (m_draft.isActive())
        keepDraft();
    m_draft.stop();
    m_wanted = path;
    struct Read {
        Result<QString> saved;
        std::optional<QString> draft;
    };
    runAsync(
        m_services.pool, this,
        [folder = folder(), path] {
            return Read{folder.read(path), folder.draft(path)};
        },
        [this, path](const Read &read) {
            // Another was chosen meanwhile.
            if (path != m_wanted)
                return;
            if (!read.saved) {
                Q_EMIT failed(read.saved.error());
                return;
            }
            show(path, read.draft.value_or(*read.saved), *read.saved);
            if (read.draft && *read.draft != *read.saved)
                Q_EMIT message(tr("What was not saved the last time is back."));
        });
}

void FrameworkDesk::show(const QString &path, const QString &text, const QString &saved)
{
    m_isLoading = true;
    m_path = path;
    m_saved = saved;
    m_document->setPlainText(saved);
    m_document->clearUndoRedoStacks();
    m_isLoading = false;
    m_trial.reset();
    parse();
    Q_EMIT opened();
    // As a change, so that undo leads back to what is saved.
    if (text != saved)
        edit({{0, saved.size(), text}});
    Q_EMIT changedChanged();
    startTrial();
}

void FrameworkDesk::parse()
{
    m_root.reset();
    if (auto read = LocatedJson::parse(exactText(*m_document).toUtf8(), {}))
        m_root = std::move(*read);
    Q_EMIT textChanged();
}

void FrameworkDesk::edit(QList<TextEdit> edits)
{
    if (isReadOnly())
        return;
    // From the end, so that no change moves the place of the next.
    std::sort(edits.begin(), edits.end(),
              [](const TextEdit &left, const TextEdit &right) { return left.begin > right.begin; });
    QTextCursor cursor(m_document);
    cursor.beginEditBlock();
    for (const auto &one : std::as_const(edits)) {
        cursor.setPosition(static_cast<int>(one.begin));
        cursor.setPosition(static_cast<int>(one.end), QTextCursor::KeepAnchor);
        cursor.insertText(one.text);
    }
    cursor.endEditBlock();
}

void FrameworkDesk::save()
{
    if (isReadOnly())
        return;
    const auto text = exactText(*m_document);
    m_draft.stop();
    runAsync(
        m_services.pool, this, [folder = folder(), path = m_path, text] { return folder.write(path, text); },
        [this, path = m_path, text](const Status &done) {
            if (!done) {
                Q_EMIT failed(done.error());
                return;
            }
            if (path == m_path) {
                m_saved = text;
                Q_EMIT changedChanged();
                startTrial();
            }
            Q_EMIT message(m_trial && !m_trial->faults.isEmpty()
                               ? tr("Saved. It can be chosen for analyses once its faults are mended.")
                               : tr("Saved. It can be chosen for analyses."));
            Q_EMIT filesChanged();
            reload();
        });
}

void FrameworkDesk::revert()
{
    if (!isReadOnly() && isChanged())
        edit({{0, exactText(*m_document).size(), m_saved}});
}

void FrameworkDesk::copy()
{
    const auto *present = entry();
    if (present == nullptr)
        return;
    QStringList ids;
    for (const auto &one : std::as_const(m_entries))
        ids.append(one.info.id);
    const auto id = freeFrameworkId(present->info.id, ids);
    const auto copied = copiedFramework(exactText(*m_document), id, tr("%1 (copy)").arg(present->info.title));
    if (!copied) {
        Q_EMIT failed(copied.error());
        return;
    }
    add(*copied, id);
}

void FrameworkDesk::add(const QString &text, const QString &id)
{
    runAsync(
        m_services.pool, this, [folder = folder(), id, text] { return folder.add(id, text); },
        [this](const Result<QString> &path) {
            if (!path) {
                Q_EMIT failed(path.error());
                return;
            }
            Q_EMIT filesChanged();
            readEntries([own = *path](const FrameworkEntry &one) { return one.info.path == own; });
        });
}

void FrameworkDesk::remove()
{
    const auto *present = entry();
    if (present == nullptr || isReadOnly())
        return;
    keepDraft();
    m_draft.stop();
    runAsync(
        m_services.pool, this, [folder = folder(), path = m_path] { return folder.remove(path); },
        [this, path = m_path, title = present->info.title](const Result<QString> &place) {
            if (!place) {
                Q_EMIT failed(place.error());
                return;
            }
            m_removed = Removed{*place, path, title};
            m_wanted.clear();
            Q_EMIT restorable();
            Q_EMIT message(tr("%1 was deleted.").arg(title));
            Q_EMIT filesChanged();
            reload();
        });
}

void FrameworkDesk::restore()
{
    if (!m_removed)
        return;
    runAsync(
        m_services.pool, this,
        [folder = folder(), removed = *m_removed] { return folder.restore(removed.place, removed.path); },
        [this, removed = *m_removed](const Status &done) {
            if (!done) {
                Q_EMIT failed(done.error());
                return;
            }
            m_removed.reset();
            Q_EMIT restorable();
            Q_EMIT message(tr("%1 is back.").arg(removed.title));
            Q_EMIT filesChanged();
            readEntries([own = removed.path](const FrameworkEntry &one) { return one.info.path == own; });
        });
}

void FrameworkDesk::importFile(const QString &path)
{
    runAsync(
        m_services.pool, this, [folder = folder(), path] { return folder.read(path); },
        [this, path](const Result<QString> &text) {
            if (!text) {
                Q_EMIT failed(text.error());
                return;
            }
            const auto root = LocatedJson::parse(text->toUtf8(), path);
            const auto id = root ? root->text(QStringLiteral("framework")) : tl::unexpected(root.error());
            if (!id) {
                Q_EMIT failed(id.error());
                return;
            }
            QStringList ids;
            for (const auto &one : std::as_const(m_entries))
                ids.append(one.info.id);
            if (!ids.contains(*id)) {
                add(*text, *id);
                return;
            }
            // One of this name is there: both stay.
            const auto own = freeFrameworkId(*id, ids);
            const auto title = root->textOr(QStringLiteral("title"), *id).value_or(*id);
            if (const auto copied = copiedFramework(*text, own, tr("%1 (copy)").arg(title)))
                add(*copied, own);
            else
                Q_EMIT failed(copied.error());
        });
}

void FrameworkDesk::exportTo(const QString &path)
{
    saveAsync(m_services.pool, this, path,
              [path, text = exactText(*m_document)] { return FrameworkFolder::exportTo(path, text); });
}

void FrameworkDesk::keepDraft()
{
    if (isReadOnly())
        return;
    const auto text = exactText(*m_document);
    runAsync(
        m_services.pool, this,
        [folder = folder(), path = m_path, text = text == m_saved ? std::nullopt : std::optional(text)] {
            return folder.keepDraft(path, text);
        },
        [this](const Status &done) {
            if (!done)
                Q_EMIT failed(done.error());
        });
}

void FrameworkDesk::setCompany(const QString &company)
{
    if (company == m_company)
        return;
    m_company = company;
    startTrial();
}

void FrameworkDesk::startTrial()
{
    m_rest.stop();
    if (m_path.isEmpty())
        return;
    if (m_isRunning) {
        m_isStale = true;
        return;
    }
    m_isRunning = true;
    m_isStale = false;
    runAsync(
        m_services.pool, this,
        [trials = m_trials, text = exactText(*m_document), saved = m_saved, company = m_company] {
            return trials->run(text, saved, company);
        },
        [this, path = m_path](const FrameworkTrial &trial) {
            m_isRunning = false;
            if (path == m_path && !m_isStale) {
                m_trial = trial;
                Q_EMIT trialChanged();
            }
            if (path != m_path || m_isStale)
                startTrial();
        });
}

} // namespace consultantos
