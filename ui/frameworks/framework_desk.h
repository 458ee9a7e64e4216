// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/framework_folder.h"
#include "analysis/scenarios/located_json.h"
#include "app_services.h"
#include "frameworks/framework_parts.h"
#include "frameworks/framework_trial.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

class QTextDocument;

namespace consultantos {

/// The framework that is being edited: its text, of which form, check and preview are made, and the files of all frameworks.
/// The text is the truth: form edits change it in place, so that undo, comments and layout are the text's own. Files, checks
/// and derivations are done on the pool. What was typed but not saved is kept as a draft and comes back.
class FrameworkDesk : public QObject {
    Q_OBJECT
public:
    explicit FrameworkDesk(const AppServices &services, QObject *parent = nullptr);
    ~FrameworkDesk() override;

    /// Reads the list anew and opens the framework of that id, else stays with the one that is open.
    void reload(const QString &openId = {});
    [[nodiscard]] const QList<FrameworkEntry> &entries() const { return m_entries; }
    void open(const QString &path);
    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] const FrameworkEntry *entry() const; ///< null: none is open
    [[nodiscard]] bool isReadOnly() const;
    [[nodiscard]] bool isChanged() const; ///< otherwise than saved
    [[nodiscard]] QTextDocument *document() const { return m_document; }
    /// The text's values with their places; empty while it is no JSON.
    [[nodiscard]] const std::optional<LocatedJson> &root() const { return m_root; }
    /// Changes places of the text that don't overlap, as one step of undo; nothing where it is read-only.
    void edit(QList<TextEdit> edits);

    void save();
    void revert();
    /// A copy of what is open, as it stands, in the user's folder; opens it.
    void copy();
    void remove();
    [[nodiscard]] bool canRestore() const { return m_removed.has_value(); }
    void restore();
    void importFile(const QString &path);
    void exportTo(const QString &path);

    void setCompany(const QString &company);
    [[nodiscard]] const QString &company() const { return m_company; }
    /// Of the newest text that was tried; empty before the first.
    [[nodiscard]] const std::optional<FrameworkTrial> &trial() const { return m_trial; }
    [[nodiscard]] bool isTrying() const { return m_isRunning || m_rest.isActive(); }

Q_SIGNALS:
    void entriesChanged();
    void opened();      ///< another framework, or none
    void textChanged(); ///< root() is new
    void changedChanged();
    void trialChanged();
    void restorable();
    void filesChanged(); ///< what can be chosen for an analysis is another
    void failed(const Error &error);
    void message(const QString &text, const QString &savedFile = {});

private:
    struct Removed {
        QString place;
        QString path;
        QString title;
    };
    [[nodiscard]] FrameworkFolder folder() const;
    /// Then opens the first that is wanted, else the first of all.
    void readEntries(const std::function<bool(const FrameworkEntry &)> &isWanted);
    void show(const QString &path, const QString &text, const QString &saved);
    void add(const QString &text, const QString &id);
    void parse();
    void keepDraft();
    void startTrial();

    const AppServices &m_services;
    QTextDocument *m_document;
    QList<FrameworkEntry> m_entries;
    QString m_path;
    QString m_wanted; ///< being read, or read
    QString m_saved;
    std::optional<LocatedJson> m_root;
    std::optional<Removed> m_removed;
    QString m_company;
    std::shared_ptr<FrameworkTrials> m_trials;
    std::optional<FrameworkTrial> m_trial;
    QTimer m_rest;  ///< while typing goes on
    QTimer m_draft; ///< likewise, longer
    bool m_isRunning = false;
    bool m_isStale = false; ///< the text changed while its trial ran
    bool m_isLoading = false;
};

} // namespace consultantos
