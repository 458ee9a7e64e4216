// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/scenarios/located_json.h"

#include "analysis/scenarios/scenario_words.h"

#include <QStringDecoder>

#include <cmath>

namespace consultantos {

using scenario_words::inWords;

namespace {

tl::unexpected<Error> failAt(const QString &file, int line, const QString &what)
{
    return fail(ErrorCode::Malformed,
                inWords(QT_TRANSLATE_NOOP("Scenarios", "%1, line %2: %3")).arg(file, QString::number(line), what));
}

} // namespace

/// Recursive descent over the decoded text.
class LocatedJsonParser {
public:
    LocatedJsonParser(QStringView text, QString file)
        : m_text(text)
        , m_file(std::move(file))
    {
    }

    Result<LocatedJson> parse()
    {
        auto value = this->value(0);
        if (!value)
            return value;
        skipSpace();
        if (m_at < m_text.size())
            return wrong(inWords(QT_TRANSLATE_NOOP("Scenarios", "there is text behind the end.")));
        return value;
    }

private:
    using Parsed = Result<LocatedJson>;

    [[nodiscard]] tl::unexpected<Error> wrong(const QString &what) const { return failAt(m_file, m_line, what); }
    [[nodiscard]] tl::unexpected<Error> unexpectedHere() const
    {
        if (m_at >= m_text.size())
            return wrong(inWords(QT_TRANSLATE_NOOP("Scenarios", "the file ends too early.")));
        return wrong(inWords(QT_TRANSLATE_NOOP("Scenarios", "'%1' is not expected here.")).arg(m_text[m_at]));
    }

    void skipSpace()
    {
        while (m_at < m_text.size()) {
            const auto c = m_text[m_at].unicode();
            if (c == u'\n')
                ++m_line;
            else if (c != u' ' && c != u'\t' && c != u'\r')
                break;
            ++m_at;
        }
    }
    [[nodiscard]] bool accept(char16_t c)
    {
        skipSpace();
        if (m_at >= m_text.size() || m_text[m_at] != QChar(c))
            return false;
        ++m_at;
        return true;
    }
    [[nodiscard]] LocatedJson made(LocatedJson::Type type) const
    {
        LocatedJson value;
        value.m_type = type;
        value.m_line = m_line;
        value.m_file = m_file;
        return value;
    }

    Parsed value(int depth)
    {
        if (depth > LocatedJson::MostDepth)
            return wrong(inWords(QT_TRANSLATE_NOOP("Scenarios", "it is nested too deeply.")));
        skipSpace();
        if (m_at >= m_text.size())
            return unexpectedHere();
        const auto begin = m_at;
        auto read = valueHere(depth);
        if (read) {
            read->m_begin = begin;
            read->m_end = m_at;
        }
        return read;
    }

    Parsed valueHere(int depth)
    {
        switch (m_text[m_at].unicode()) {
        case u'{':
            return object(depth);
        case u'[':
            return list(depth);
        case u'"': {
            auto node = made(LocatedJson::Type::Text);
            auto read = text();
            if (!read)
                return tl::unexpected(read.error());
            node.m_text = *read;
            return node;
        }
        case u't':
        case u'f':
        case u'n':
            return word();
        default:
            return number();
        }
    }

    Parsed word()
    {
        for (const auto *const known : {"true", "false", "null"}) {
            const QLatin1String name(known);
            if (!m_text.mid(m_at).startsWith(name))
                continue;
            auto node = made(known[0] == 'n' ? LocatedJson::Type::Null : LocatedJson::Type::Bool);
            node.m_truth = known[0] == 't';
            m_at += name.size();
            return node;
        }
        return unexpectedHere();
    }

    Parsed number()
    {
        const auto begin = m_at;
        const auto digits = [this] {
            const auto first = m_at;
            while (m_at < m_text.size() && m_text[m_at] >= u'0' && m_text[m_at] <= u'9')
                ++m_at;
            return m_at - first;
        };
        if (m_at < m_text.size() && m_text[m_at] == u'-')
            ++m_at;
        const auto whole = m_at;
        const auto length = digits();
        if (length == 0 || (length > 1 && m_text[whole] == u'0')) {
            m_at = begin;
            return unexpectedHere();
        }
        if (m_at < m_text.size() && m_text[m_at] == u'.') {
            ++m_at;
            if (digits() == 0)
                return unexpectedHere();
        }
        if (m_at < m_text.size() && (m_text[m_at] == u'e' || m_text[m_at] == u'E')) {
            ++m_at;
            if (m_at < m_text.size() && (m_text[m_at] == u'+' || m_text[m_at] == u'-'))
                ++m_at;
            if (digits() == 0)
                return unexpectedHere();
        }
        auto node = made(LocatedJson::Type::Number);
        node.m_number = m_text.mid(begin, m_at - begin).toDouble();
        if (!std::isfinite(node.m_number))
            return wrong(inWords(QT_TRANSLATE_NOOP("Scenarios", "the number is too large.")));
        return node;
    }

    Result<QString> text()
    {
        ++m_at; // the quote
        QString read;
        while (m_at < m_text.size()) {
            const auto c = m_text[m_at].unicode();
            if (c == u'"') {
                ++m_at;
                return read;
            }
            if (c < 0x20)
                return wrong(inWords(QT_TRANSLATE_NOOP("Scenarios", "a text isn't closed on its line.")));
            if (c != u'\\') {
                read += QChar(c);
                ++m_at;
                continue;
            }
            if (m_at + 1 >= m_text.size())
                break;
            const auto escape = m_text[m_at + 1].unicode();
            m_at += 2;
            constexpr QStringView Written = u"\"\\/bfnrt";
            constexpr QStringView Meant = u"\"\\/\b\f\n\r\t";
            const auto found = Written.indexOf(QChar(escape));
            if (found >= 0) {
                read += Meant[found];
                continue;
            }
            bool isHex = false;
            const auto code = escape == u'u' && m_at + 4 <= m_text.size()
                                  ? m_text.mid(m_at, 4).toString().toUShort(&isHex, 16)
                                  : ushort{0};
            if (!isHex)
                return wrong(inWords(QT_TRANSLATE_NOOP("Scenarios", "a text has an unknown escape.")));
            read += QChar(code);
            m_at += 4;
        }
        return unexpectedHere();
    }

    Parsed list(int depth)
    {
        auto node = made(LocatedJson::Type::List);
        ++m_at;
        if (accept(u']'))
            return node;
        do {
            auto item = value(depth + 1);
            if (!item)
                return item;
            node.m_items.push_back(std::move(*item));
        } while (accept(u','));
        if (!accept(u']'))
            return unexpectedHere();
        return node;
    }

    Parsed object(int depth)
    {
        auto node = made(LocatedJson::Type::Object);
        ++m_at;
        if (accept(u'}'))
            return node;
        do {
            skipSpace();
            if (m_at >= m_text.size() || m_text[m_at] != u'"')
                return unexpectedHere();
            auto name = text();
            if (!name)
                return tl::unexpected(name.error());
            if (node.m_names.contains(*name))
                return wrong(inWords(QT_TRANSLATE_NOOP("Scenarios", "\"%1\" stands twice in one object.")).arg(*name));
            if (!accept(u':'))
                return unexpectedHere();
            auto item = value(depth + 1);
            if (!item)
                return item;
            node.m_names.append(*name);
            node.m_items.push_back(std::move(*item));
        } while (accept(u','));
        if (!accept(u'}'))
            return unexpectedHere();
        return node;
    }

    QStringView m_text;
    QString m_file;
    qsizetype m_at = 0;
    int m_line = 1;
};

Result<LocatedJson> LocatedJson::parse(const QByteArray &bytes, const QString &what)
{
    if (bytes.size() > MostBytes)
        return fail(ErrorCode::Malformed,
                    inWords(QT_TRANSLATE_NOOP("Scenarios", "%1 is larger than 16 MB.")).arg(what));
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(bytes);
    if (decoder.hasError())
        return fail(ErrorCode::Malformed,
                    inWords(QT_TRANSLATE_NOOP("Scenarios", "%1 is not written in UTF-8.")).arg(what));
    return LocatedJsonParser(text, what).parse();
}

const LocatedJson *LocatedJson::find(const QString &name) const
{
    const auto at = m_names.indexOf(name);
    return m_type == Type::Object && at >= 0 ? &m_items[static_cast<std::size_t>(at)] : nullptr;
}

tl::unexpected<Error> LocatedJson::error(const QString &what) const
{
    return failAt(m_file, m_line, what);
}

Result<QString> LocatedJson::asText() const
{
    if (m_type != Type::Text)
        return error(inWords(QT_TRANSLATE_NOOP("Scenarios", "a text in quotes is expected.")));
    return m_text;
}

Result<double> LocatedJson::asNumber() const
{
    if (m_type != Type::Number)
        return error(inWords(QT_TRANSLATE_NOOP("Scenarios", "a number is expected.")));
    return m_number;
}

Result<QString> LocatedJson::text(const QString &name) const
{
    const auto *found = find(name);
    if (!found)
        return error(inWords(QT_TRANSLATE_NOOP("Scenarios", "\"%1\" is missing.")).arg(name));
    if (found->m_type != Type::Text)
        return found->error(inWords(QT_TRANSLATE_NOOP("Scenarios", "\"%1\" must be a text in quotes.")).arg(name));
    return found->m_text;
}

Result<QString> LocatedJson::textOr(const QString &name, const QString &fallback) const
{
    return find(name) ? text(name) : Result<QString>(fallback);
}

Result<double> LocatedJson::number(const QString &name) const
{
    const auto *found = find(name);
    if (!found)
        return error(inWords(QT_TRANSLATE_NOOP("Scenarios", "\"%1\" is missing.")).arg(name));
    if (found->m_type != Type::Number)
        return found->error(inWords(QT_TRANSLATE_NOOP("Scenarios", "\"%1\" must be a number.")).arg(name));
    return found->m_number;
}

Result<double> LocatedJson::numberOr(const QString &name, double fallback) const
{
    return find(name) ? number(name) : Result<double>(fallback);
}

Result<std::optional<double>> LocatedJson::optionalNumber(const QString &name) const
{
    const auto *found = find(name);
    if (!found || found->m_type == Type::Null)
        return std::optional<double>();
    return number(name).map([](double value) { return std::optional(value); });
}

Result<bool> LocatedJson::truthOr(const QString &name, bool fallback) const
{
    const auto *found = find(name);
    if (!found)
        return fallback;
    if (found->m_type != Type::Bool)
        return found->error(inWords(QT_TRANSLATE_NOOP("Scenarios", "\"%1\" must be true or false.")).arg(name));
    return found->m_truth;
}

Result<std::vector<LocatedJson>> LocatedJson::listOr(const QString &name) const
{
    const auto *found = find(name);
    if (!found)
        return std::vector<LocatedJson>();
    if (found->m_type != Type::List)
        return found->error(inWords(QT_TRANSLATE_NOOP("Scenarios", "\"%1\" must be a list.")).arg(name));
    return found->m_items;
}

Result<QList<double>> LocatedJson::numbersOr(const QString &name) const
{
    const auto list = listOr(name);
    if (!list)
        return tl::unexpected(list.error());
    QList<double> numbers;
    for (const auto &item : *list) {
        const auto number = item.asNumber();
        if (!number)
            return tl::unexpected(number.error());
        numbers.append(*number);
    }
    return numbers;
}

Result<QStringList> LocatedJson::textsOr(const QString &name) const
{
    const auto list = listOr(name);
    if (!list)
        return tl::unexpected(list.error());
    QStringList texts;
    for (const auto &item : *list) {
        const auto text = item.asText();
        if (!text)
            return tl::unexpected(text.error());
        texts.append(*text);
    }
    return texts;
}

Status LocatedJson::onlyNames(const QStringList &known) const
{
    const auto others = otherNames(known);
    return others.isEmpty() ? Status() : tl::unexpected(others.first().second);
}

QList<std::pair<int, Error>> LocatedJson::otherNames(const QStringList &known) const
{
    if (m_type != Type::Object)
        return {{m_line, error(inWords(QT_TRANSLATE_NOOP("Scenarios", "an object in braces is expected."))).value()}};
    QList<std::pair<int, Error>> others;
    for (qsizetype i = 0; i < m_names.size(); ++i) {
        if (known.contains(m_names[i]))
            continue;
        const auto &item = m_items[static_cast<std::size_t>(i)];
        const auto what = inWords(QT_TRANSLATE_NOOP("Scenarios", "\"%1\" is not known here; known are: %2."))
                              .arg(m_names[i], known.join(QStringLiteral(", ")));
        others.append({item.line(), item.error(what).value()});
    }
    return others;
}

} // namespace consultantos
