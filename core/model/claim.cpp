// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/claim.h"

#include "base/json.h"
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
    case Grade::Model:
        break;
    }
    return QStringLiteral("Model");
}

Grade gradeFromName(const QString &name)
{
    for (const auto grade : {Grade::Computed, Grade::Quoted, Grade::Playbook}) {
        if (gradeName(grade) == name)
            return grade;
    }
    return Grade::Model;
}

QJsonObject toJson(const NumberRef &number, const QString &text)
{
    const auto start = codePointsBefore(text, number.start);
    return {{QStringLiteral("start"), start},
            {QStringLiteral("length"), codePointsBefore(text, number.start + number.length) - start},
            {QStringLiteral("value"), number.value},
            {QStringLiteral("unit"), number.unit},
            {QStringLiteral("ref"), number.ref}};
}

QJsonObject toJson(const Claim &claim)
{
    QJsonObject object{{QStringLiteral("id"), claim.id},
                       {QStringLiteral("text"), claim.text},
                       {QStringLiteral("grade"), gradeName(claim.grade)},
                       {QStringLiteral("confidence"), claim.confidence},
                       {QStringLiteral("evidence"), json::fromStrings(claim.evidence)},
                       {QStringLiteral("numbers"), numbersToJson(claim.numbers, claim.text)}};
    if (const auto &engine = claim.rewords)
        object[QStringLiteral("rewords")] =
            QJsonObject{{QStringLiteral("text"), engine->text},
                        {QStringLiteral("grade"), gradeName(engine->grade)},
                        {QStringLiteral("confidence"), engine->confidence},
                        {QStringLiteral("numbers"), numbersToJson(engine->numbers, engine->text)}};
    if (claim.contrary)
        object[QStringLiteral("contrary")] = QJsonObject{{QStringLiteral("passage"), claim.contrary->passage},
                                                         {QStringLiteral("quote"), claim.contrary->quote}};
    return object;
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
