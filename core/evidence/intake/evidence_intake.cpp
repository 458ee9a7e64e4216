// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/intake/evidence_intake.h"

#include "base/logging.h"
#include "evidence/documents/document_reader.h"
#include "evidence/facts_importer.h"
#include "evidence/intake/document_vault.h"
#include "evidence/intake/facts_file.h"
#include "evidence/intake/printed_figures.h"
#include "evidence/template/client_workbook_reader.h"
#include "storage/report_repository.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

namespace consultantos {

namespace {

Intake intakeOf(const QString &path, const FactsImport &import)
{
    Intake intake;
    intake.path = path;
    intake.format = QStringLiteral("companyfacts");
    intake.company = import.company;
    intake.facts = import.facts;
    intake.outcome = import.outcome;
    intake.warnings = import.warnings;
    return intake;
}

/// Facts of a document as those of a company, each with the name of the file that it stands in.
QList<Fact> factsOf(QList<Fact> facts, const QString &document, const QString &companyId)
{
    for (auto &fact : facts) {
        fact.latest.place.name = document;
        fact.companyId = companyId;
        fact.id = factId(companyId, fact.taxonomy, fact.tag, fact.unit, fact.start, fact.end, fact.dimensions);
    }
    return facts;
}

} // namespace

EvidenceIntake::EvidenceIntake(IntakeParts parts)
    : m_parts(std::move(parts))
{
    dropAsideCopies(m_parts.vaultDir);
}

Result<Document> EvidenceIntake::read(const QString &path, const CancellationToken &cancel) const
{
    return m_parts.parsed.get(
        path, [this](const QString &file, const CancellationToken &token) { return parse(file, token); }, cancel);
}

Result<Document> EvidenceIntake::parse(const QString &path, const CancellationToken &cancel) const
{
    auto document = m_parts.documents->read(path, {}, cancel);
    if (!document)
        return document;
    if (isClientWorkbook(*document))
        return m_parts.clientWorkbooks->read(std::move(*document));
    addPrintedFigures(*m_parts.statements, *document);
    return document;
}

Result<Intake> EvidenceIntake::take(const QString &path, const DocumentSubject &subject,
                                    const CancellationToken &cancel) const
{
    if (isFactsFile(path)) {
        return m_parts.factsFiles->importFile(path).map(
            [&path](const FactsImport &import) { return intakeOf(path, import); });
    }
    auto document = read(path, cancel);
    if (!document)
        return tl::unexpected(document.error());
    if (cancel.isCancelled())
        return fail(ErrorCode::Cancelled,
                    QCoreApplication::translate("Evidence", "The import of %1 was cancelled.").arg(document->name));
    return keep(path, *document, companyOf(*document, subject, *m_parts.known),
                {subject.origin, subject.mayBeTakenBack});
}

Result<Intake> EvidenceIntake::keep(const QString &path, const Document &document, const Company &company,
                                    const IntakeOrigin &from) const
{
    Intake intake;
    intake.path = path;
    intake.format = document.format;
    intake.documentId = document.id;
    intake.company = company;
    intake.tables = int(document.tables.size());
    intake.warnings = document.warnings;
    if (const auto kept = keepCopy(m_parts.vaultDir, document, path); !kept)
        return tl::unexpected(kept.error());
    if (const auto shared = shareOriginal(document, path); !shared)
        return tl::unexpected(shared.error());

    DocumentOrigin origin;
    origin.path = from.path.isEmpty() ? QFileInfo(path).absoluteFilePath() : from.path;
    // Facts first: storing them again does no harm, and the document, once there, says that all of it is.
    if (const auto withdrawn = withdrawEarlierVersion(document, origin.path); !withdrawn)
        return tl::unexpected(withdrawn.error());
    if (const auto stored = storeFacts(document, intake); !stored)
        return tl::unexpected(stored.error());
    if (const auto stored = storePeers(document, intake); !stored)
        return tl::unexpected(stored.error());
    origin.companyId = company.id;
    origin.companyName = company.name;
    origin.fiscalYear = document.identity.fiscalYear;
    origin.facts = int(intake.facts);
    const auto stored = m_parts.documentRepository->store(document, origin);
    if (!stored)
        return tl::unexpected(stored.error());
    intake.storedAs = *stored;
    if (*stored == StoredAs::NewVersion && !from.mayBeTakenBack) {
        if (const auto removed = removeUncitedVersions(); !removed)
            intake.warnings.append(removed.error().toText());
    }
    const auto record = m_parts.documentRepository->record(document.id);
    if (!record)
        return tl::unexpected(record.error());
    intake.passages = record->passages;
    qCInfo(lcImport) << "imported" << document.name << "format" << document.format << "company" << company.id << "facts"
                     << intake.facts << "passages" << intake.passages << "warnings" << intake.warnings.size();
    return intake;
}

Status EvidenceIntake::storeFacts(const Document &document, Intake &intake) const
{
    if (document.facts.isEmpty())
        return {};
    const auto &company = intake.company;
    if (company.id.isEmpty()) {
        intake.warnings.append(QCoreApplication::translate(
            "Evidence", "It has figures, but doesn't say of which company: name the company to take them."));
        return {};
    }
    const auto stored =
        m_parts.factRepository->store(company, factsOf(document.facts, document.name, company.id), document.name);
    if (!stored)
        return tl::unexpected(stored.error());
    intake.outcome = *stored;
    intake.facts = document.facts.size();
    return {};
}

Status EvidenceIntake::storePeers(const Document &document, Intake &intake) const
{
    for (const auto &peer : document.peers) {
        const auto company = companyOf(peer, *m_parts.known);
        const auto stored =
            m_parts.factRepository->store(company, factsOf(peer.facts, document.name, company.id), document.name);
        if (!stored)
            return tl::unexpected(stored.error());
        intake.outcome.added += stored->added;
        intake.outcome.updated += stored->updated;
        intake.outcome.restated += stored->restated;
        intake.outcome.unchanged += stored->unchanged;
        intake.facts += peer.facts.size();
        intake.peers.append(company.name);
    }
    return {};
}

/// A report that is published again restates; a workbook that is filled in further was never true before: what its
/// earlier version said, and a cell no longer says, is gone.
Status EvidenceIntake::withdrawEarlierVersion(const Document &document, const QString &path) const
{
    if (document.identity.form != QString::fromUtf16(ClientWorkbookForm))
        return {};
    const auto earlier = m_parts.documentRepository->newestAt(path);
    if (!earlier)
        return tl::unexpected(earlier.error());
    if (earlier->isEmpty() || *earlier == document.id)
        return {};
    return m_parts.factRepository->withdraw(*earlier);
}

Status EvidenceIntake::removeUncitedVersions() const
{
    const auto earlier = m_parts.documentRepository->superseded();
    if (!earlier)
        return tl::unexpected(earlier.error());
    for (const auto &version : *earlier) {
        const auto isCited = m_parts.reports->usesDocument(version.id);
        const auto hasFacts = m_parts.factRepository->reportsFrom(version.id);
        if (!isCited || !hasFacts)
            return tl::unexpected(isCited ? hasFacts.error() : isCited.error());
        if (*isCited || *hasFacts)
            continue;
        if (const auto removed = remove(version.id); !removed)
            return removed;
    }
    return {};
}

Status EvidenceIntake::remove(const QString &documentId) const
{
    if (const auto removed = m_parts.documentRepository->remove(documentId); !removed)
        return removed;
    removeCopy(m_parts.vaultDir, documentId);
    return m_parts.originals ? m_parts.originals->remove(documentId) : Status();
}

Result<bool> EvidenceIntake::takeBack(const QString &documentId) const
{
    const auto isUsed = m_parts.reports->usesDocument(documentId);
    if (!isUsed)
        return tl::unexpected(isUsed.error());
    if (*isUsed)
        return false;
    if (const auto withdrawn = m_parts.factRepository->withdraw(documentId); !withdrawn)
        return tl::unexpected(withdrawn.error());
    const auto earlier = m_parts.documentRepository->takeBack(documentId);
    if (!earlier)
        return tl::unexpected(earlier.error());
    if (earlier->isEmpty())
        return true;
    // A workbook's earlier figures were withdrawn with it.
    const auto record = m_parts.documentRepository->record(*earlier);
    if (!record)
        return tl::unexpected(record.error());
    return bringBack(*earlier, record->origin.path, {record->origin.companyName}).map([] { return true; });
}

Status EvidenceIntake::bringBack(const QString &documentId, const QString &path, const DocumentSubject &subject) const
{
    const auto copy = storedFile(documentId);
    if (!copy)
        return tl::unexpected(copy.error());
    // Figures name the file that they were read from, so it is read under its own name again.
    const QTemporaryDir room;
    const auto named = room.filePath(QFileInfo(path).fileName());
    if (!room.isValid() || !QFile::copy(*copy, named))
        return fail(ErrorCode::DiskFull,
                    QCoreApplication::translate("Evidence", "%1 could not be written.").arg(named));
    auto document = read(named);
    if (!document)
        return tl::unexpected(document.error());
    return keep(named, *document, companyOf(*document, subject, *m_parts.known), {path, true}).map([](const Intake &) {
    });
}

Status EvidenceIntake::forgetCopy(const QString &documentId) const
{
    const auto record = m_parts.documentRepository->record(documentId);
    if (record || record.error().code != ErrorCode::NotFound)
        return record ? Status() : Status(tl::unexpected(record.error()));
    removeCopy(m_parts.vaultDir, documentId);
    return m_parts.originals ? m_parts.originals->remove(documentId) : Status();
}

Result<std::function<Status()>> EvidenceIntake::setAside(const QString &documentId) const
{
    const auto record = m_parts.documentRepository->record(documentId);
    if (!record)
        return tl::unexpected(record.error());
    const auto passages = m_parts.documentRepository->passages(documentId);
    if (!passages)
        return tl::unexpected(passages.error());
    std::optional<OriginalFile> original;
    if (m_parts.originals) {
        if (auto found = m_parts.originals->find(documentId))
            original = *std::move(found);
    }
    if (const auto removed = m_parts.documentRepository->remove(documentId); !removed)
        return tl::unexpected(removed.error());
    const auto copy = std::make_shared<const AsideCopy>(m_parts.vaultDir, documentId);
    if (original) {
        if (const auto removed = m_parts.originals->remove(documentId); !removed)
            return tl::unexpected(removed.error());
    }
    return [documents = m_parts.documentRepository, originals = m_parts.originals, record = *record,
            passages = *passages, copy, original]() -> Status {
        if (const auto restored = documents->restore(record, passages); !restored)
            return restored;
        copy->putBack();
        return original ? originals->keep(record.id, *original) : Status();
    };
}

Result<QString> EvidenceIntake::storedFile(const QString &documentId) const
{
    auto here = copyOf(m_parts.vaultDir, documentId);
    if (here || !m_parts.originals)
        return here;
    // Another computer imported it.
    return m_parts.originals->find(documentId)
        .and_then(
            [&](const OriginalFile &file) { return keepCopy(m_parts.vaultDir, documentId, file.format, file.bytes); })
        .and_then([&] { return copyOf(m_parts.vaultDir, documentId); });
}

Status EvidenceIntake::shareOriginal(const Document &document, const QString &path) const
{
    if (!m_parts.originals)
        return {};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Unreadable,
                    QCoreApplication::translate("Evidence", "%1 can't be read any more.").arg(path),
                    file.errorString());
    return m_parts.originals->keep(document.id, {document.format, file.readAll()});
}

QString Intake::summary() const
{
    const auto name = QFileInfo(path).fileName();
    if (format == QLatin1String("companyfacts"))
        return QCoreApplication::translate("Evidence", "%1: %2, %3 facts read, %4 of them new and %5 restated.")
            .arg(name, company.name, QString::number(facts), QString::number(outcome.added),
                 QString::number(outcome.restated));
    if (storedAs == StoredAs::Known)
        return QCoreApplication::translate("Evidence", "%1: known already, nothing changed.").arg(name);
    auto text =
        company.id.isEmpty()
            ? QCoreApplication::translate("Evidence", "%1: passages %2, tables %3.")
                  .arg(name, QString::number(passages), QString::number(tables))
            : QCoreApplication::translate("Evidence", "%1: %2; facts %3, passages %4, tables %5.")
                  .arg(name, company.name, QString::number(facts), QString::number(passages), QString::number(tables));
    if (!peers.isEmpty())
        text += QLatin1Char(' ')
                + QCoreApplication::translate("Evidence", "To compare with: %1.").arg(peers.join(QStringLiteral(", ")));
    if (storedAs == StoredAs::NewVersion)
        text +=
            QLatin1Char(' ')
            + QCoreApplication::translate(
                "Evidence", "It is a new version; the earlier one is kept as long as a report or figure rests on it.");
    return text;
}

} // namespace consultantos
