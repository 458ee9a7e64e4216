// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/fact_store.h"

#include <QHash>

#include <functional>

namespace consultantos::test {

/// A store of two made-up companies, for tests that need no files. `onFacts` is called at each reading of facts.
class MemoryFactStore final : public FactStore {
public:
    std::function<Status(const QString &companyId)> onFacts;

    MemoryFactStore()
    {
        add(QStringLiteral("1"), QStringLiteral("Acme Motors"), 1000e6);
        add(QStringLiteral("2"), QStringLiteral("Borealis Cars"), 2500e6);
    }

    [[nodiscard]] QList<Company> companies() const override { return m_companies; }
    [[nodiscard]] Result<Company> findCompany(const QString &text) const override
    {
        for (const auto &company : m_companies) {
            if (company.name.compare(text, Qt::CaseInsensitive) == 0)
                return company;
        }
        return fail(ErrorCode::NotFound, QStringLiteral("unknown"),
                    QStringLiteral("Nearest: ") + nearestNames(text, 3).join(QStringLiteral(", ")));
    }
    [[nodiscard]] QStringList nearestNames(const QString &, int) const override
    {
        return {m_companies[0].name, m_companies[1].name};
    }
    [[nodiscard]] Result<QList<Fact>> facts(const QString &companyId) const override
    {
        if (onFacts) {
            if (const auto status = onFacts(companyId); !status)
                return tl::unexpected(status.error());
        }
        return m_facts.value(companyId);
    }
    [[nodiscard]] QList<Industry> industries() const override { return {automotive()}; }
    [[nodiscard]] Result<Industry> findIndustry(const QString &text) const override
    {
        if (text == QLatin1String("automotive"))
            return automotive();
        return fail(ErrorCode::NotFound, QStringLiteral("No industry of that name."));
    }
    [[nodiscard]] QList<IndustryAnchor> anchors(const QString &) const override { return {}; }
    [[nodiscard]] QList<Fact> countryAnchors(const QString &) const override { return {}; }
    [[nodiscard]] QString countryCode(const QString &region) const override
    {
        return region == QLatin1String("Germany") ? QStringLiteral("DE") : QString();
    }
    [[nodiscard]] Result<Playbook> playbook(const QString &industryId) const override
    {
        Playbook playbook;
        playbook.industry = industryId;
        PlaybookStatement statement;
        statement.entry = {QStringLiteral("k/automotive/idle-plants"), industryId,
                           QStringLiteral("Idle assembly lines push makers into discounts."),
                           QStringLiteral("Lines cost the same whether they run or not.")};
        statement.uses = {QStringLiteral("porter.rivalry")};
        playbook.statements.append(statement);
        return playbook;
    }

private:
    static Industry automotive()
    {
        return {QStringLiteral("automotive"),
                QStringLiteral("Automobile manufacturers"),
                QStringLiteral("consumer_discretionary"),
                QStringLiteral("Auto & Truck"),
                {}};
    }

    void add(const QString &id, const QString &name, double revenue)
    {
        Company company;
        company.id = id;
        company.name = name;
        company.sector = QStringLiteral("consumer_discretionary");
        company.sectorSource = QStringLiteral("ours");
        company.industry = QStringLiteral("automotive");
        m_companies.append(company);
        for (int year = 2020; year <= 2023; ++year) {
            const double scale = 1 + 0.1 * (year - 2020);
            addFact(id, "Revenues", year, revenue * scale, true);
            addFact(id, "CostOfRevenue", year, revenue * 0.8 * scale, true);
            addFact(id, "GrossProfit", year, revenue * 0.2 * scale, true);
            addFact(id, "OperatingIncomeLoss", year, revenue * 0.08 * scale, true);
            addFact(id, "NetIncomeLoss", year, revenue * 0.05 * scale, true);
            addFact(id, "Assets", year, revenue * 1.5, false);
            addFact(id, "AssetsCurrent", year, revenue * 0.5, false);
            addFact(id, "LiabilitiesCurrent", year, revenue * 0.4, false);
            addFact(id, "Liabilities", year, revenue * 0.9, false);
            addFact(id, "StockholdersEquity", year, revenue * 0.6, false);
        }
    }

    void addFact(const QString &companyId, const char *tag, int year, double value, bool isDuration)
    {
        Fact fact;
        fact.companyId = companyId;
        fact.taxonomy = QStringLiteral("us-gaap");
        fact.tag = QString::fromLatin1(tag);
        fact.unit = QStringLiteral("USD");
        if (isDuration)
            fact.start = QDate(year, 1, 1);
        fact.end = QDate(year, 12, 31);
        fact.latest = {value,
                       QStringLiteral("0000-%1").arg(year),
                       QStringLiteral("10-K"),
                       QDate(year + 1, 2, 1),
                       year,
                       QStringLiteral("FY")};
        fact.source = QStringLiteral("test");
        fact.id = factId(companyId, fact.taxonomy, fact.tag, fact.unit, fact.start, fact.end);
        m_facts[companyId].append(fact);
    }

    QList<Company> m_companies;
    QHash<QString, QList<Fact>> m_facts;
};

} // namespace consultantos::test
