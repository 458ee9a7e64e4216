// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/privacy/redactor.h"

#include <QCryptographicHash>
#include <QJsonValue>

#include <algorithm>

namespace consultantos {
namespace {

constexpr auto ExpressionOptions =
    QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption;

/// A placeholder in any capitals: its word, what stands between, its number, the letter of another form. Models
/// translate the word now and then.
QString placeholderPattern()
{
    return QStringLiteral(
               "(?<![\\p{L}\\p{N}\\p{M}_])(company|unternehmen|firma|person)([\\s\\x{00A0}_-]{1,2})([1-9]\\d{0,3})"
               "(?![\\d]|[.,]\\d)(?:([bcdfgh])(?=(?:%1)?(?![\\p{L}\\p{N}_])))?")
        .arg(nameEndings());
}

const QRegularExpression &placeholder()
{
    static const QRegularExpression expression(placeholderPattern(), ExpressionOptions);
    return expression;
}

NameKind kindOf(const QString &word)
{
    return word.compare(QLatin1String("person"), Qt::CaseInsensitive) == 0 ? NameKind::Person : NameKind::Company;
}

/// Half a pair of surrogates would make every expression fail, and let names through.
QString wellFormed(const QString &text)
{
    return text.isValidUtf16() ? text : QString::fromUtf8(text.toUtf8());
}

std::size_t indexOf(NameKind kind)
{
    return static_cast<std::size_t>(kind);
}

} // namespace

Redactor::Redactor(const QStringList &companies, const QStringList &people)
    : m_forms(nameForms(companies, NameKind::Company))
    , m_counts{int(companies.size()), int(people.size())}
{
    const auto taken = m_forms;
    for (const auto &form : nameForms(people, NameKind::Person)) {
        const bool isTaken = std::any_of(taken.begin(), taken.end(), [&](const NameForm &other) {
            return other.text.compare(form.text, Qt::CaseInsensitive) == 0;
        });
        if (!isTaken)
            m_forms.append(form);
    }
    std::stable_sort(m_forms.begin(), m_forms.end(),
                     [](const NameForm &left, const NameForm &right) { return left.text.size() > right.text.size(); });
    QStringList groups;
    for (const auto &form : std::as_const(m_forms))
        groups.append(QStringLiteral("(%1)").arg(patternOf(form)));
    // Last, so that a name which itself looks like a placeholder is a name.
    groups.append(placeholderPattern());
    m_names = QRegularExpression(groups.join(QLatin1Char('|')), ExpressionOptions);
    m_names.optimize();
}

QString Redactor::fingerprint() const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const auto &form : m_forms)
        hash.addData((form.placeholder + QLatin1Char('=') + form.text + QLatin1Char('\n')).toUtf8());
    return m_forms.isEmpty() ? QString() : QString::fromLatin1(hash.result().toHex().first(16));
}

Redaction::Redaction(std::shared_ptr<const Redactor> redactor)
    : m_redactor(std::move(redactor))
{
}

QString Redaction::redact(const QString &original)
{
    if (m_redactor->isEmpty())
        return original;
    const auto text = wellFormed(original);
    QString out;
    qsizetype done = 0;
    const auto forms = m_redactor->m_forms.size();
    auto matches = m_redactor->m_names.globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        out += QStringView(text).mid(done, match.capturedStart() - done);
        done = match.capturedEnd();
        const auto group = match.lastCapturedIndex();
        if (group <= forms) {
            const auto &form = m_redactor->m_forms[group - 1];
            m_used.insert(form.placeholder.toCaseFolded(), form.text);
            out += form.placeholder;
            continue;
        }
        const auto first = int(forms) + 1;
        const auto kind = kindOf(match.captured(first));
        const int moved = match.captured(first + 2).toInt() + m_redactor->m_counts[indexOf(kind)];
        m_movedNumbers[indexOf(kind)].insert(moved);
        out += match.captured(first) + match.captured(first + 1) + QString::number(moved) + match.captured(first + 3);
    }
    out += QStringView(text).mid(done);
    return out;
}

QJsonObject Redaction::redactSchema(const QJsonObject &schema)
{
    return redactSchemaValue(schema, false).toObject();
}

QJsonValue Redaction::redactSchemaValue(const QJsonValue &value, bool isText)
{
    static const QSet<QString> textKeys{QStringLiteral("description"), QStringLiteral("title"),
                                        QStringLiteral("enum"),        QStringLiteral("const"),
                                        QStringLiteral("default"),     QStringLiteral("examples")};
    if (value.isString())
        return isText ? redact(value.toString()) : value;
    if (value.isArray()) {
        QJsonArray redacted;
        for (const auto &one : value.toArray())
            redacted.append(redactSchemaValue(one, isText));
        return redacted;
    }
    if (!value.isObject())
        return value;
    auto object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        // Under "properties" a key is the name of a property, which may be "title" as well.
        const bool holdsText = isText || (textKeys.contains(it.key()) && !it.value().isObject());
        it.value() = redactSchemaValue(it.value(), holdsText);
    }
    return object;
}

QString Redaction::replacementOf(const QRegularExpressionMatch &match) const
{
    const auto kind = kindOf(match.captured(1));
    const int number = match.captured(3).toInt();
    const auto letter = match.captured(4);
    const auto word = kind == NameKind::Company ? QStringLiteral("company") : QStringLiteral("person");
    if (const auto found = m_used.constFind(QStringLiteral("%1 %2%3").arg(word).arg(number).arg(letter.toLower()));
        found != m_used.cend())
        return *found;
    // A model may forget the letter, or take one of its own.
    for (auto it = m_used.cbegin(); number <= m_redactor->m_counts[indexOf(kind)] && it != m_used.cend(); ++it) {
        const auto base = QStringLiteral("%1 %2").arg(word).arg(number);
        if (it.key().startsWith(base) && (it.key().size() == base.size() || it.key().at(base.size()).isLetter()))
            return *it + letter;
    }
    if (m_movedNumbers[indexOf(kind)].contains(number))
        return match.captured(1) + match.captured(2) + QString::number(number - m_redactor->m_counts[indexOf(kind)])
               + letter;
    return match.captured();
}

QString Redaction::restore(const QString &text) const
{
    QString out;
    RestoringStream stream(*this, [&out](const QString &piece) { out += piece; });
    stream.feed(wellFormed(text));
    stream.finish();
    return out;
}

QJsonObject Redaction::restore(const QJsonObject &object) const
{
    const std::function<QJsonValue(const QJsonValue &)> restored = [&](const QJsonValue &value) -> QJsonValue {
        if (value.isString())
            return restore(value.toString());
        if (value.isArray()) {
            QJsonArray array;
            for (const auto &one : value.toArray())
                array.append(restored(one));
            return array;
        }
        return value.isObject() ? QJsonValue(restore(value.toObject())) : value;
    };
    QJsonObject result;
    for (auto it = object.begin(); it != object.end(); ++it)
        result.insert(restore(it.key()), restored(it.value()));
    return result;
}

RestoringStream::RestoringStream(const Redaction &redaction, OnText onText)
    : m_redaction(redaction)
    , m_onText(std::move(onText))
{
}

void RestoringStream::feed(const QString &piece)
{
    m_waiting += piece;
    pass(false);
}

void RestoringStream::finish()
{
    pass(true);
}

void RestoringStream::pass(bool isLast)
{
    // The other half may come with the next piece.
    QString half;
    if (!m_waiting.isEmpty() && m_waiting.back().isHighSurrogate() && !isLast) {
        half = m_waiting.back();
        m_waiting.chop(1);
    }
    const auto matchType = isLast ? QRegularExpression::NormalMatch : QRegularExpression::PartialPreferFirstMatch;
    QString out;
    auto given = m_given;
    while (given < m_waiting.size()) {
        const auto match = placeholder().match(m_waiting, given, matchType);
        if (!match.hasMatch()) {
            // Qt counts what was looked at before the match in: then a character more waits, or one less than none.
            auto safe = match.hasPartialMatch() ? std::max(given, match.capturedStart()) : m_waiting.size();
            if (safe > given && safe < m_waiting.size() && m_waiting[safe].isLowSurrogate())
                --safe;
            out += QStringView(m_waiting).mid(given, safe - given);
            given = safe;
            break;
        }
        out += QStringView(m_waiting).mid(given, match.capturedStart() - given);
        out += m_redaction.replacementOf(match);
        given = match.capturedEnd();
    }
    // The character before decides whether a word begins behind it; of a pair of surrogates both.
    auto kept = std::min<qsizetype>(given, 1);
    if (kept > 0 && given > 1 && m_waiting[given - 1].isLowSurrogate())
        kept = 2;
    m_waiting = m_waiting.mid(given - kept) + half;
    m_given = kept;
    if (!out.isEmpty() && m_onText)
        m_onText(out);
}

} // namespace consultantos
