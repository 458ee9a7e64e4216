// SPDX-License-Identifier: GPL-3.0-or-later
#include "ask_sources.h"

#include "analysis/asking/company_mention.h"
#include "evidence/companyfacts.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace consultantos {

Result<AskSources> sourcesOfStore(const FactStore &store, const QString &question, const QString &companyName)
{
    AskSources sources;
    sources.context.known = store.companies();
    if (!companyName.isEmpty()) {
        const auto company = store.findCompany(companyName);
        if (!company)
            return tl::unexpected(company.error());
        sources.context.company = *company;
    } else if (const auto mentioned = companyMentioned(question, sources.context.known)) {
        sources.context.company = *mentioned;
    } else {
        return sources;
    }
    const auto facts = store.facts(sources.context.company.id);
    if (!facts)
        return tl::unexpected(facts.error());
    sources.context.facts = *facts;
    return sources;
}

Result<AskSources> sourcesOfDocuments(const FactStore &store, const QStringList &paths, const QString &companyName)
{
    AskSources sources;
    auto &context = sources.context;
    context.known = store.companies();
    for (const auto &path : paths) {
        const auto file = readCompanyFacts(path, QFileInfo(path).fileName());
        if (!file)
            return tl::unexpected(file.error());
        if (!context.company.id.isEmpty() && context.company.id != file->company.id)
            return fail(ErrorCode::InvalidArgument,
                        QCoreApplication::translate("Cli", "The documents are of several companies: %1 and %2.")
                            .arg(context.company.name, file->company.name),
                        QCoreApplication::translate("Cli", "Ask of one company at a time."));
        // The store knows more names of a company than its file does.
        const auto stored = store.findCompany(file->company.id);
        context.company = stored ? *stored : file->company;
        context.facts += file->facts;
    }
    if (!companyName.isEmpty())
        context.company.aliases.append(companyName);
    return sources;
}

} // namespace consultantos
