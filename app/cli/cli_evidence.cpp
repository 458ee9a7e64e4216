// SPDX-License-Identifier: GPL-3.0-or-later
// The part of CliServices that knows where facts come from.
#include "analysis/financial_engine.h"
#include "base/paths.h"
#include "cli_services.h"
#include "evidence/facts_importer.h"
#include "evidence/local_fact_store.h"

namespace consultantos {

Status CliServices::connectEvidence()
{
    auto store = LocalFactStore::load(resourceDir(), m_storage.facts);
    if (!store)
        return tl::unexpected(store.error());
    m_facts = std::move(*store);
    return {};
}

Result<ImportedFile> CliServices::importFile(const QString &path)
{
    // Without its definitions the identities stay untested, and the user reads so; the facts are taken all the same.
    auto engine = FinancialEngine::load(resourceDir());
    const FactsImporter importer(m_storage.facts, m_facts,
                                 engine ? std::make_shared<const FinancialEngine>(std::move(*engine)) : nullptr);
    const auto imported = importer.importFile(path);
    if (!imported)
        return tl::unexpected(imported.error());
    ImportedFile result{imported->company.id,    imported->company.name,     imported->facts,
                        imported->outcome.added, imported->outcome.restated, imported->warnings};
    if (!engine)
        result.warnings.append(engine.error().message);
    return result;
}

} // namespace consultantos
