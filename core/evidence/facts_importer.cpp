// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/facts_importer.h"

#include "base/logging.h"
#include "evidence/companyfacts.h"
#include "evidence/identity_warnings.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace consultantos {

FactsImporter::FactsImporter(std::shared_ptr<FactRepository> repository, std::shared_ptr<const FactStore> known,
                             std::shared_ptr<const FinancialEngine> engine)
    : m_repository(std::move(repository))
    , m_known(std::move(known))
    , m_engine(std::move(engine))
{
}

Result<FactsImport> FactsImporter::importFile(const QString &path) const
{
    const auto fileName = QFileInfo(path).fileName();
    auto read = readCompanyFacts(path, fileName);
    if (!read)
        return tl::unexpected(read.error());

    FactsImport result;
    result.company = read->company;
    if (const auto known = m_known->findCompany(read->company.id); known && known->id == read->company.id)
        result.company = *known;
    result.facts = read->facts.size();
    result.warnings = read->warnings;
    if (read->facts.isEmpty()) {
        result.warnings.prepend(
            QCoreApplication::translate("Evidence", "The file holds no usable fact; nothing was stored."));
        return result;
    }
    const auto stored = m_repository->store(result.company, read->facts, fileName);
    if (!stored)
        return tl::unexpected(stored.error());
    result.outcome = *stored;
    if (m_engine)
        result.warnings += identityWarnings(*m_engine, result.company, read->facts);
    qCInfo(lcImport) << "imported" << fileName << "company" << result.company.id << "facts" << result.facts << "added"
                     << result.outcome.added << "restated" << result.outcome.restated << "warnings"
                     << result.warnings.size();
    return result;
}

QString FactsImport::summary(const QString &path) const
{
    return QCoreApplication::translate("Evidence", "%1: %2, %3 facts read, %4 of them new and %5 restated.")
        .arg(QFileInfo(path).fileName(), company.name, QString::number(facts), QString::number(outcome.added),
             QString::number(outcome.restated));
}

} // namespace consultantos
