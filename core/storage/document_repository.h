// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "model/document_passages.h"
#include "storage/full_text.h"

#include <QDate>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace consultantos {

class Database;
class KeptSearches;
struct CacheAccess;
struct DatabaseSchema;

/// What is known of a document beyond its content: whom it is about and where it came from.
struct DocumentOrigin {
    QString path;      ///< of the file that was read, absolute; a changed file at the same path is a new version
    QString companyId; ///< empty if the document is about none that is known
    QString companyName;
    int fiscalYear = 0; ///< 0 if it isn't of one
    int facts = 0;      ///< that it gave to the facts store
};

/// A document as a list shows it: without its text.
struct DocumentRecord {
    QString id;
    QString name;
    QString format;
    QString title;
    std::optional<QDate> date;
    int pages = 0;
    int passages = 0;
    DocumentOrigin origin;
    QDateTime importedAt; ///< UTC
    QStringList warnings;
    QString supersededBy;     ///< id of the newer version; empty for the newest
    bool isNeverSent = false; ///< see DocumentRepository::setNeverSent()
};

/// What storing a document did.
enum class StoredAs {
    New,
    Known,      ///< the same bytes were there already, with passages or none now either; nothing changed but whom they
                ///< are about, where nobody knew that before
    NewVersion, ///< of the file at the same path: the earlier version is kept, but no longer found by search
};

struct PassageFilter {
    QString text; ///< see searchQuery()
    WordMatch match = WordMatch::All;
    QString companyId;  ///< empty: all
    int fiscalYear = 0; ///< 0: all
    QString format;     ///< empty: all
    QString section;    ///< beginning of its name; empty: all
    QString documentId; ///< empty: all
    int limit = 20;
    int offset = 0;
};

struct PassageHit {
    PlacedPassage placed;
    QString documentId;
    QString companyName;
    int fiscalYear = 0;
    QList<TextRange> highlights; ///< in the passage's text
    double score = 0;            ///< BM25, higher is better; comparable within one search alone
};

struct PassageHits {
    QList<PassageHit> hits; ///< best first
    int total = 0;          ///< without limit and offset
};

/// The user's documents and their full text. Thread-safe: each thread has its own connection. Every call does I/O: never
/// from the GUI thread.
class DocumentRepository {
public:
    DocumentRepository(std::shared_ptr<Database> database, std::shared_ptr<const Clock> clock);
    [[nodiscard]] static DatabaseSchema schema();
    /// Searches are kept in `cache` from here on. To be called before the first one.
    void keepSearches(const CacheAccess &cache);

    /// Writes record, passages and index in one transaction.
    [[nodiscard]] Result<StoredAs> store(const Document &document, const DocumentOrigin &origin);
    [[nodiscard]] Result<DocumentRecord> record(const QString &id) const;
    [[nodiscard]] Result<bool> contains(const QString &id) const;
    /// Id of the newest version of the file at an absolute path; empty if there is none.
    [[nodiscard]] Result<QString> newestAt(const QString &path) const;
    /// Newest import first, earlier versions left out.
    [[nodiscard]] Result<QList<DocumentRecord>> list() const;
    /// Earlier versions alone: what retention looks at.
    [[nodiscard]] Result<QList<DocumentRecord>> superseded() const;
    /// Its passages and index go with it. NotFound for an unknown id.
    [[nodiscard]] Status remove(const QString &id);
    /// Puts back what record() and passages() gave before remove(): with its ids, so that reports that quote it find it
    /// again. Nothing happens if it was imported again meanwhile; if a newer version was, it is an earlier one.
    [[nodiscard]] Status restore(const DocumentRecord &record, const QList<PlacedPassage> &passages);

    /// As remove(), and the version that it superseded, if that is still there, is the newest again: gives its id, else an
    /// empty one.
    [[nodiscard]] Result<QString> takeBack(const QString &id);

    /// Marks documents as never to be sent to a language model, or takes the mark away. It belongs to the content: it
    /// outlives the document's removal, as figures that were read from it do, and goes over to later versions of the
    /// file. An id need not be known.
    [[nodiscard]] Status setNeverSent(const QStringList &ids, bool isNeverSent);
    [[nodiscard]] Result<bool> isNeverSent(const QString &id) const;

    /// All passages of one page, or with page 0 of the whole document, in reading order.
    [[nodiscard]] Result<QList<PlacedPassage>> passages(const QString &documentId, int page = 0) const;
    [[nodiscard]] Result<PlacedPassage> passage(const QString &passageId) const;
    /// Nothing for a query without a word.
    [[nodiscard]] Result<PassageHits> search(const PassageFilter &filter) const;
    /// Names of the sections that the documents have, each once, at most 200, ordered.
    [[nodiscard]] Result<QStringList> sections() const;

    /// Grows with every change by any instance.
    [[nodiscard]] Result<qint64> changeCounter() const;
    /// Changes with everything that a search in the company's documents depends on, and never comes again; empty if it
    /// has none. Other companies' documents count too: how rare a word is decides the order of what is found.
    [[nodiscard]] Result<QString> versionFor(const QString &companyId) const;

private:
    std::shared_ptr<Database> m_database;
    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<const KeptSearches> m_searches; ///< null: none are kept
};

} // namespace consultantos
