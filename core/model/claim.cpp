// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/claim.h"

#include "base/json.h"
#include "base/json_fields.h"
#include "model/json_text.h"
#include "model/units.h"

#include <QRegularExpression>

#include <cmath>

namespace consultantos {

namespace {

/// UTF-16 position → code points before it.
qsizetype codePointsBefore(const QString &text, qsizetype position)
{
    qsizetype count = 0;
    for (qsizetype i = 0; i < position && i < text.size(); ++i) {
        if (!text[i].isLowSurrogate())
            ++count;
    }
    return count;
}

/// Code points → UTF-16 position.
qsizetype positionAfter(const QString &text, qsizetype codePoints)
{
    qsizetype position = 0;
    while (codePoints > 0 && position < text.size()) {
        position += text[position].isHighSurrogate() ? 2 : 1;
        --codePoints;
    }
    return position;
}

QJsonArray numbersToJson(const QList<NumberRef> &numbers, const QString &text)
{
    QJsonArray array;
    for (const auto &number : numbers)
        array.append(toJson(number, text));
    return array;
}

QList<NumberRef> numbersFromJson(const QJsonValue &value, const QString &text)
{
    QList<NumberRef> numbers;
    for (const auto &entry : value.toArray()) {
        const auto number = entry.toObject();
        const auto codePoint = number[QStringLiteral("start")].toInteger();
        const auto start = positionAfter(text, codePoint);
        const auto end = positionAfter(text, codePoint + number[QStringLiteral("length")].toInteger());
        numbers.append({start, end - start, number[QStringLiteral("value")].toDouble(),
                        number[QStringLiteral("unit")].toString(), number[QStringLiteral("ref")].toString()});
    }
    return numbers;
}

} // namespace

QString gradeName(Grade grade)
{
    switch (grade) {
    case Grade::Computed:
        return QStringLiteral("Computed");
    case Grade::Quoted:
        return QStringLiteral("Quoted");
    case Grade::Playbook:
        return QStringLiteral("Playbook");
    case Grade::Person:
        return QStringLiteral("Person");
    case Grade::Model:
        break;
    }
    return QStringLiteral("Model");
}

Grade gradeFromName(const QString &name)
{
    for (const auto grade : {Grade::Computed, Grade::Quoted, Grade::Playbook, Grade::Person}) {
        if (gradeName(grade) == name)
            return grade;
    }
    return Grade::Model;
}

namespace {

/// A number with the text in which it stands.
struct PlacedNumber {
    const NumberRef *number = nullptr;
    const QString *text = nullptr;
};

template <typename Fields>
void describe(Fields &fields, const PlacedNumber &placed)
{
    const auto &number = *placed.number;
    const auto start = codePointsBefore(*placed.text, number.start);
    fields("length", codePointsBefore(*placed.text, number.start + number.length) - start);
    fields("ref", number.ref);
    fields("start", start);
    fields("unit", number.unit);
    fields("value", number.value);
}

} // namespace

QJsonObject toJson(const NumberRef &number, const QString &text)
{
    return json::toObject(PlacedNumber{&number, &text});
}

template <typename Fields>
static void describe(Fields &fields, const Claim &claim)
{
    QList<PlacedNumber> numbers;
    numbers.reserve(claim.numbers.size());
    for (const auto &number : claim.numbers)
        numbers.append({&number, &claim.text});
    fields("confidence", claim.confidence);
    if (claim.contrary)
        fields("contrary", QJsonValue(QJsonObject{{QStringLiteral("passage"), claim.contrary->passage},
                                                  {QStringLiteral("quote"), claim.contrary->quote}}));
    fields("evidence", claim.evidence);
    fields("grade", gradeName(claim.grade));
    fields("id", claim.id);
    fields("numbers", numbers);
    if (const auto &engine = claim.rewords)
        fields("rewords",
               QJsonValue(QJsonObject{{QStringLiteral("text"), engine->text},
                                      {QStringLiteral("grade"), gradeName(engine->grade)},
                                      {QStringLiteral("confidence"), engine->confidence},
                                      {QStringLiteral("numbers"), numbersToJson(engine->numbers, engine->text)}}));
    fields("text", claim.text);
}

QJsonObject toJson(const Claim &claim)
{
    return json::toObject(claim);
}

void writeJson(JsonWriter &writer, const Claim &claim)
{
    json::writeObject(writer, claim);
}

Claim claimFromJson(const QJsonObject &object)
{
    Claim claim;
    claim.id = object[QStringLiteral("id")].toString();
    claim.text = object[QStringLiteral("text")].toString();
    claim.grade = gradeFromName(object[QStringLiteral("grade")].toString());
    claim.confidence = object[QStringLiteral("confidence")].toDouble();
    claim.evidence = json::toStrings(object[QStringLiteral("evidence")]);
    claim.numbers = numbersFromJson(object[QStringLiteral("numbers")], claim.text);
    if (const auto value = object[QStringLiteral("rewords")]; value.isObject()) {
        const auto engine = value.toObject();
        const auto text = engine[QStringLiteral("text")].toString();
        claim.rewords = Rewording{text, gradeFromName(engine[QStringLiteral("grade")].toString()),
                                  engine[QStringLiteral("confidence")].toDouble(),
                                  numbersFromJson(engine[QStringLiteral("numbers")], text)};
    }
    if (const auto value = object[QStringLiteral("contrary")]; value.isObject())
        claim.contrary =
            ContraryPassage{value[QStringLiteral("passage")].toString(), value[QStringLiteral("quote")].toString()};
    return claim;
}

ClaimBuilder::ClaimBuilder(QString id, Grade grade, double confidence)
{
    m_claim.id = std::move(id);
    m_claim.grade = grade;
    m_claim.confidence = confidence;
}

ClaimBuilder &ClaimBuilder::text(const QString &literal)
{
    m_claim.text += literal;
    return *this;
}

ClaimBuilder &ClaimBuilder::figure(const Figure &figure)
{
    const auto written = formatValue(figure.value, figure.unit);
    m_claim.numbers.append({m_claim.text.size(), written.size(), figure.value, figure.unit, figure.ref});
    m_claim.text += written;
    return evidence(figure.ref);
}

ClaimBuilder &ClaimBuilder::magnitude(const Figure &figure)
{
    const auto written = formatValue(std::abs(figure.value), figure.unit);
    m_claim.numbers.append({m_claim.text.size(), written.size(), figure.value, figure.unit, figure.ref});
    m_claim.text += written;
    return evidence(figure.ref);
}

ClaimBuilder &ClaimBuilder::quote(const QString &verbatim, const QString &ref)
{
    static const QRegularExpression number(QStringLiteral("\\d+(?:[.,]\\d+)*"));
    m_claim.text += QChar(0x201C);
    const auto base = m_claim.text.size();
    for (auto matches = number.globalMatch(verbatim); matches.hasNext();) {
        const auto match = matches.next();
        auto digits = match.captured();
        const double value = digits.remove(QLatin1Char(',')).toDouble();
        // The unit "quoted" says that the number is the source's own wording and no value of ours.
        m_claim.numbers.append(
            {base + match.capturedStart(), match.capturedLength(), value, QStringLiteral("quoted"), ref});
    }
    m_claim.text += verbatim;
    m_claim.text += QChar(0x201D);
    return evidence(ref);
}

ClaimBuilder &ClaimBuilder::excerpt(const Claim &source, qsizetype start, qsizetype length)
{
    const auto base = m_claim.text.size();
    m_claim.text += source.text.mid(start, length);
    for (auto number : source.numbers) {
        if (number.start < start || number.start + number.length > start + length)
            continue;
        number.start += base - start;
        m_claim.numbers.append(number);
        evidence(number.ref);
    }
    return *this;
}

ClaimBuilder &ClaimBuilder::evidence(const QString &id)
{
    if (!id.isEmpty() && !m_claim.evidence.contains(id))
        m_claim.evidence.append(id);
    return *this;
}

Claim ClaimBuilder::build() const
{
    return m_claim;
}

QJsonObject toJson(const DataRequest &request)
{
    return {{QStringLiteral("id"), request.id},
            {QStringLiteral("subject"), request.subject},
            {QStringLiteral("reason"), request.reason},
            {QStringLiteral("needs"), json::fromStrings(request.needs)},
            {QStringLiteral("affects"), json::fromStrings(request.affects)}};
}

DataRequest dataRequestFromJson(const QJsonObject &object)
{
    return {object[QStringLiteral("id")].toString(), object[QStringLiteral("subject")].toString(),
            object[QStringLiteral("reason")].toString(), json::toStrings(object[QStringLiteral("needs")]),
            json::toStrings(object[QStringLiteral("affects")])};
}

} // namespace consultantos
