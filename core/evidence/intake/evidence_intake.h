// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "evidence/intake/document_company.h"
#include "evidence/intake/parsed_documents.h"
#include "model/company.h"
#include "model/document.h"
#include "storage/document_repository.h"
#include "storage/fact_repository.h"
#include "storage/original_repository.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <memory>

namespace consultantos {

class ClientWorkbookReader;
class DocumentReader;
class FactsImporter;
class FactStore;
class FinancialEngine;
class ReportRepository;
class StatementReader;

/// What taking one file gave: what a line of the list of imports says.
struct Intake {
    QString path;
    QString format;        ///< "companyfacts", or Document::format
    QString documentId;    ///< empty for a facts file
    Company company;       ///< whom it is about; its id is empty if it names none
    qint64 facts = 0;      ///< read from the file
    ImportOutcome outcome; ///< what the facts store made of them
    int passages = 0;
    int tables = 0;
    StoredAs storedAs = StoredAs::New;
    QStringList peers;    ///< names of the companies to compare with that it has figures of
    QStringList warnings; ///< translated sentences: what was not found, skipped or looks wrong

    /// Whether the file gave anything at all.
    [[nodiscard]] bool isEmpty() const { return facts == 0 && passages == 0; }
    /// One translated sentence for the user, warnings left out.
    [[nodiscard]] QString summary() const;
};

/// Where a document comes from, and what becomes of its earlier versions: see DocumentSubject.
struct IntakeOrigin {
    QString path{}; ///< empty: the file itself
    bool mayBeTakenBack = false;
};

/// What the intake works with.
struct IntakeParts {
    std::shared_ptr<FactsImporter> factsFiles;
    std::shared_ptr<const DocumentReader> documents;
    ParsedDocuments parsed{{}, {}};
    std::shared_ptr<const StatementReader> statements;
    std::shared_ptr<const ClientWorkbookReader> clientWorkbooks;
    std::shared_ptr<const FactStore> known; ///< names companies as the user knows them
    std::shared_ptr<FactRepository> factRepository;
    std::shared_ptr<DocumentRepository> documentRepository;
    std::shared_ptr<const ReportRepository> reports; ///< which may cite an earlier version of a document
    std::shared_ptr<OriginalRepository> originals;   ///< of a team, beside the copies; null: none
    QString vaultDir; ///< where copies of the documents are kept, for their pages to be shown later
};

/// Takes a user's file into the stores, whatever its format: a facts file, a filing, or any document. What it finds about
/// a company's figures becomes facts, its text becomes passages. Thread-safe, as its parts are. Does I/O: never from the
/// GUI thread.
class EvidenceIntake {
public:
    explicit EvidenceIntake(IntakeParts parts);

    /// A document with the figures of its statements, without storing anything. Not for facts files.
    [[nodiscard]] Result<Document> read(const QString &path, const CancellationToken &cancel = {}) const;

    /// `subject` says whom a document is about. After an error the same file can be taken again: nothing of it is then
    /// doubled.
    [[nodiscard]] Result<Intake> take(const QString &path, const DocumentSubject &subject = {},
                                      const CancellationToken &cancel = {}) const;

    /// Undoes take() of a document that was new: what it says of figures is withdrawn, its passages are no longer found, and the
    /// version that it superseded is the newest again. The copy of its file stays, for bringBack(). False, and nothing is
    /// done, where a report rests on it.
    [[nodiscard]] Result<bool> takeBack(const QString &documentId) const;
    /// Takes a document again of which a copy is kept; `path` is where it was read from. NotFound without a copy.
    [[nodiscard]] Status bringBack(const QString &documentId, const QString &path,
                                   const DocumentSubject &subject) const;
    /// Lets go of the kept copy of a document that was taken back.
    [[nodiscard]] Status forgetCopy(const QString &documentId) const;
    /// The kept copy of a document's file; NotFound if there is none.
    [[nodiscard]] Result<QString> storedFile(const QString &documentId) const;
    /// Forgets a document with its passages and its copy; figures that were read from it stay. NotFound for an unknown id.
    [[nodiscard]] Status remove(const QString &documentId) const;
    /// remove(); what it gives puts the document back as it was, as long as it is kept and by whatever thread.
    [[nodiscard]] Result<std::function<Status()>> setAside(const QString &documentId) const;
    /// Stores what read() gave for the file at `path`; `origin` is where it comes from, if not from there.
    [[nodiscard]] Result<Intake> keep(const QString &path, const Document &document, const Company &company,
                                      const IntakeOrigin &origin = {}) const;

private:
    [[nodiscard]] Result<Document> parse(const QString &path, const CancellationToken &cancel) const;
    [[nodiscard]] Status storeFacts(const Document &document, Intake &intake) const;
    [[nodiscard]] Status storePeers(const Document &document, Intake &intake) const;
    [[nodiscard]] Status shareOriginal(const Document &document, const QString &path) const;
    [[nodiscard]] Status withdrawEarlierVersion(const Document &document, const QString &path) const;
    /// Earlier versions are kept for the reports and figures that rest on them, and no longer.
    [[nodiscard]] Status removeUncitedVersions() const;

    IntakeParts m_parts;
};

} // namespace consultantos
