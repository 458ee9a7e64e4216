// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/filings/inline_fact_reader.h"

#include "evidence/filings/inline_transforms.h"

namespace consultantos {

namespace {

constexpr qsizetype LongestNumberText = 256;
constexpr qsizetype LongestText = 4096; // what we read of a text is a name, a day, a truth value
constexpr int LongestChain = 10'000;    // of continuations

bool isInline(ElementKind kind)
{
    switch (kind) {
    case ElementKind::NonFraction:
    case ElementKind::Fraction:
    case ElementKind::Numerator:
    case ElementKind::Denominator:
    case ElementKind::NonNumeric:
    case ElementKind::Continuation:
    case ElementKind::Exclude:
    case ElementKind::Footnote:
        return true;
    default:
        return false;
    }
}

bool isText(ElementKind kind)
{
    return kind == ElementKind::NonNumeric || kind == ElementKind::Continuation;
}

std::optional<int> decimalsOf(QStringView text)
{
    if (text.compare(QLatin1String("INF"), Qt::CaseInsensitive) == 0)
        return ExactDecimals;
    bool isNumber = false;
    const int decimals = text.toInt(&isNumber);
    return isNumber ? std::optional(decimals) : std::nullopt;
}

bool isTrue(QStringView value)
{
    return value == QLatin1String("true") || value == QLatin1String("1");
}

} // namespace

InlineFactReader::Frame InlineFactReader::frameOf(const MarkupElement &element)
{
    Frame frame;
    frame.kind = element.kind;
    for (const auto &[key, value] : element.attributes) {
        const auto is = [key = key](const char *name) {
            return key.compare(QLatin1String(name), Qt::CaseInsensitive) == 0;
        };
        if (is("name"))
            frame.name = value.toString();
        else if (is("contextRef"))
            frame.context = value.toString();
        else if (is("unitRef"))
            frame.unit = value.toString();
        else if (is("format"))
            frame.format = value.toString();
        else if (is("id"))
            frame.element = value.toString();
        else if (is("continuedAt"))
            frame.continuedAt = value.toString();
        else if (is("scale"))
            frame.scale = value.toInt();
        else if (is("sign"))
            frame.isNegative = value == QLatin1String("-");
        else if (is("decimals"))
            frame.decimals = decimalsOf(value);
        else if (is("nil"))
            frame.isNil = isTrue(value);
    }
    return frame;
}

void InlineFactReader::startElement(const MarkupElement &element)
{
    for (const auto &[prefix, uri] : element.namespaces)
        m_names.declare(prefix, uri);
    m_contexts.startElement(element);
    if (!isInline(element.kind))
        return;
    m_open.append(frameOf(element));
    auto &frame = m_open.last();
    m_excluded += frame.kind == ElementKind::Exclude ? 1 : 0;
    if (frame.kind == ElementKind::Continuation)
        frame.name = m_ownerOf.value(frame.element);
    if (isText(frame.kind) && !frame.continuedAt.isEmpty())
        m_ownerOf.insert(frame.continuedAt, frame.name);
}

void InlineFactReader::text(QStringView piece)
{
    m_contexts.text(piece);
    for (auto &frame : m_open) {
        // A text leaves out what it excludes; a number has nothing to exclude.
        const auto limit = isText(frame.kind) ? (m_excluded > 0 ? 0 : LongestText) : LongestNumberText;
        if (frame.text.size() < limit)
            frame.text += piece.left(limit - frame.text.size());
    }
}

void InlineFactReader::endElement(ElementKind kind)
{
    m_contexts.endElement(kind);
    if (!isInline(kind) || m_open.isEmpty())
        return;
    const auto frame = m_open.takeLast();
    switch (kind) {
    case ElementKind::NonFraction:
        endNumber(frame);
        break;
    case ElementKind::Fraction:
        endFraction(frame);
        break;
    case ElementKind::Numerator:
    case ElementKind::Denominator:
        if (!m_open.isEmpty()) {
            auto &fraction = m_open.last();
            (kind == ElementKind::Numerator ? fraction.numerator : fraction.denominator) = valueOf(frame);
        }
        break;
    case ElementKind::NonNumeric:
        m_texts.append(frame);
        break;
    case ElementKind::Continuation:
        m_continuations.insert(frame.element, frame);
        break;
    case ElementKind::Exclude:
        --m_excluded;
        break;
    default:
        break;
    }
}

std::optional<double> InlineFactReader::valueOf(const Frame &frame)
{
    const auto number = readInlineNumber(frame.format, frame.text);
    switch (number.reading) {
    case NumberReading::Read:
        if (const auto value = scaledNumber(number.decimal, frame.scale, frame.isNegative))
            return value;
        [[fallthrough]];
    case NumberReading::Wrong:
        ++m_tally.unreadable;
        return std::nullopt;
    case NumberReading::Unknown:
        ++m_tally.unknownFormats;
        m_tally.formats.insert(frame.format);
        return std::nullopt;
    case NumberReading::Nothing:
        ++m_tally.nil;
        return std::nullopt;
    }
    return std::nullopt;
}

void InlineFactReader::endNumber(const Frame &frame)
{
    if (frame.isNil) {
        ++m_tally.nil;
        return;
    }
    if (const auto value = valueOf(frame))
        keep(frame, *value);
}

void InlineFactReader::endFraction(const Frame &frame)
{
    if (frame.isNil)
        ++m_tally.nil;
    else if (frame.numerator && frame.denominator && *frame.denominator != 0)
        keep(frame, *frame.numerator / *frame.denominator);
    else
        ++m_tally.unreadable;
}

void InlineFactReader::keep(const Frame &frame, double value)
{
    ++m_tally.read;
    m_pending.append({frame.name, frame.context, frame.unit, value, frame.decimals, frame.element, m_page});
    m_endedValue = value;
}

std::optional<double> InlineFactReader::takeEndedValue()
{
    return std::exchange(m_endedValue, std::nullopt);
}

QStringList InlineFactReader::openTextTags() const
{
    QStringList tags;
    for (const auto &frame : m_open) {
        if (isText(frame.kind) && !frame.name.isEmpty())
            tags.append(m_names.resolved(frame.name).local);
    }
    return tags;
}

QList<XbrlNumber> InlineFactReader::numbers()
{
    QList<XbrlNumber> numbers;
    numbers.reserve(m_pending.size());
    const auto &contexts = m_contexts.contexts();
    const auto &units = m_contexts.units();
    for (const auto &pending : m_pending) {
        const auto context = contexts.constFind(pending.context);
        const auto unit = units.constFind(pending.unit);
        if (context == contexts.constEnd() || unit == units.constEnd()) {
            ++m_tally.withoutContext;
            continue;
        }
        const auto name = m_names.resolved(pending.name);
        numbers.append({name.taxonomy, name.local, *unit, *context, pending.value, pending.decimals, pending.element,
                        pending.page});
    }
    m_pending.clear();
    return numbers;
}

QString InlineFactReader::wholeText(const Frame &frame) const
{
    auto whole = frame.text;
    auto next = frame.continuedAt;
    for (int i = 0; i < LongestChain && !next.isEmpty() && whole.size() < LongestText; ++i) {
        const auto part = m_continuations.constFind(next);
        if (part == m_continuations.constEnd())
            break;
        whole += part->text;
        next = part->continuedAt;
    }
    return readInlineText(frame.format, whole);
}

QList<InlineText> InlineFactReader::texts() const
{
    QList<InlineText> texts;
    for (const auto &frame : m_texts) {
        const auto name = m_names.resolved(frame.name);
        texts.append({name.taxonomy, name.local, frame.context, frame.isNil ? QString() : wholeText(frame)});
    }
    return texts;
}

FilingInfo InlineFactReader::info() const
{
    FilingInfo info;
    for (const auto &text : texts()) {
        const auto context = m_contexts.contexts().value(text.context);
        const bool isOfEntity = text.taxonomy == QLatin1String("dei") || text.taxonomy == QLatin1String("ifrs-full");
        if (isOfEntity && context.dimensions.isEmpty()) {
            takeEntityFact(info, text.tag, text.value);
            if (info.company.isEmpty())
                info.company = context.company;
        }
    }
    return info;
}

} // namespace consultantos
