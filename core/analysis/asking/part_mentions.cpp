// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/asking/part_mentions.h"

#include <algorithm>

namespace consultantos {

namespace {

using Kind = QuestionItem::Kind;
using Tokens = QList<QuestionToken>;

bool isCapital(const QString &written)
{
    return !written.isEmpty() && written[0].isUpper();
}

bool isShouted(const QList<QuestionItem> &items)
{
    return std::none_of(items.cbegin(), items.cend(), [](const QuestionItem &item) {
        return std::any_of(item.written.cbegin(), item.written.cend(), [](QChar c) { return c.isLower(); });
    });
}

/// "CCC" behind "cash conversion cycle": its letters stand in the words before it in this order.
bool abbreviates(const QString &letters, const QString &words)
{
    qsizetype at = 0;
    for (const auto letter : letters) {
        at = words.indexOf(letter, at, Qt::CaseInsensitive);
        if (at < 0)
            return false;
        ++at;
    }
    return letters.size() > 1 && letters == letters.toUpper();
}

class MentionReader {
public:
    MentionReader(const QList<QuestionItem> &items, const Vocabulary &vocabulary)
        : m_items(items)
        , m_vocabulary(vocabulary)
        , m_isShouted(isShouted(items))
    {
    }

    QList<PartMention> run()
    {
        for (qsizetype i = 0; i < m_items.size();) {
            if (m_items[i].kind == Kind::Remark && i > 0 && m_items[i - 1].kind == Kind::Open)
                i = behindBracket(i); // "(formerly known as Square)"
            else if (m_items[i].kind == Kind::Unknown)
                i = readRun(i);
            else
                follow(i++);
        }
        return m_mentions;
    }

private:
    void follow(qsizetype place)
    {
        const auto kind = m_items[place].kind;
        // "sales to distributors", unlike "compared to the plan".
        const bool isToOfTerm = kind == Kind::To && place > 0 && m_items[place - 1].kind == Kind::Term;
        if (kind == Kind::Of || kind == Kind::From || isToOfTerm)
            m_isBehindPreposition = true;
        else if (kind != Kind::And)
            m_isBehindPreposition = false;
    }

    [[nodiscard]] qsizetype behindBracket(qsizetype place) const
    {
        while (place < m_items.size() && m_items[place].kind != Kind::Close)
            ++place;
        return place;
    }

    /// Words without a meaning that stand together, up to the next item that has one.
    qsizetype readRun(qsizetype begin)
    {
        auto end = begin;
        QStringList written;
        while (end < m_items.size() && m_items[end].kind == Kind::Unknown)
            written.append(m_items[end++].written);
        const auto tokens = questionTokens(written.join(QLatin1Char(' ')));
        // "the automotive segment's margin": what stands before the kind of part names it.
        const bool namesPart = hasNamedPart(tokens);
        PartMention mention;
        qsizetype explainedTo = 0;
        for (qsizetype i = 0; i < tokens.size(); ++i) {
            explainedTo = std::max(explainedTo, i + explainedAt(tokens, i));
            const auto place = std::min(begin + i, end - 1);
            const bool isWord =
                tokens[i].kind == QuestionToken::Kind::Word && m_items[place].written != QLatin1String("%");
            if (i < explainedTo || !isWord || m_items[place].isCompany || isAbbreviation(place))
                continue;
            const bool isName =
                m_items[place].isPossessive || (isCapital(tokens[i].written) && place > 0 && !m_isShouted);
            if (!isName && !m_isBehindPreposition && !namesPart)
                continue;
            mention.words.append(tokens[i].written);
            mention.isName = mention.isName || isName;
        }
        if (!mention.words.isEmpty())
            m_mentions.append(mention);
        return end;
    }

    [[nodiscard]] qsizetype partKindAt(const Tokens &tokens, qsizetype place) const
    {
        qsizetype longest = 0;
        for (const auto &cue : {QLatin1String("segment"), QLatin1String("geography"), QLatin1String("product")})
            longest = std::max(longest, m_vocabulary.cueAt(cue, tokens, place));
        return longest;
    }

    /// Whether words stand there that call a part by name and kind: "energy segment", not "which segment".
    [[nodiscard]] bool hasNamedPart(const Tokens &tokens) const
    {
        bool hasName = false;
        for (qsizetype i = 0; i < tokens.size();) {
            const auto explained = explainedAt(tokens, i);
            if (explained == 0 && partKindAt(tokens, i) > 0)
                return hasName;
            hasName = hasName || (explained == 0 && tokens[i].kind == QuestionToken::Kind::Word);
            i += std::max<qsizetype>(explained, 1);
        }
        return false;
    }

    [[nodiscard]] bool isAbbreviation(qsizetype place) const
    {
        return place > 1 && m_items[place - 1].kind == Kind::Open
               && abbreviates(m_items[place].written, m_items[place - 2].written);
    }

    /// How many tokens at `place` change nothing.
    [[nodiscard]] qsizetype explainedAt(const Tokens &tokens, qsizetype place) const
    {
        static const QList<QLatin1String> Cues{
            QLatin1String("neutral"),    QLatin1String("filler"),      QLatin1String("rise"),
            QLatin1String("fall"),       QLatin1String("improve"),     QLatin1String("worsen"),
            QLatin1String("use"),        QLatin1String("which_year"),  QLatin1String("how_much"),
            QLatin1String("which_most"), QLatin1String("which_least"), QLatin1String("future"),
            QLatin1String("adjusted"),   QLatin1String("which")};
        qsizetype longest = 0;
        for (const auto &cue : Cues)
            longest = std::max(longest, m_vocabulary.cueAt(cue, tokens, place));
        return longest;
    }

    const QList<QuestionItem> &m_items;
    const Vocabulary &m_vocabulary;
    const bool m_isShouted;
    bool m_isBehindPreposition = false;
    QList<PartMention> m_mentions;
};

} // namespace

QList<PartMention> partMentions(const QList<QuestionItem> &items, const Vocabulary &vocabulary)
{
    return MentionReader(items, vocabulary).run();
}

std::optional<AskedPart> takePartKind(QStringList &words, const Vocabulary &vocabulary)
{
    static const QList<QPair<QLatin1String, AskedPart>> Cues{{QLatin1String("segment"), AskedPart::Segment},
                                                             {QLatin1String("geography"), AskedPart::Geography},
                                                             {QLatin1String("product"), AskedPart::Product}};
    const auto tokens = questionTokens(words.join(QLatin1Char(' ')));
    std::optional<AskedPart> kind;
    QStringList kept;
    for (qsizetype i = 0; i < tokens.size();) {
        qsizetype length = 0;
        for (const auto &[cue, part] : Cues) {
            length = vocabulary.cueAt(cue, tokens, i);
            if (length == 0)
                continue;
            kind = part;
            break;
        }
        if (length == 0)
            kept.append(tokens[i].written);
        i += std::max<qsizetype>(length, 1);
    }
    if (kept.isEmpty())
        return std::nullopt;
    words = kept;
    return kind;
}

} // namespace consultantos
