// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/language/phrasebook.h"

#include "report/language/masked_text.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

namespace consultantos {

namespace {

/// How deep phrases may stand within phrases.
constexpr int MostDepth = 7;

QString smallFirst(const QString &text)
{
    return text.isEmpty() ? text : text.left(1).toLower() + text.mid(1);
}

QString largeFirst(const QString &text)
{
    return text.isEmpty() ? text : text.left(1).toUpper() + text.mid(1);
}

QString withoutStop(const QString &text)
{
    return text.endsWith(QLatin1Char('.')) && !text.endsWith(QLatin1String("..")) ? text.chopped(1) : text;
}

/// A sentence that opened with a name may open with another word.
QString asSentence(const QString &original, const QString &translation)
{
    return !original.isEmpty() && MaskedText::isMask(original[0]) ? largeFirst(translation) : translation;
}

/// As it is looked up: without the full stop and without the case of its first letter.
QString keyOf(const QString &text)
{
    // "No." is a number, "no" isn't one.
    constexpr qsizetype ShortestSentence = 5;
    const auto trimmed = text.trimmed();
    return smallFirst(trimmed.size() < ShortestSentence ? trimmed : withoutStop(trimmed));
}

bool hasWords(const QString &text)
{
    return std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c.isLetter() && !MaskedText::isMask(c); });
}

/// "Ares' margin" and "Tesla's margin" are the same sentence.
QString withOneOwner(QString masked)
{
    for (qsizetype at = 0; at + 1 < masked.size(); ++at) {
        if (MaskedText::isMask(masked[at]) && masked[at + 1] == QLatin1Char('\'')
            && (at + 2 == masked.size() || masked[at + 2] == QLatin1Char(' ')))
            masked.insert(at + 2, QLatin1Char('s'));
    }
    return masked;
}

/// Sentences with their stops; a stop behind a capital ("U.S.") ends none.
QStringList sentences(const QString &text)
{
    QStringList parts;
    qsizetype from = 0;
    for (qsizetype at = 1; at + 2 < text.size(); ++at) {
        const auto c = text[at];
        const bool isStop = c == QLatin1Char('.') || c == QLatin1Char('?') || c == QLatin1Char('!');
        if (!isStop || text[at + 1] != QLatin1Char(' ') || text[at - 1].isUpper())
            continue;
        const auto next = text[at + 2];
        if (!next.isUpper() && !MaskedText::isMask(next) && !next.isDigit())
            continue;
        parts.append(text.mid(from, at + 1 - from));
        from = at + 2;
    }
    parts.append(text.mid(from));
    return parts;
}

tl::unexpected<Error> unreadable(const QString &path, const QString &why)
{
    return fail(ErrorCode::InvalidArgument,
                QCoreApplication::translate("Phrasebook", "The phrases in %1 can't be read.").arg(path), why);
}

} // namespace

Result<Phrasebook> Phrasebook::load(const QString &folder)
{
    Phrasebook book;
    book.m_language = QFileInfo(folder).fileName();
    QStringList paths;
    QDirIterator files(folder, {QStringLiteral("*.json")}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        paths.append(files.next());
    paths.sort();
    if (paths.isEmpty())
        return fail(ErrorCode::Unreadable,
                    QCoreApplication::translate("Phrasebook", "The folder %1 has no phrases.").arg(folder), {});
    for (const auto &path : std::as_const(paths)) {
        if (auto status = book.readFile(path); !status)
            return tl::unexpected(status.error());
    }
    book.order();
    return book;
}

Status Phrasebook::readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Unreadable,
                    QCoreApplication::translate("Phrasebook", "The phrases in %1 can't be read.").arg(path),
                    file.errorString());
    QJsonParseError error;
    const auto root = QJsonDocument::fromJson(file.readAll(), &error).object();
    if (error.error != QJsonParseError::NoError)
        return unreadable(
            path,
            QCoreApplication::translate("Phrasebook", "%1 at byte %2.").arg(error.errorString()).arg(error.offset));
    if (root.contains(QLatin1String("numbers")))
        if (!readLocale(root))
            return unreadable(
                path, QCoreApplication::translate("Phrasebook", "\"decimal\" and \"group\" are one character each."));
    return readPhrases(path, root[QLatin1String("phrases")].toObject());
}

Status Phrasebook::readPhrases(const QString &path, const QJsonObject &phrases)
{
    for (auto it = phrases.begin(); it != phrases.end(); ++it) {
        const auto entry = it.value().toArray();
        const Phrase phrase{it.value().isArray() ? entry.at(0).toString() : it.value().toString(),
                            entry.at(1).toString()};
        if (phrase.text.isEmpty())
            return unreadable(path,
                              QCoreApplication::translate("Phrasebook", "\"%1\" has no translation.").arg(it.key()));
        if (!PhrasePattern::hasPlaces(it.key())) {
            const auto key = keyOf(it.key());
            const Phrase known{withoutStop(phrase.text), phrase.gender};
            if (const auto other = m_exact.constFind(key);
                other != m_exact.cend() && (other->text != known.text || other->gender != known.gender))
                return unreadable(
                    path, QCoreApplication::translate("Phrasebook", "\"%1\" has two translations: \"%2\" and \"%3\".")
                              .arg(it.key(), other->text, known.text));
            m_exact.insert(key, known);
            continue;
        }
        auto pattern = PhrasePattern::compile(withoutStop(it.key()), withoutStop(phrase.text));
        if (!pattern)
            return unreadable(path, pattern.error().message + QLatin1Char(' ') + pattern.error().detail);
        m_patterns.append(*pattern);
    }
    return {};
}

bool Phrasebook::readLocale(const QJsonObject &root)
{
    m_locale = root[QLatin1String("locale")].toString(m_language);
    m_name = root[QLatin1String("name")].toString();
    const auto numbers = root[QLatin1String("numbers")].toObject();
    const auto decimal = numbers[QLatin1String("decimal")].toString();
    const auto group = numbers[QLatin1String("group")].toString();
    if (decimal.size() != 1 || group.size() != 1)
        return false;
    m_style.decimal = decimal.front();
    m_style.group = group.front();
    m_style.date = numbers[QLatin1String("date")].toString();
    const auto units = numbers[QLatin1String("units")].toObject();
    for (auto it = units.begin(); it != units.end(); ++it)
        m_style.units.insert(it.key(), it.value().toString());
    const auto periods = numbers[QLatin1String("periods")].toObject();
    for (auto it = periods.begin(); it != periods.end(); ++it)
        m_style.periods.insert(it.key(), it.value().toString());
    const auto grammar = root[QLatin1String("grammar")].toObject();
    const auto forms = grammar[QLatin1String("forms")].toObject();
    for (auto form = forms.begin(); form != forms.end(); ++form) {
        const auto genders = form.value().toObject();
        for (auto it = genders.begin(); it != genders.end(); ++it)
            m_grammar.forms[form.key()].insert(it.key(), it.value().toString());
    }
    m_grammar.style = m_style;
    m_grammar.owner = grammar[QLatin1String("owner")].toString();
    m_and = grammar[QLatin1String("and")].toString(m_and);
    m_openQuote = grammar[QLatin1String("open_quote")].toString(m_openQuote);
    m_kept = grammar[QLatin1String("kept")].toString();
    m_closeQuote = grammar[QLatin1String("close_quote")].toString(m_closeQuote);
    for (const auto word : grammar[QLatin1String("lowered")].toArray())
        m_lowered.append(word.toString());
    return true;
}

void Phrasebook::order()
{
    std::stable_sort(m_patterns.begin(), m_patterns.end(), [](const PhrasePattern &left, const PhrasePattern &right) {
        return left.fixedLength() > right.fixedLength();
    });
}

QString Phrasebook::inCaseOf(const QString &original, const QString &translation) const
{
    if (original.isEmpty() || translation.isEmpty() || !original[0].isLetter())
        return translation;
    if (original[0].isUpper())
        return largeFirst(translation);
    const auto end = translation.indexOf(QLatin1Char(' '));
    return m_lowered.contains(translation.left(end < 0 ? translation.size() : end).toLower()) ? smallFirst(translation)
                                                                                              : translation;
}

std::optional<Phrase> Phrasebook::exact(const QString &masked) const
{
    const auto at = m_exact.constFind(keyOf(masked));
    if (at == m_exact.cend())
        return std::nullopt;
    const auto stop = masked.endsWith(QLatin1Char('.')) ? QStringLiteral(".") : QString();
    return Phrase{inCaseOf(masked, at->text) + stop, at->gender};
}

std::optional<Phrase> Phrasebook::bySentences(const QString &masked, Memory &memory, int depth) const
{
    const auto parts = sentences(masked);
    if (parts.size() < 2)
        return std::nullopt;
    QStringList translated;
    for (const auto &part : parts) {
        const auto found = phrase(part, memory, depth + 1);
        if (!found)
            return std::nullopt;
        translated.append(asSentence(part, found->text));
    }
    return Phrase{translated.join(QLatin1Char(' ')), {}};
}

std::optional<Phrase> Phrasebook::byPattern(const QString &masked, Memory &memory, int depth) const
{
    const auto stop = masked.endsWith(QLatin1Char('.')) ? QStringLiteral(".") : QString();
    const auto text = withoutStop(masked);
    const auto within = [&](const QString &words) { return phrase(words, memory, depth + 1); };
    for (const auto &pattern : m_patterns) {
        if (!pattern.anchor().isEmpty() && !text.contains(pattern.anchor()))
            continue;
        if (const auto found = pattern.apply(text, m_grammar, within))
            return Phrase{inCaseOf(masked, *found) + stop, {}};
    }
    return std::nullopt;
}

std::optional<Phrase> Phrasebook::byParts(const QString &masked, const QString &between, Memory &memory,
                                          int depth) const
{
    const auto parts = masked.split(between);
    if (parts.size() < 2)
        return std::nullopt;
    QStringList translated;
    for (const auto &part : parts) {
        const auto found = phrase(part, memory, depth + 1);
        if (!found)
            return std::nullopt;
        translated.append(found->text);
    }
    return Phrase{translated.join(between), {}};
}

std::optional<Phrase> Phrasebook::asList(const QString &masked, Memory &memory, int depth) const
{
    auto parts = masked.split(QStringLiteral(", "));
    const bool hasAnd = parts.last().contains(QLatin1String(" and "));
    if (hasAnd) {
        const auto last = parts.takeLast();
        parts << last.section(QStringLiteral(" and "), 0, -2) << last.section(QStringLiteral(" and "), -1);
    }
    if (parts.size() < 2)
        return std::nullopt;
    QStringList translated;
    for (const auto &part : std::as_const(parts)) {
        const auto found = phrase(part, memory, depth + 1);
        if (!found)
            return std::nullopt;
        translated.append(found->text);
    }
    if (!hasAnd)
        return Phrase{translated.join(QStringLiteral(", ")), {}};
    const auto last = translated.takeLast();
    return Phrase{translated.join(QStringLiteral(", ")) + m_and + last, {}};
}

std::optional<Phrase> Phrasebook::lookUp(const QString &masked, Memory &memory, int depth) const
{
    if (!hasWords(masked))
        return Phrase{masked, {}};
    if (auto found = exact(masked))
        return found;
    if (auto found = bySentences(masked, memory, depth))
        return found;
    if (auto found = byPattern(masked, memory, depth))
        return found;
    if (auto found = byParts(masked, QStringLiteral("; "), memory, depth))
        return found;
    return asList(masked, memory, depth);
}

std::optional<Phrase> Phrasebook::phrase(const QString &masked, Memory &memory, int depth) const
{
    if (depth > MostDepth)
        return std::nullopt;
    if (const auto known = memory.constFind(masked); known != memory.cend())
        return *known;
    // What stands within itself has no translation.
    memory.insert(masked, std::nullopt);
    auto found = lookUp(masked, memory, depth);
    memory.insert(masked, found);
    return found;
}

TranslatedText Phrasebook::written(const QString &masked, const MaskedText &tokens) const
{
    TranslatedText result;
    for (const auto c : masked) {
        const auto *token = tokens.token(c);
        if (!token) {
            result.text.append(c);
            continue;
        }
        switch (token->kind) {
        case MaskedText::Kind::Number: {
            auto number = token->numbers.value(0);
            const auto text = restyled(token->text, number.unit, m_style);
            number.start = result.text.size();
            number.length = text.size();
            result.text += text;
            result.numbers.append(number);
            break;
        }
        case MaskedText::Kind::Quotation:
            result.text += m_openQuote;
            for (auto number : token->numbers) {
                number.start += result.text.size();
                result.numbers.append(number);
            }
            result.text += token->text + m_closeQuote;
            break;
        case MaskedText::Kind::Period:
            result.text += restyledPeriod(token->text, m_style);
            break;
        case MaskedText::Kind::Name:
            result.text += token->text;
            break;
        }
    }
    return result;
}

std::optional<TranslatedText> Phrasebook::translate(const QString &text, const QList<NumberRef> &numbers,
                                                    const QStringList &names) const
{
    const MaskedText tokens(text, numbers, names);
    Memory memory;
    const auto masked = withOneOwner(tokens.masked());
    const auto found = phrase(masked, memory, 0);
    if (!found)
        return std::nullopt;
    return written(asSentence(masked, found->text), tokens);
}

QStringList Phrasebook::unknownSentences(const QString &text, const QList<NumberRef> &numbers,
                                         const QStringList &names) const
{
    const MaskedText tokens(text, numbers, names);
    Memory memory;
    QStringList unknown;
    for (const auto &sentence : sentences(withOneOwner(tokens.masked()))) {
        if (phrase(sentence, memory, 0))
            continue;
        QString shown;
        for (const auto c : sentence) {
            const auto *token = tokens.token(c);
            static const QStringList Places{QStringLiteral("{n}"), QStringLiteral("{co}"), QStringLiteral("{q}"),
                                            QStringLiteral("{p}")};
            shown += token ? Places[static_cast<int>(token->kind)] : QString(c);
        }
        unknown.append(shown);
    }
    return unknown;
}

bool Phrasebook::hasPhrase(const QString &text) const
{
    return m_exact.contains(keyOf(text));
}

} // namespace consultantos
