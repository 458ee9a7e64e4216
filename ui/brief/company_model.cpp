// SPDX-License-Identifier: GPL-3.0-or-later
#include "brief/company_model.h"

#include <QRegularExpression>

#include <algorithm>

namespace consultantos {

void CompanyModel::setCompanies(const QList<Company> &companies)
{
    beginResetModel();
    m_companies = companies;
    std::stable_sort(m_companies.begin(), m_companies.end(), [](const Company &left, const Company &right) {
        return left.name.compare(right.name, Qt::CaseInsensitive) < 0;
    });
    endResetModel();
}

std::optional<Company> CompanyModel::find(const QString &text) const
{
    const auto wanted = text.trimmed();
    const auto isWanted = [&wanted](const QString &name) { return name.compare(wanted, Qt::CaseInsensitive) == 0; };
    for (const auto &company : m_companies) {
        if (!wanted.isEmpty()
            && (isWanted(company.name) || isWanted(company.legalName) || isWanted(company.ticker)
                || isWanted(company.id) || std::any_of(company.aliases.begin(), company.aliases.end(), isWanted)))
            return company;
    }
    return std::nullopt;
}

std::optional<Company> CompanyModel::namedIn(const QString &text) const
{
    constexpr qsizetype Shortest = 3; // fewer letters are a word by chance
    std::optional<Company> found;
    qsizetype longest = 0;
    for (const auto &company : m_companies) {
        for (const auto &name : QStringList{company.name, company.legalName} + company.aliases) {
            if (name.size() < std::max(Shortest, longest + 1))
                continue;
            // The plain look first: of hundreds of companies hardly any is there.
            if (!text.contains(name, Qt::CaseInsensitive))
                continue;
            const QRegularExpression words(
                QStringLiteral("(?<![\\p{L}\\p{N}])%1(?![\\p{L}\\p{N}])").arg(QRegularExpression::escape(name)),
                QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
            if (!words.match(text).hasMatch())
                continue;
            longest = name.size();
            found = company;
        }
    }
    return found;
}

int CompanyModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_companies.size());
}

QVariant CompanyModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &company = m_companies[index.row()];
    if (role == Qt::EditRole)
        return company.name;
    if (role == Qt::DisplayRole)
        return company.ticker.isEmpty() ? company.name : QStringLiteral("%1 (%2)").arg(company.name, company.ticker);
    if (role == Qt::ToolTipRole)
        return company.legalName;
    return {};
}

} // namespace consultantos
