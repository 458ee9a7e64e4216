// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/asking/company_mention.h"

#include <algorithm>

namespace consultantos {

namespace {

/// No word of a question has an apostrophe in it, so none is taken for a mask.
const QString MaskedName = QStringLiteral("company's");

const QStringList &legalForms()
{
    static const QStringList Words{
        QStringLiteral("inc"), QStringLiteral("incorporated"), QStringLiteral("corp"),    QStringLiteral("corporation"),
        QStringLiteral("co"),  QStringLiteral("company"),      QStringLiteral("ltd"),     QStringLiteral("limited"),
        QStringLiteral("plc"), QStringLiteral("llc"),          QStringLiteral("lp"),      QStringLiteral("sa"),
        QStringLiteral("se"),  QStringLiteral("ag"),           QStringLiteral("nv"),      QStringLiteral("com"),
        QStringLiteral("de"),  QStringLiteral("new"),          QStringLiteral("holding"), QStringLiteral("group"),
        QStringLiteral("the"), QStringLiteral("and")};
    return Words;
}

/// The words of a name, and those left without its legal form.
QList<QStringList> phrasesOf(const QString &name)
{
    const auto full = foldedPhrase(name);
    auto shorter = full;
    while (shorter.size() > 1 && legalForms().contains(shorter.last()))
        shorter.removeLast();
    while (shorter.size() > 1 && legalForms().contains(shorter.first()))
        shorter.removeFirst();
    QList<QStringList> phrases{full};
    if (shorter != full)
        phrases.append(shorter);
    phrases.removeAll(QStringList());
    return phrases;
}

QList<QStringList> namesOf(const Company &company)
{
    auto names = phrasesOf(company.name) + phrasesOf(company.legalName);
    for (const auto &alias : company.aliases)
        names += phrasesOf(alias);
    // Longest first: "General Motors Company" before "General Motors".
    std::stable_sort(names.begin(), names.end(),
                     [](const QStringList &left, const QStringList &right) { return left.size() > right.size(); });
    return names;
}

QList<QuestionToken> wordsOf(const QList<QuestionToken> &tokens, qsizetype place, qsizetype count)
{
    QList<QuestionToken> words;
    for (auto i = place; i < tokens.size() && words.size() < count; ++i) {
        // "Amazon.com" and "Coca-Cola" may be written with or without their sign.
        if (tokens[i].kind != QuestionToken::Kind::Sign)
            words.append(tokens[i]);
    }
    return words;
}

bool isCapital(const QuestionToken &token)
{
    return !token.written.isEmpty() && !token.written[0].isLower();
}

/// How many tokens a mention at `place` takes; 0 if none stands there.
qsizetype mentionAt(const QList<QuestionToken> &tokens, qsizetype place, const QList<QStringList> &names,
                    const QString &ticker)
{
    if (tokens[place].kind == QuestionToken::Kind::Sign)
        return 0;
    for (const auto &name : names) {
        const auto words = wordsOf(tokens, place, name.size());
        if (words.size() != name.size())
            continue;
        bool fits = name.size() > 1 || isCapital(words.first());
        for (qsizetype i = 0; i < name.size() && fits; ++i)
            fits = words[i].text == name[i];
        if (!fits)
            continue;
        qsizetype taken = 0;
        for (qsizetype seen = 0; seen < name.size(); ++taken)
            seen += tokens[place + taken].kind == QuestionToken::Kind::Sign ? 0 : 1;
        return taken;
    }
    constexpr qsizetype ShortestTicker = 2;
    return ticker.size() >= ShortestTicker && tokens[place].written == ticker ? 1 : 0;
}

} // namespace

QList<QStringList> companyPhrases(const Company &company)
{
    return namesOf(company);
}

bool isRegistered(const Company &company)
{
    return !company.id.isEmpty()
           && std::all_of(company.id.cbegin(), company.id.cend(), [](QChar c) { return c.isDigit(); });
}

bool beginsNameOf(const Company &company, const QStringList &words)
{
    const auto folded = foldedPhrase(words.join(QLatin1Char(' ')));
    const auto names = namesOf(company);
    return std::any_of(names.cbegin(), names.cend(),
                       [&folded](const QStringList &name) { return name.mid(0, folded.size()) == folded; });
}

bool isMaskedCompany(const QuestionToken &token)
{
    return token.text == MaskedName;
}

std::optional<Company> companyMentioned(const QString &text, const QList<Company> &known)
{
    const auto tokens = questionTokens(text);
    std::optional<Company> best;
    qsizetype longest = 0;
    for (const auto &company : known) {
        const auto names = namesOf(company);
        for (qsizetype place = 0; place < tokens.size(); ++place) {
            const auto length = mentionAt(tokens, place, names, company.ticker);
            if (length > longest) {
                best = company;
                longest = length;
            }
        }
    }
    return best;
}

QList<QuestionToken> withCompanyMasked(const QList<QuestionToken> &tokens, const Company &company)
{
    const auto names = namesOf(company);
    QList<QuestionToken> masked;
    for (qsizetype place = 0; place < tokens.size();) {
        const auto length = mentionAt(tokens, place, names, company.ticker);
        if (length == 0) {
            masked.append(tokens[place++]);
            continue;
        }
        auto name = tokens[place];
        name.kind = QuestionToken::Kind::Word;
        name.text = MaskedName;
        name.isPossessive = true;
        masked.append(name);
        place += length;
    }
    return masked;
}

} // namespace consultantos
