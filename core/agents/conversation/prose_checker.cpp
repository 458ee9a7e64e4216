// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/conversation/prose_checker.h"

#include "agents/conversation/cited_prose.h"
#include "analysis/claims/written_number.h"
#include "analysis/text/sentences.h"
#include "llm/semantic/prompt_reader.h"
#include "model/units.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <cmath>

namespace consultantos {

namespace {

/// Of a sentence's words of weight, at least this share must stand in what it cites.
constexpr double LeastShared = 0.6;

/// A value as texts write it: the gate's units, percent for shares of one.
struct WrittenValue {
    double value = 0;
    QString unit;
};

WrittenValue asWritten(double value, const QString &unit)
{
    constexpr double Percent = 100;
    if (unit == units::Ratio)
        return {value * Percent, QStringLiteral("percent")};
    if (unit == units::Points)
        return {value * Percent, QStringLiteral("percentage points")};
    if (unit == units::Multiple)
        return {value, QStringLiteral("times")};
    return {value, unit};
}

/// Half a unit of the last digit that the number shows.
double roundingOf(const CheckedNumber &number)
{
    const auto *const digit =
        std::find_if(number.text.cbegin(), number.text.cend(), [](QChar c) { return c.isDigit(); });
    const auto written = writtenNumberAt(number.text, digit - number.text.cbegin(), NumberStyle::English);
    if (!written || written->value == 0)
        return 0;
    const double scale = std::abs(number.value) / written->value;
    return 0.5 * std::pow(10.0, -written->decimals) * scale * (1 + 1e-9);
}

bool isSame(const CheckedNumber &number, const WrittenValue &value)
{
    const bool isNear = std::abs(std::abs(number.value) - std::abs(value.value)) <= roundingOf(number);
    return isNear && !number.valueTo && number.unit == value.unit;
}

QSet<QString> keysOf(const PromptMeaning &meaning, PromptWordKind kind)
{
    QSet<QString> keys;
    for (const auto &word : meaning.words) {
        if (word.kind == kind && !word.isLight)
            keys.insert(word.key);
    }
    return keys;
}

/// Whether `sentence` says nothing beyond `support`, as far as words tell.
bool isCovered(const PromptMeaning &sentence, const PromptMeaning &support, const QString &ownName)
{
    for (const auto kind :
         {PromptWordKind::Name, PromptWordKind::Period, PromptWordKind::Direction, PromptWordKind::Quantifier}) {
        auto keys = keysOf(sentence, kind) - keysOf(support, kind);
        keys.remove(ownName);
        if (!keys.isEmpty())
            return false;
    }
    if (keysOf(sentence, PromptWordKind::Negation) != keysOf(support, PromptWordKind::Negation))
        return false;
    const auto said = keysOf(sentence, PromptWordKind::Other);
    const auto shared = said
                        & (keysOf(support, PromptWordKind::Other) | keysOf(support, PromptWordKind::Name)
                           | keysOf(support, PromptWordKind::Unit));
    return said.isEmpty() || double(shared.size()) >= LeastShared * double(said.size());
}

} // namespace

/// One text being checked.
class ProseChecker::Run {
public:
    Run(const ProseChecker &checker, const ProseContext &context, ChatEvidence &evidence, CitedProse prose)
        : m_checker(checker)
        , m_context(context)
        , m_evidence(evidence)
        , m_prose(std::move(prose))
        , m_reader(checker.m_words, context.known)
    {
        const auto own = m_reader.read(context.company);
        if (!own.words.isEmpty())
            m_ownName = own.words.first().key;
    }

    CheckedProse run(const CheckedText &checked)
    {
        for (const auto &number : checked.numbers) {
            auto *sentence = sentenceAt(number.start);
            if (sentence == nullptr)
                continue;
            const auto ref = supportOf(number, *sentence);
            if (ref.isEmpty()) {
                m_struck.append(&number);
                continue;
            }
            m_evidence.add(checked.evidence, ref);
            const auto source = m_evidence.numberOf(ref);
            if (source > 0 && !sentence->sources.contains(source))
                sentence->sources.append(source);
        }
        for (auto &sentence : m_prose.sentences)
            sentence.grade = isQuoted(sentence) ? Grade::Quoted : Grade::Model;
        return withoutStruck();
    }

private:
    [[nodiscard]] ChatSentence *sentenceAt(qsizetype place)
    {
        for (auto &sentence : m_prose.sentences) {
            if (place >= sentence.start && place < sentence.start + sentence.length)
                return &sentence;
        }
        return nullptr;
    }

    [[nodiscard]] QString textOf(const ChatSentence &sentence) const
    {
        return m_prose.text.mid(sentence.start, sentence.length);
    }

    /// The id of what gives the number; empty if nothing does.
    [[nodiscard]] QString supportOf(const CheckedNumber &number, const ChatSentence &sentence)
    {
        if (number.verdict == ClaimVerdict::Match)
            return number.ref;
        if (number.verdict == ClaimVerdict::Mismatch)
            return {};
        const auto meaning = m_reader.read(textOf(sentence));
        for (const auto cited : sentence.sources) {
            const auto *source = m_evidence.source(cited);
            if (source != nullptr && gives(*source, number, meaning))
                return source->ref;
        }
        return {};
    }

    [[nodiscard]] bool gives(const ChatSource &source, const CheckedNumber &number, const PromptMeaning &meaning)
    {
        const bool isText = source.kind == QLatin1String("passage") || source.kind == QLatin1String("claim");
        if (!isText)
            return isAnswer(source, number, meaning);
        for (const auto &sentence : sentencesOf(source.text)) {
            for (const auto &said : numbersOf(sentence)) {
                if (isSame(number, {said.value, said.unit})
                    && isCovered(meaning, m_reader.read(sentence + QLatin1Char('\n') + source.label), m_ownName))
                    return true;
            }
        }
        return false;
    }

    /// What the question defines itself is in no vocabulary of the gate's: its words are the question's.
    [[nodiscard]] bool isAnswer(const ChatSource &source, const CheckedNumber &number, const PromptMeaning &meaning)
    {
        if (!m_context.answerRefs.contains(source.ref))
            return false;
        const auto &book = m_evidence.book();
        const auto *computation = book.computation(source.ref);
        const auto *fact = book.fact(source.ref);
        if (computation == nullptr && fact == nullptr)
            return false;
        const auto value = computation != nullptr ? asWritten(computation->value, computation->unit)
                                                  : asWritten(fact->value(), fact->unit);
        const auto support =
            QStringList{m_context.question, source.label, m_context.explanation}.join(QLatin1Char('\n'));
        return isSame(number, value) && isCovered(meaning, m_reader.read(support), m_ownName);
    }

    [[nodiscard]] const QList<CheckedNumber> &numbersOf(const QString &sentence)
    {
        auto known = m_numbers.find(sentence);
        if (known == m_numbers.end())
            known = m_numbers.insert(sentence, m_checker.m_gate->check(sentence, {}).numbers);
        return *known;
    }

    [[nodiscard]] bool isQuoted(const ChatSentence &sentence) const
    {
        constexpr qsizetype ShortestQuotation = 20;
        auto text = textOf(sentence).simplified();
        text.remove(QChar(0x201C)).remove(QChar(0x201D)).remove(QLatin1Char('"'));
        return text.size() >= ShortestQuotation
               && std::any_of(sentence.sources.begin(), sentence.sources.end(), [&](int cited) {
                      const auto *source = m_evidence.source(cited);
                      return source != nullptr && source->kind == QLatin1String("passage")
                             && source->text.simplified().contains(text);
                  });
    }

    [[nodiscard]] CheckedProse withoutStruck() const
    {
        CheckedProse checked;
        checked.sentences = m_prose.sentences;
        qsizetype at = 0;
        for (const auto *number : m_struck) {
            checked.text += m_prose.text.mid(at, number->start - at);
            const auto start = checked.text.size();
            checked.text += StruckMark;
            at = number->start + number->length;
            const auto expected = number->expected ? writtenValue(*number->expected, number->expectedUnit) : QString();
            checked.struck.append({start, number->text, verdictName(number->verdict), expected, number->reason});
            const auto change = StruckMark.size() - number->length;
            for (qsizetype i = 0; i < checked.sentences.size(); ++i) {
                if (m_prose.sentences[i].start > number->start)
                    checked.sentences[i].start += change;
                else if (number->start < m_prose.sentences[i].start + m_prose.sentences[i].length)
                    checked.sentences[i].length += change;
            }
        }
        checked.text += m_prose.text.mid(at);
        return checked;
    }

    /// What the gate expects, as our texts write it.
    static QString writtenValue(double value, const QString &unit)
    {
        constexpr double Percent = 100;
        if (unit == QLatin1String("percent"))
            return formatValue(value / Percent, units::Ratio);
        if (unit == QLatin1String("percentage points"))
            return formatValue(value / Percent, units::Points);
        if (unit == QLatin1String("times"))
            return formatValue(value, units::Multiple);
        return formatValue(value, unit);
    }

    const ProseChecker &m_checker;
    const ProseContext &m_context;
    ChatEvidence &m_evidence;
    CitedProse m_prose;
    PromptReader m_reader;
    QString m_ownName;
    QHash<QString, QList<CheckedNumber>> m_numbers;
    QList<const CheckedNumber *> m_struck;
};

ProseChecker::ProseChecker(std::shared_ptr<const ClaimDesk> desk, std::shared_ptr<const ClaimGate> gate,
                           std::shared_ptr<const SemanticWords> words)
    : m_desk(std::move(desk))
    , m_gate(std::move(gate))
    , m_words(std::move(words))
{
}

CitedProse ProseChecker::withoutIdleTalk(const CitedProse &prose, const ProseContext &context,
                                         const ChatEvidence &evidence) const
{
    const PromptReader reader(m_words, context.known);
    const auto keys = [&reader](const QString &text) {
        QSet<QString> found;
        for (const auto &word : reader.read(text).words) {
            if (!word.isLight && word.kind != PromptWordKind::Negation)
                found.insert(word.key);
        }
        return found;
    };
    auto about = keys(context.question) | keys(context.company) | keys(context.explanation);
    for (const auto &source : evidence.sources())
        about |= keys(source.label) | keys(source.text);
    const auto orders = keys(context.orders);
    return keptSentences(prose, [&](const ChatSentence &sentence) {
        const auto words = prose.text.mid(sentence.start, sentence.length);
        if (std::any_of(words.begin(), words.end(), [](QChar c) { return c.isDigit(); }))
            return true;
        const auto said = keys(words);
        return said.intersects(about) || (!sentence.sources.isEmpty() && !orders.contains(said));
    });
}

Result<CheckedProse> ProseChecker::check(const QString &reply, const ProseContext &context,
                                         ChatEvidence &evidence) const
{
    auto prose = withoutIdleTalk(citedProse(reply, static_cast<int>(evidence.sources().size())), context, evidence);
    const auto checked = m_desk->check(prose.text, context.company);
    if (!checked)
        return tl::unexpected(checked.error());
    return Run(*this, context, evidence, std::move(prose)).run(*checked);
}

} // namespace consultantos
