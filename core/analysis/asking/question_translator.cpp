// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/asking/question_translator.h"

#include "analysis/financials/catalogue_error.h"
#include "analysis/financials/concept_catalogue.h"
#include "analysis/financials/formula_catalogue.h"
#include "base/json.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>

namespace consultantos {

namespace {

/// The letters that a word in * may still have: "durchschnittlichen", not "bestand" of "best".
constexpr qsizetype LongestEnding = 3;
/// Stands for a term within a phrase, and for its English within the phrase's.
const QString TermGap = QStringLiteral("{}");

/// Not foldedWord(), which takes words for English plurals.
QString folded(const QString &word)
{
    QString text;
    text.reserve(word.size() + 2);
    for (const auto c : word) {
        switch (c.unicode()) {
        case 0xC4:
        case 0xE4:
            text += QLatin1String("ae");
            break;
        case 0xD6:
        case 0xF6:
            text += QLatin1String("oe");
            break;
        case 0xDC:
        case 0xFC:
            text += QLatin1String("ue");
            break;
        case 0xDF:
            text += QLatin1String("ss");
            break;
        default:
            text += c.toLower();
        }
    }
    return text;
}

bool isPattern(const QString &word)
{
    return word.endsWith(QLatin1Char('*')) || word.endsWith(QLatin1Char('#'));
}

bool isDigits(const QString &text)
{
    return !text.isEmpty() && std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c.isDigit(); });
}

/// Whether a word of the question is one of a phrase; what stands for # is added to `numbers`.
bool fits(const QuestionToken &token, const QString &pattern, QStringList &numbers)
{
    const auto word = folded(token.written);
    if (!isPattern(pattern))
        return word == pattern;
    const auto stem = pattern.chopped(1);
    if (!word.startsWith(stem))
        return false;
    const auto rest = word.mid(stem.size());
    if (pattern.endsWith(QLatin1Char('*')))
        return rest.size() <= LongestEnding;
    if (!isDigits(rest))
        return false;
    numbers.append(rest);
    return true;
}

QStringList patternWords(const QString &phrase)
{
    QStringList words;
    for (const auto &piece : phrase.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        // Most are plain words: thousands are read at the start of a program.
        const bool isPlain = std::all_of(piece.cbegin(), piece.cend(), [](QChar c) { return c.isLetter(); });
        if (isPlain || isPattern(piece) || piece == TermGap) {
            words.append(folded(piece));
            continue;
        }
        for (const auto &token : questionTokens(piece))
            words.append(folded(token.written));
    }
    return words;
}

auto wordsAmong(const QList<QuestionToken> &tokens, const QSet<QString> &words)
{
    return std::count_if(tokens.cbegin(), tokens.cend(),
                         [&words](const QuestionToken &token) { return words.contains(folded(token.written)); });
}

} // namespace

void QuestionTranslator::add(const QString &phrase, const QString &english, bool isTerm)
{
    const auto words = patternWords(phrase);
    if (words.isEmpty())
        return;
    auto &entries = m_entries[isPattern(words.first()) ? QString() : words.first()];
    const bool isKnown =
        std::any_of(entries.cbegin(), entries.cend(), [&](const Entry &other) { return other.words == words; });
    if (!isKnown)
        entries.append({words, english, isTerm});
}

Result<QuestionTranslator> QuestionTranslator::load(const QString &resourceDir, const ConceptCatalogue &lines,
                                                    const FormulaCatalogue &formulas)
{
    const QDir folder(resourceDir);
    const auto path = folder.filePath(QStringLiteral("questions/german.json"));
    const auto own = json::readObject(path);
    if (!own)
        return tl::unexpected(own.error());
    const auto claims = json::readObject(folder.filePath(QStringLiteral("claims/words.json")));
    if (!claims)
        return tl::unexpected(claims.error());
    const auto questions = json::readObject(folder.filePath(QStringLiteral("questions/words.json")));
    if (!questions)
        return tl::unexpected(questions.error());
    // What a term is called in English: by its first phrase, as its label may be that of none ("… to revenue").
    QHash<QString, QString> names;
    for (const auto &value : (*questions)[QStringLiteral("words")].toArray())
        names.insert(value[QStringLiteral("id")].toString(),
                     value[QStringLiteral("words")].toArray().first().toString());
    QuestionTranslator translator;
    for (const auto *file : {&*own, &*claims}) {
        for (const auto &value : (*file)[QStringLiteral("terms")].toArray()) {
            const auto id = value[QStringLiteral("id")].toString();
            const auto *line = lines.find(id);
            const auto *formula = formulas.find(id);
            auto english = value[QStringLiteral("english")].toString(names.value(id));
            if (english.isEmpty() && line)
                english = line->label;
            else if (english.isEmpty() && formula)
                english = formula->title;
            if (english.isEmpty())
                return catalogueError(path, id,
                                      QCoreApplication::translate("Ask", "it is neither a line nor a figure"));
            for (const auto &phrase : json::toStrings(value[QStringLiteral("words")]))
                translator.add(phrase, english, true);
        }
    }
    for (const auto &value : (*own)[QStringLiteral("phrases")].toArray()) {
        for (const auto &phrase : json::toStrings(value[QStringLiteral("words")]))
            translator.add(phrase, value[QStringLiteral("english")].toString(), false);
    }
    const std::pair<const char *, QSet<QString> *> sets[] = {{"marks", &translator.m_marks},
                                                             {"english", &translator.m_english},
                                                             {"foreign", &translator.m_foreign},
                                                             {"silent", &translator.m_silent},
                                                             {"weighty", &translator.m_weighty}};
    for (const auto &[key, set] : sets) {
        for (const auto &word : json::toStrings((*own)[QLatin1String(key)]))
            set->insert(folded(word));
        if (set->isEmpty())
            return catalogueError(path, QLatin1String(key), QCoreApplication::translate("Ask", "the list is empty"));
    }
    return translator;
}

std::optional<QuestionTranslator::Phrase> QuestionTranslator::entryAt(const QList<QuestionToken> &tokens,
                                                                      qsizetype place, const Entry &entry) const
{
    Phrase phrase{0, entry.english, entry.isTerm};
    const auto fill = [&phrase](const QString &gap, const QString &text) {
        if (const auto at = phrase.english.indexOf(gap); at >= 0)
            phrase.english.replace(at, gap.size(), text);
    };
    auto at = place;
    for (const auto &word : entry.words) {
        // "Forschungs- und Entwicklungskosten": a hyphen within a phrase says nothing.
        while (at > place && at < tokens.size() && tokens[at].isSign('-') && word != QLatin1String("-"))
            ++at;
        if (at >= tokens.size())
            return std::nullopt;
        if (word == TermGap) {
            const auto term = longestAt(tokens, at, true);
            if (!term)
                return std::nullopt;
            fill(TermGap, term->english);
            at += term->length;
            continue;
        }
        QStringList numbers;
        if (!fits(tokens[at], word, numbers))
            return std::nullopt;
        for (const auto &number : std::as_const(numbers))
            fill(QStringLiteral("#"), number);
        ++at;
    }
    phrase.length = at - place;
    return phrase;
}

std::optional<QuestionTranslator::Phrase> QuestionTranslator::longestAt(const QList<QuestionToken> &tokens,
                                                                        qsizetype place, bool termsAlone) const
{
    std::optional<Phrase> longest;
    for (const auto &first : {folded(tokens[place].written), QString()}) {
        const auto entries = m_entries.constFind(first);
        if (entries == m_entries.cend())
            continue;
        for (const auto &entry : *entries) {
            if (termsAlone && !entry.isTerm)
                continue;
            auto phrase = entryAt(tokens, place, entry);
            if (phrase && (!longest || phrase->length > longest->length))
                longest = std::move(phrase);
        }
    }
    return longest;
}

std::optional<QuestionTranslator::Phrase> QuestionTranslator::phraseAt(const QList<QuestionToken> &tokens,
                                                                       qsizetype place) const
{
    return longestAt(tokens, place, false);
}

bool QuestionTranslator::isGerman(const QList<QuestionToken> &tokens) const
{
    return wordsAmong(tokens, m_marks) > wordsAmong(tokens, m_english);
}

bool QuestionTranslator::isForeign(const QString &question) const
{
    const auto tokens = questionTokens(question);
    return wordsAmong(tokens, m_foreign) > wordsAmong(tokens, m_marks) + wordsAmong(tokens, m_english);
}

QString QuestionTranslator::inEnglish(const QString &question) const
{
    const auto tokens = questionTokens(question);
    if (!isGerman(tokens))
        return question;
    QString text;
    const auto append = [&text](const QString &words, bool isSign) {
        if (!text.isEmpty() && !words.isEmpty() && !(isSign && words != QLatin1String("(")))
            text += QLatin1Char(' ');
        text += words;
    };
    for (qsizetype at = 0; at < tokens.size();) {
        if (const auto phrase = phraseAt(tokens, at)) {
            append(phrase->english, false);
            at += phrase->length;
            continue;
        }
        const auto &token = tokens[at++];
        // Signs of sentences stand close to the word before, those of arithmetic don't.
        const bool isMark = token.kind == QuestionToken::Kind::Sign && QStringLiteral("?.,:;!)").contains(token.text);
        append(token.isPossessive ? token.written + QStringLiteral("'s") : token.written, isMark);
    }
    return text;
}

QString QuestionTranslator::untold(const QString &question) const
{
    const auto tokens = questionTokens(question);
    if (!isGerman(tokens))
        return {};
    for (qsizetype at = 0; at < tokens.size();) {
        const auto phrase = phraseAt(tokens, at);
        if (!phrase && m_weighty.contains(folded(tokens[at].written)))
            return tokens[at].written;
        at += phrase ? phrase->length : 1;
    }
    return {};
}

QStringList QuestionTranslator::searchWords(const QString &question) const
{
    const auto tokens = questionTokens(question);
    QStringList words;
    if (!isGerman(tokens))
        return words;
    for (const auto &token : tokens) {
        if (token.kind != QuestionToken::Kind::Sign && !m_silent.contains(folded(token.written)))
            words.append(token.written);
    }
    return words;
}

} // namespace consultantos
