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

/// With what the document says of its company beyond the name.
Company described(Company company, const ReportIdentity &identity, const FactStore &known)
{
    if (company.id.isEmpty())
        return company;
    const auto industry = identity.industry.isEmpty() ? Result<Industry>() : known.findIndustry(identity.industry);
    if (industry && !industry->id.isEmpty()) {
        company.industry = industry->id;
        company.sector = industry->sector;
        company.sectorSource = QStringLiteral("document");
    }
    if (!identity.country.isEmpty())
        company.country = identity.country;
    if (!identity.fiscalYearEnd.isEmpty())
        company.fiscalYearEnd = identity.fiscalYearEnd;
    return company;
}

/// By the document's own word alone.
Company saidBy(const Document &document, const FactStore &known)
{
    const auto &identity = document.identity;
    if (!identity.companyId.isEmpty()) {
        if (auto found = known.findCompany(identity.companyId); found && found->id == identity.companyId)
            return *found;
        return newCompany(identity.companyId, identity.company);
    }
    if (identity.company.isEmpty())
        return {};
    if (auto found = known.findCompany(identity.company))
        return *found;
    // A name alone is weaker: a letter about nobody's figures makes no company.
    return document.facts.isEmpty() ? Company() : named(identity.company, known);
}

} // namespace

Company companyOf(const Document &document, const DocumentSubject &subject, const FactStore &known)
{
    const auto told = subject.company.trimmed();
    if (!told.isEmpty() && subject.isCertain)
        return described(named(told, known), document.identity, known);
    auto said = saidBy(document, known);
    return described(said.id.isEmpty() && !told.isEmpty() ? named(told, known) : said, document.identity, known);
}

Company companyOf(const PeerFigures &peer, const FactStore &known)
{
    auto company = named(peer.identity.company, known);
    // What is known of a company beforehand goes before a client's view of it.
    return company.industry.isEmpty() ? described(company, peer.identity, known) : company;
}

} // namespace consultantos
