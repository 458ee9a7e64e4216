// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/asking/question_items.h"

#include "analysis/asking/company_mention.h"

#include <QHash>

namespace consultantos {

namespace {

using Kind = QuestionItem::Kind;

Kind kindOfSign(const QString &sign)
{
    static const QHash<QString, Kind> Kinds{
        {QStringLiteral("+"), Kind::Plus},   {QStringLiteral("-"), Kind::Minus}, {QStringLiteral("*"), Kind::Times},
        {QStringLiteral("/"), Kind::Divide}, {QStringLiteral("^"), Kind::Power}, {QStringLiteral("("), Kind::Open},
        {QStringLiteral(")"), Kind::Close},  {QStringLiteral(","), Kind::Comma}, {QStringLiteral("."), Kind::End},
        {QStringLiteral("?"), Kind::End},    {QStringLiteral("!"), Kind::End},   {QStringLiteral(";"), Kind::End}};
    return Kinds.value(sign, Kind::Unknown);
}

Kind kindOfCue(const QString &cue)
{
    static const QHash<QString, Kind> Kinds{{QStringLiteral("ignored"), Kind::Remark},
                                            {QStringLiteral("plus"), Kind::Plus},
                                            {QStringLiteral("minus"), Kind::Minus},
                                            {QStringLiteral("without"), Kind::Without},
                                            {QStringLiteral("times"), Kind::Times},
                                            {QStringLiteral("divide"), Kind::Divide},
                                            {QStringLiteral("share_of"), Kind::ShareOf},
                                            {QStringLiteral("part_before"), Kind::PartBefore},
                                            {QStringLiteral("margin"), Kind::Margin},
                                            {QStringLiteral("average"), Kind::Average},
                                            {QStringLiteral("change"), Kind::Change},
                                            {QStringLiteral("growth"), Kind::Growth},
                                            {QStringLiteral("cagr"), Kind::Cagr},
                                            {QStringLiteral("sum"), Kind::Sum},
                                            {QStringLiteral("ratio"), Kind::Ratio},
                                            {QStringLiteral("difference"), Kind::Difference},
                                            {QStringLiteral("opening"), Kind::Opening},
                                            {QStringLiteral("closing"), Kind::Closing},
                                            {QStringLiteral("between"), Kind::Between},
                                            {QStringLiteral("from"), Kind::From},
                                            {QStringLiteral("to"), Kind::To},
                                            {QStringLiteral("and"), Kind::And},
                                            {QStringLiteral("of"), Kind::Of}};
    return Kinds.value(cue, Kind::Unknown);
}

QString writtenAt(const QList<QuestionToken> &tokens, qsizetype place, qsizetype length)
{
    QStringList words;
    for (auto i = place; i < place + length && i < tokens.size(); ++i)
        words.append(tokens[i].written);
    return words.join(QLatin1Char(' '));
}

class ItemReader {
public:
    ItemReader(const QList<QuestionToken> &tokens, const PhraseScope &scope)
        : m_tokens(tokens)
        , m_scope(scope)
    {
    }

    QList<QuestionItem> run()
    {
        while (m_at < m_tokens.size()) {
            auto item = next();
            if (item.item.kind == Kind::PartBefore && !m_items.isEmpty() && m_items.last().kind == Kind::Term)
                item = behindTerm(item);
            item.item.written = writtenAt(m_tokens, m_at, item.length);
            m_items.append(item.item);
            m_at += item.length;
        }
        joinPeriods();
        return m_items;
    }

private:
    struct Read {
        QuestionItem item;
        qsizetype length = 1;
    };

    [[nodiscard]] Read next() const
    {
        const auto phrase = m_scope.longestAt(m_tokens, m_at);
        // "current year" is a period and "current assets" a term; a phrase as long as a period is the term.
        if (const auto period = periodAt(m_tokens, m_at); period && (!phrase || phrase->length < period->length))
            return {.item = periods(period->period), .length = period->length};
        if (const auto count = yearCountAt(m_tokens, m_at))
            return {.item = number(Kind::YearCount, *count), .length = 2};
        if (phrase && !isLoneX(*phrase))
            return {.item = meant(phrase->meaning), .length = phrase->length};
        const auto &token = m_tokens[m_at];
        if (token.kind == QuestionToken::Kind::Number)
            return {.item = number(Kind::Number, token.number), .length = 1};
        QuestionItem item;
        item.kind = token.kind == QuestionToken::Kind::Sign ? kindOfSign(token.text)
                    : token.isWord(QLatin1String("over"))   ? overAt()
                                                            : Kind::Unknown;
        item.isPossessive = token.isPossessive;
        item.isCompany = isMaskedCompany(token);
        return {.item = item, .length = 1};
    }

    /// "R&D % of revenue" is a share, "gross margin % of Acme" is not.
    [[nodiscard]] Read behindTerm(Read part) const
    {
        static const QStringList Silent{QStringLiteral("the"), QStringLiteral("it"), QStringLiteral("its"),
                                        QStringLiteral("total")};
        auto place = m_at + part.length;
        while (place < m_tokens.size() && (Silent.contains(m_tokens[place].text) || m_tokens[place].isPossessive))
            ++place;
        const auto phrase = place < m_tokens.size() ? m_scope.longestAt(m_tokens, place) : std::nullopt;
        if (phrase && phrase->meaning.isTerm()) {
            part.item.kind = Kind::ShareOf;
        } else if (part.length > 1) {
            part.item.kind = Kind::Remark;
            part.length = 1;
        }
        return part;
    }

    /// "365 x inventory" multiplies; "for X" names something.
    [[nodiscard]] bool isLoneX(const PhraseIndex::Match &phrase) const
    {
        const auto next = m_at + 1;
        if (!m_tokens[m_at].isWord(QLatin1String("x")) || phrase.length > 1 || next >= m_tokens.size())
            return m_tokens[m_at].isWord(QLatin1String("x")) && phrase.length == 1;
        if (m_tokens[next].isSign('(') || m_tokens[next].kind == QuestionToken::Kind::Number)
            return false;
        const auto following = m_scope.longestAt(m_tokens, next);
        return !following || !following->meaning.isTerm();
    }

    /// "assets over equity" divides, "over the last years" does not: it does where a term or bracket follows at once.
    [[nodiscard]] Kind overAt() const
    {
        auto place = m_at + 1;
        while (place < m_tokens.size() && m_tokens[place].isWord(QLatin1String("the")))
            ++place;
        if (place >= m_tokens.size())
            return Kind::Unknown;
        if (m_tokens[place].isSign('('))
            return Kind::Divide;
        const auto phrase = m_scope.longestAt(m_tokens, place);
        return phrase && (phrase->meaning.isTerm() || phrase->meaning.isCue(QLatin1String("average"))) ? Kind::Divide
                                                                                                       : Kind::Unknown;
    }

    static QuestionItem periods(const PeriodReference &period)
    {
        QuestionItem item;
        item.kind = Kind::Periods;
        item.periods = {period};
        return item;
    }

    static QuestionItem number(Kind kind, double value)
    {
        QuestionItem item;
        item.kind = kind;
        item.number = value;
        return item;
    }

    static QuestionItem meant(const PhraseMeaning &meaning)
    {
        QuestionItem item;
        item.kind = meaning.isTerm() ? Kind::Term : kindOfCue(meaning.id);
        item.term = meaning;
        return item;
    }

    /// "FY2017 - FY2019", "between FY2016 and FY2017", "FY2016, FY2017 and FY2018" become one item each.
    void joinPeriods()
    {
        QList<QuestionItem> joined;
        for (const auto &item : std::as_const(m_items)) {
            // "FY2018, FY2019, and FY2020"
            if (item.kind == Kind::Periods && joined.size() >= 3 && joined.last().kind == Kind::And
                && joined[joined.size() - 2].kind == Kind::Comma)
                joined.removeLast();
            if (item.kind == Kind::Periods && joined.size() >= 2 && joined[joined.size() - 2].kind == Kind::Periods
                && joinsPeriods(joined.last())) {
                const auto link = joined.takeLast();
                auto &whole = joined.last();
                whole.isSpan =
                    whole.isSpan || (whole.periods.size() == 1 && link.kind != Kind::And && link.kind != Kind::Comma);
                whole.periods += item.periods;
                whole.written += QLatin1Char(' ') + link.written + QLatin1Char(' ') + item.written;
            } else {
                joined.append(item);
            }
        }
        m_items = joined;
    }

    static bool joinsPeriods(const QuestionItem &link)
    {
        static const QStringList Words{QStringLiteral("through"), QStringLiteral("until"), QStringLiteral("till"),
                                       QStringLiteral("thru")};
        return link.kind == Kind::Minus || link.kind == Kind::To || link.kind == Kind::And || link.kind == Kind::Comma
               || Words.contains(link.written.toLower());
    }

    const QList<QuestionToken> &m_tokens;
    const PhraseScope &m_scope;
    qsizetype m_at = 0;
    QList<QuestionItem> m_items;
};

} // namespace

std::optional<PhraseIndex::Match> PhraseScope::longestAt(const QList<QuestionToken> &tokens, qsizetype place) const
{
    std::optional<PhraseIndex::Match> best;
    for (const auto *index : {own, shared, rows}) {
        const auto match = index ? index->longestAt(tokens, place) : std::nullopt;
        if (match && (!best || match->length > best->length))
            best = match;
    }
    return best;
}

QList<QuestionItem> questionItems(const QList<QuestionToken> &tokens, const PhraseScope &scope)
{
    return ItemReader(tokens, scope).run();
}

} // namespace consultantos
