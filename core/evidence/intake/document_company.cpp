// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/intake/document_company.h"

#include "evidence/company_name.h"

namespace consultantos {

namespace {

Company newCompany(const QString &id, const QString &legalName)
{
    Company company;
    company.id = id;
    company.legalName = legalName;
    company.name = everydayName(legalName);
    return company;
}

Company named(const QString &name, const FactStore &known)
{
    if (auto found = known.findCompany(name))
        return *found;
    return newCompany(companySlug(nameWithoutLegalForm(name)), name);
}

} // namespace

Company companyOf(const Document &document, const QString &about, const FactStore &known)
{
    if (!about.trimmed().isEmpty())
        return named(about.trimmed(), known);
    const auto &identity = document.identity;
    if (!identity.companyId.isEmpty()) {
        if (auto found = known.findCompany(identity.companyId); found && found->id == identity.companyId)
            return *found;
        return newCompany(identity.companyId, identity.company);
    }
    // A name alone is weaker: a letter about nobody's figures makes no company.
    if (identity.company.isEmpty())
        return {};
    if (auto found = known.findCompany(identity.company))
        return *found;
    return document.facts.isEmpty() ? Company() : named(identity.company, known);
}

} // namespace consultantos
