// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/asking/question_reader.h"

#include "analysis/asking/asked_definitions.h"
#include "analysis/asking/clause_reader.h"
#include "analysis/asking/company_mention.h"
#include "analysis/asking/expression_grammar.h"
#include "analysis/asking/part_mentions.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {

namespace {

using Tokens = QList<QuestionToken>;

bool holdsTerm(const QList<QuestionItem> &items)
{
    return std::any_of(items.cbegin(), items.cend(),
                       [](const QuestionItem &item) { return item.kind == QuestionItem::Kind::Term; });
}

bool holdsDefinition(const QList<QuestionItem> &items)
{
    return std::any_of(items.cbegin(), items.cend(), [](const QuestionItem &item) {
        return item.kind == QuestionItem::Kind::Term && item.term.kind == PhraseMeaning::Kind::Definition;
    });
}

/// "If restructuring costs are not outlined, state 0."
bool asksForZero(const Tokens &tokens)
{
    static const QStringList Verbs{QStringLiteral("state"),  QStringLiteral("answer"), QStringLiteral("say"),
                                   QStringLiteral("return"), QStringLiteral("report"), QStringLiteral("give"),
                                   QStringLiteral("write"),  QStringLiteral("enter")};
    for (qsizetype i = 0; i + 1 < tokens.size(); ++i) {
        const auto &number = tokens[i + 1];
        const bool isZero =
            number.isWord(QLatin1String("zero")) || (number.kind == QuestionToken::Kind::Number && number.number == 0);
        if (isZero && Verbs.contains(tokens[i].text))
            return true;
    }
    return false;
}

/// The definitions that `expression` rests on are struck from `unused`.
void strikeUsed(const AskedExpressionPtr &expression, QList<qsizetype> &unused)
{
    if (!expression)
        return;
    if (expression->kind == AskedExpression::Kind::Term && expression->term.kind == PhraseMeaning::Kind::Definition)
        unused.removeAll(expression->term.id.toLongLong());
    for (const auto &part : expression->parts)
        strikeUsed(part, unused);
}

/// A question taken apart, while it is read.
class Reading {
public:
    Reading(const Vocabulary &vocabulary, const QString &question, const Company &company, const QStringList &rows)
        : m_vocabulary(vocabulary)
        , m_company(company)
        , m_all(questionTokens(question))
        , m_split(splitDefinitions(withCompanyMasked(m_all, company)))
    {
        nameRows(rows);
    }

    AskedQuestion run()
    {
        m_question.format = AskedFormat::of(m_all);
        m_question.searchWords = searchWords();
        m_question.wantsZero = asksForZero(m_all);
        readDefinitions();
        const auto own = scopeIndex(-1);
        const PhraseScope scope{&own, &m_vocabulary.phrases(), &m_rowNames};
        takeAveraging(scope);
        auto clauses = clausesOf(m_split.rest);
        Tokens before;
        const auto chosen = chosenClause(clauses, scope, before);
        auto elsewhere = before;
        const auto &clause = chosen < 0 ? m_split.rest : clauses[chosen];
        m_question.isAboutFuture = m_vocabulary.mentions(QLatin1String("future"), clause);
        m_question.wantsAdjusted = m_vocabulary.mentions(QLatin1String("adjusted"), clause);
        const bool isText = mentionsText(clause);
        if (isText || (chosen < 0 && m_question.definitions.isEmpty())) {
            m_question.kind = AskedQuestion::Kind::Text;
            return m_question;
        }
        for (qsizetype i = 0; i < clauses.size(); ++i) {
            if (i != chosen)
                elsewhere += clauses[i];
        }
        ClauseReader reader(m_vocabulary, scope, clause, questionItems(elsewhere, scope));
        reader.readInto(m_question);
        readMentions(before, clause, scope);
        preferDefinition(clause, scope);
        refuseShareOfNothing();
        return m_question;
    }

private:
    /// Definitions but `except`, under the names that they give themselves.
    [[nodiscard]] PhraseIndex scopeIndex(qsizetype except) const
    {
        PhraseIndex own;
        for (qsizetype i = 0; i < m_split.definitions.size(); ++i) {
            if (i == except)
                continue;
            const PhraseMeaning meaning{PhraseMeaning::Kind::Definition, QString::number(i)};
            for (const auto &phrase : m_split.definitions[i].phrases)
                own.add(phrase, meaning);
        }
        return own;
    }

    /// Labels of plain words alone ("Total", "Other items") name nothing.
    void nameRows(const QStringList &rows)
    {
        const auto *neutral = m_vocabulary.cue(QLatin1String("neutral"));
        for (qsizetype i = 0; i < rows.size(); ++i) {
            const auto tokens = questionTokens(rows[i]);
            bool isName = false;
            for (qsizetype place = 0; place < tokens.size(); ++place)
                isName = isName
                         || (tokens[place].kind == QuestionToken::Kind::Word && tokens[place].text.size() > 2
                             && !(neutral && neutral->longestAt(tokens, place)));
            if (isName)
                m_rowNames.add(foldedPhrase(rows[i]), {PhraseMeaning::Kind::Row, QString::number(i)});
        }
    }

    [[nodiscard]] std::optional<PhraseMeaning> knownAs(const GivenDefinition &given) const
    {
        for (const auto &phrase : given.phrases) {
            const auto tokens = questionTokens(phrase.join(QLatin1Char(' ')));
            const auto match = tokens.isEmpty() ? std::nullopt : m_vocabulary.phrases().longestAt(tokens, 0);
            if (match && match->length == tokens.size() && match->meaning.isTerm())
                return match->meaning;
        }
        return std::nullopt;
    }

    void readDefinitions()
    {
        for (qsizetype i = 0; i < m_split.definitions.size(); ++i) {
            const auto &given = m_split.definitions[i];
            const auto own = scopeIndex(i);
            const PhraseScope scope{&own, &m_vocabulary.phrases(), &m_rowNames};
            ExpressionGrammar grammar(withoutRemarks(questionItems(given.body, scope)),
                                      m_vocabulary.cue(QLatin1String("neutral")));
            AskedDefinition definition{given.name, nullptr, {}, knownAs(given)};
            const auto expression = grammar.read();
            if (!expression)
                definition.trouble = expression.error().message;
            else if (const auto words = grammar.unexplained(); !words.isEmpty())
                definition.trouble =
                    QCoreApplication::translate("Ask", "\"%1\" is not known there").arg(words.join(QLatin1Char(' ')));
            else
                definition.expression = *expression;
            m_question.definitions.append(definition);
        }
    }

    /// Names and phrases that nothing explains join the words before the term.
    void readMentions(const Tokens &before, const Tokens &clause, const PhraseScope &scope)
    {
        auto &words = m_question.qualifiers;
        for (const auto &mention : partMentions(questionItems(before, scope), m_vocabulary)
                                       + partMentions(questionItems(clause, scope), m_vocabulary)) {
            if (mention.isName && beginsNameOf(m_company, mention.words))
                continue;
            if (mention.isName && m_question.companyWords.isEmpty() && !isRegistered(m_company))
                m_question.companyWords = mention.words;
            for (const auto &word : mention.words) {
                if (!words.contains(word))
                    words.append(word);
            }
        }
        m_question.partKind = takePartKind(words, m_vocabulary);
    }

    void refuseShareOfNothing()
    {
        if (m_question.kind != AskedQuestion::Kind::Figure || !m_question.wantsShare
            || !m_question.qualifiers.isEmpty())
            return;
        m_question.kind = AskedQuestion::Kind::Unclear;
        m_question.trouble = QCoreApplication::translate("Ask", "whose share is asked for is not clear");
    }

    /// Where the question names what it defines by another name than the definition does, the definition stands.
    void preferDefinition(const Tokens &clause, const PhraseScope &scope)
    {
        if (m_question.definitions.isEmpty() || m_question.kind == AskedQuestion::Kind::Text
            || holdsDefinition(questionItems(clause, scope)))
            return;
        QList<qsizetype> unused;
        for (qsizetype i = 0; i < m_question.definitions.size(); ++i)
            unused.append(i);
        for (const auto &definition : std::as_const(m_question.definitions))
            strikeUsed(definition.expression, unused);
        if (unused.isEmpty())
            return;
        const auto term = AskedExpression::ofTerm({PhraseMeaning::Kind::Definition, QString::number(unused.first())});
        const bool isOverTime = m_question.expression && m_question.expression->parts.size() == 1;
        if (isOverTime) {
            auto whole = std::make_shared<AskedExpression>(*m_question.expression);
            whole->parts = {term};
            m_question.expression = whole;
        } else {
            m_question.expression = term;
        }
        m_question.qualifiers.clear();
        if (m_question.kind == AskedQuestion::Kind::Unclear)
            m_question.kind = AskedQuestion::Kind::Figure;
    }

    /// "…, use the average of FY2017 and FY2018", "using average equity": taken out of the question up to the clause's end.
    void takeAveraging(const PhraseScope &scope)
    {
        auto &tokens = m_split.rest;
        for (qsizetype i = 0; i < tokens.size(); ++i) {
            auto at = i + m_vocabulary.cueAt(QLatin1String("use"), tokens, i);
            if (at == i)
                continue;
            while (at < tokens.size()
                   && (tokens[at].isWord(QLatin1String("the")) || tokens[at].isWord(QLatin1String("an"))))
                ++at;
            if (at >= tokens.size() || !tokens[at].isWord(QLatin1String("average")))
                continue;
            auto end = at;
            while (end < tokens.size() && !isClauseBorder(tokens[end]))
                ++end;
            readAveraging(questionItems(tokens.mid(at + 1, end - at - 1), scope));
            tokens.remove(i, end - i);
            return;
        }
    }

    void readAveraging(const QList<QuestionItem> &items)
    {
        auto &averaging = m_question.averaging;
        averaging.isWanted = true;
        for (const auto &item : items) {
            if (item.kind == QuestionItem::Kind::Term)
                averaging.terms.append(item.term);
            if (item.kind != QuestionItem::Kind::Periods || item.periods.size() < 2)
                continue;
            averaging.periods = item.periods;
            averaging.isSpan = item.isSpan;
            m_question.period = item.periods.last();
        }
    }

    static bool isClauseBorder(const QuestionToken &token)
    {
        return token.isSign('.') || token.isSign('?') || token.isSign('!') || token.isSign(';') || token.isSign(':');
    }

    static QList<Tokens> clausesOf(const Tokens &tokens)
    {
        QList<Tokens> clauses{Tokens()};
        for (const auto &token : tokens) {
            if (isClauseBorder(token))
                clauses.append(Tokens());
            else
                clauses.last().append(token);
        }
        clauses.removeIf([](const Tokens &clause) { return clause.isEmpty(); });
        return clauses;
    }

    /// The clause that asks: the first with a question's word and a term, from that word on; else the first with a term.
    /// A clause that asks for text stands only where none asks for a figure.
    /// The place of the clause, whose tokens are cut to it (the rest goes to `before`); −1 if none has a term.
    [[nodiscard]] qsizetype chosenClause(QList<Tokens> &clauses, const PhraseScope &scope, Tokens &before) const
    {
        qsizetype withTerm = -1;
        qsizetype withText = -1;
        for (qsizetype i = 0; i < clauses.size(); ++i) {
            const auto items = withoutRemarks(questionItems(clauses[i], scope));
            if (!holdsTerm(items) && !m_vocabulary.mentions(QLatin1String("segment"), clauses[i])) {
                if (withTerm < 0 && withText < 0 && mentionsText(clauses[i]))
                    withText = i;
                continue;
            }
            const auto begin = askingWord(clauses[i], scope);
            if (begin >= 0) {
                before = clauses[i].mid(0, begin);
                clauses[i] = clauses[i].mid(begin);
                return i;
            }
            withTerm = withTerm < 0 ? i : withTerm;
        }
        return withText >= 0 ? withText : withTerm;
    }

    /// "Who …?" asks for text, "an analyst who has only …" doesn't.
    [[nodiscard]] bool mentionsText(const Tokens &clause) const
    {
        return (!clause.isEmpty() && clause.first().isWord(QLatin1String("who")))
               || m_vocabulary.mentions(QLatin1String("text"), clause);
    }

    /// The last word that begins a question and has a term behind it; −1 if there is none.
    [[nodiscard]] qsizetype askingWord(const Tokens &clause, const PhraseScope &scope) const
    {
        static const QStringList Words{QStringLiteral("what"), QStringLiteral("how"), QStringLiteral("which")};
        static const QStringList Verbs{QStringLiteral("did"),  QStringLiteral("doe"), QStringLiteral("do"),
                                       QStringLiteral("is"),   QStringLiteral("are"), QStringLiteral("was"),
                                       QStringLiteral("were"), QStringLiteral("ha"),  QStringLiteral("has"),
                                       QStringLiteral("have"), QStringLiteral("had")};
        qsizetype found = -1;
        for (qsizetype i = 0; i < clause.size(); ++i) {
            const bool begins = i == 0 || clause[i - 1].isSign(',');
            const bool asks = Words.contains(clause[i].text) || (begins && Verbs.contains(clause[i].text));
            if (asks && holdsTerm(withoutRemarks(questionItems(clause.mid(i), scope))))
                found = found >= 0 && Words.contains(clause[found].text) && !begins ? found : i;
        }
        return found;
    }

    /// What a passage must speak of: neither the company, of which all of them are, nor the words that frame the question.
    [[nodiscard]] QStringList searchWords() const
    {
        const auto named = withCompanyMasked(m_all, m_company);
        const auto words = contentWords(named, {"neutral", "frames"});
        return words.isEmpty() ? contentWords(m_all, {"neutral"}) : words;
    }

    [[nodiscard]] QStringList contentWords(const Tokens &tokens, std::initializer_list<const char *> left) const
    {
        QStringList words;
        const auto isLeft = [&](qsizetype i) {
            return std::any_of(left.begin(), left.end(), [&](const char *name) {
                const auto *cue = m_vocabulary.cue(QLatin1String(name));
                return cue && cue->longestAt(tokens, i);
            });
        };
        for (qsizetype i = 0; i < tokens.size(); ++i) {
            const auto &token = tokens[i];
            const bool isContent = token.kind == QuestionToken::Kind::Word && token.text.size() > 2
                                   && !isMaskedCompany(token) && !isLeft(i) && !periodAt(tokens, i);
            if (isContent && !words.contains(token.written, Qt::CaseInsensitive))
                words.append(token.written);
        }
        return words;
    }

    const Vocabulary &m_vocabulary;
    const Company &m_company;
    const Tokens m_all;
    SplitQuestion m_split;
    PhraseIndex m_rowNames;
    AskedQuestion m_question;
};

} // namespace

QuestionReader::QuestionReader(const Vocabulary &vocabulary)
    : m_vocabulary(vocabulary)
{
}

AskedQuestion QuestionReader::read(const QString &question, const Company &company, const QStringList &rows) const
{
    if (question.size() > LongestQuestion) {
        AskedQuestion refused;
        refused.trouble = QCoreApplication::translate("Ask", "it is longer than %1 characters").arg(LongestQuestion);
        return refused;
    }
    return Reading(m_vocabulary, question, company, rows).run();
}

} // namespace consultantos
