// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/language/masked_text.h"

#include <QRegularExpression>

#include <algorithm>

namespace consultantos {

namespace {

// Within the private use area, so that no text of a person or document is taken for a token.
constexpr char16_t FirstMask = 0xE000;
constexpr char16_t MasksOfAKind = 0x0600;

char16_t firstOf(MaskedText::Kind kind)
{
    return static_cast<char16_t>(FirstMask + static_cast<int>(kind) * MasksOfAKind);
}

bool isWord(const QString &text, qsizetype at)
{
    return at >= 0 && at < text.size() && (text[at].isLetterOrNumber() || text[at] == QLatin1Char('_'));
}

} // namespace

QStringList namesInOrder(QStringList names)
{
    names.removeAll(QString());
    names.removeDuplicates();
    std::stable_sort(names.begin(), names.end(),
                     [](const QString &left, const QString &right) { return left.size() > right.size(); });
    return names;
}

MaskedText::MaskedText(const QString &text, QList<NumberRef> numbers, const QStringList &names)
{
    std::sort(numbers.begin(), numbers.end(),
              [](const NumberRef &left, const NumberRef &right) { return left.start < right.start; });
    qsizetype plainFrom = 0;
    qsizetype at = 0;
    qsizetype next = 0;
    const auto flush = [&](qsizetype end) {
        if (end > plainFrom)
            addPlain(text.mid(plainFrom, end - plainFrom), names);
    };
    while (at < text.size()) {
        while (next < numbers.size() && numbers[next].start < at)
            ++next;
        const auto close = text[at] == QChar(0x201C) ? text.indexOf(QChar(0x201D), at) : -1;
        if (close > 0) {
            flush(at);
            QList<NumberRef> within;
            for (; next < numbers.size() && numbers[next].start <= close; ++next) {
                auto number = numbers[next];
                number.start -= at + 1;
                if (number.start + number.length <= close - at - 1)
                    within.append(number);
            }
            add(Kind::Quotation, text.mid(at + 1, close - at - 1), within);
            at = plainFrom = close + 1;
        } else if (next < numbers.size() && numbers[next].start == at && numbers[next].length > 0
                   && at + numbers[next].length <= text.size()) {
            flush(at);
            auto number = numbers[next++];
            const auto shown = text.mid(at, number.length);
            at = plainFrom = at + number.length;
            number.start = 0;
            add(Kind::Number, shown, {number});
        } else {
            ++at;
        }
    }
    flush(text.size());
}

void MaskedText::add(Kind kind, const QString &text, const QList<NumberRef> &numbers)
{
    auto &tokens = m_tokens[static_cast<int>(kind)];
    if (tokens.size() >= MasksOfAKind) {
        m_masked.append(text);
        return;
    }
    m_masked.append(QChar(static_cast<char16_t>(firstOf(kind) + tokens.size())));
    tokens.append({kind, text, numbers});
}

void MaskedText::addPlain(const QString &text, const QStringList &names)
{
    static const QRegularExpression Periods(
        QStringLiteral("\\b(?:(?:Q[1-4]|H[12]) )?FY\\d{4}\\b|\\b\\d{4}-\\d{2}-\\d{2}\\b"));
    qsizetype from = 0;
    while (from < text.size()) {
        auto first = text.size();
        qsizetype length = 0;
        auto kind = Kind::Name;
        for (const auto &name : names) {
            auto at = text.indexOf(name, from);
            while (at >= 0 && (isWord(text, at - 1) || isWord(text, at + name.size())))
                at = text.indexOf(name, at + 1);
            if (at >= 0 && at < first) {
                first = at;
                length = name.size();
            }
        }
        if (const auto period = Periods.match(text, from); period.hasMatch() && period.capturedStart() < first) {
            first = period.capturedStart();
            length = period.capturedLength();
            kind = Kind::Period;
        }
        for (auto i = from; i < first; ++i)
            m_masked.append(isMask(text[i]) ? QChar(QChar::ReplacementCharacter) : text[i]);
        if (length > 0)
            add(kind, text.mid(first, length), {});
        from = first + length;
    }
}

const MaskedText::Token *MaskedText::token(QChar character) const
{
    if (!isMask(character))
        return nullptr;
    const auto place = character.unicode() - FirstMask;
    const auto &tokens = m_tokens[place / MasksOfAKind];
    const auto index = place % MasksOfAKind;
    return index < tokens.size() ? &tokens[index] : nullptr;
}

QString MaskedText::characters(Kind kind)
{
    const auto first = firstOf(kind);
    return QStringLiteral("[\\x{%1}-\\x{%2}]")
        .arg(QString::number(first, 16), QString::number(first + MasksOfAKind - 1, 16));
}

bool MaskedText::isMask(QChar character)
{
    return character.unicode() >= FirstMask && character.unicode() < FirstMask + 4 * MasksOfAKind;
}

} // namespace consultantos
