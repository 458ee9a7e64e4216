// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/semantic/prompt_names.h"

#include <algorithm>

namespace consultantos {

namespace {

/// Legal forms and articles at the ends of a name aren't needed to recognise it.
QStringList bareWords(QStringList words)
{
    static const QSet<QString> forms{QStringLiteral("inc"),        QStringLiteral("corp"), QStringLiteral("co"),
                                     QStringLiteral("company"),    QStringLiteral("plc"),  QStringLiteral("ltd"),
                                     QStringLiteral("corporation")};
    if (words.size() > 1 && words.first() == QLatin1String("the"))
        words.removeFirst();
    while (words.size() > 1 && forms.contains(words.last()))
        words.removeLast();
    return words;
}

} // namespace

PromptNames::PromptNames(const QList<Company> &companies, const SemanticWords &words)
{
    for (const auto &company : companies) {
        if (!company.ticker.isEmpty())
            m_tickers.insert(company.ticker.toLower(), company.id);
        for (const auto &text : QStringList{company.name, company.legalName} + company.aliases) {
            QStringList parts;
            for (const auto &token : promptTokens(text, words))
                parts.append(token.word);
            for (const auto &name : {parts, bareWords(parts)}) {
                if (!name.isEmpty())
                    m_names[name.first()].append({name, company.id});
            }
        }
    }
    for (auto &names : m_names)
        std::stable_sort(names.begin(), names.end(),
                         [](const Name &a, const Name &b) { return a.words.size() > b.words.size(); });
}

std::optional<PromptNames::Match> PromptNames::at(const QList<PromptToken> &tokens, qsizetype place) const
{
    const auto isWord = [](const QString &word, const PromptToken &token) { return word == token.word; };
    const auto &first = tokens[place];
    if (const auto found = m_names.constFind(first.word); found != m_names.cend()) {
        for (const auto &name : *found) {
            if (place + name.words.size() <= tokens.size()
                && std::equal(name.words.cbegin(), name.words.cend(), tokens.cbegin() + place, isWord))
                return Match{name.id, name.words.size()};
        }
    }
    // "Teslas Umsatz"
    if (first.isCapitalised && first.word.endsWith(QLatin1Char('s'))) {
        for (const auto &name : m_names.value(first.word.chopped(1))) {
            if (name.words.size() == 1)
                return Match{name.id, 1};
        }
    }
    const auto ticker = first.isAllCapitals ? m_tickers.constFind(first.word) : m_tickers.cend();
    return ticker == m_tickers.cend() ? std::nullopt : std::optional(Match{*ticker, 1});
}

} // namespace consultantos
