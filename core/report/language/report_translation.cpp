// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/language/report_translation.h"

#include "report/language/figures_in_text.h"
#include "report/language/masked_text.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>

#include <functional>

namespace consultantos {

namespace {

/// Members whose texts are ours and meant to be read, not codes, names or addresses.
bool isProse(const QString &key)
{
    static const QSet<QString> Keys{
        QStringLiteral("title"),    QStringLiteral("label"),         QStringLiteral("reason"),
        QStringLiteral("subject"),  QStringLiteral("needs"),         QStringLiteral("notes"),
        QStringLiteral("note"),     QStringLiteral("limits"),        QStringLiteral("factors"),
        QStringLiteral("warnings"), QStringLiteral("not_derivable"), QStringLiteral("action"),
        QStringLiteral("owner"),    QStringLiteral("test"),          QStringLiteral("rule"),
        QStringLiteral("unjudged"), QStringLiteral("settle"),        QStringLiteral("settled_by")};
    return Keys.contains(key);
}

/// Members that are taken over as they are.
bool isKept(const QString &key)
{
    static const QSet<QString> Keys{QStringLiteral("request"), QStringLiteral("company"),  QStringLiteral("peers"),
                                    QStringLiteral("sources"), QStringLiteral("metadata"), QStringLiteral("evidence"),
                                    QStringLiteral("agents"),  QStringLiteral("contrary"), QStringLiteral("parts")};
    return Keys.contains(key);
}

/// "cost_of_revenue", "rising", "data.ratio.roic": for programs; whoever renders them says them in words.
bool isCode(const QString &text)
{
    static const QRegularExpression Code(QStringLiteral("^[a-z][a-z0-9_]*(?:\\.[a-z0-9_-]+)*$"));
    return Code.match(text).hasMatch();
}

QStringList namesIn(const Report &report, const Phrasebook &book)
{
    QStringList names{report.company.name, report.company.legalName, report.request.company};
    names += report.company.aliases;
    for (const auto &peer : report.peers)
        names.append(peer.name);
    for (const auto &framework : report.frameworks) {
        if (!framework.canvas)
            continue;
        for (const auto &line : framework.canvas->lines)
            names.append(line.company);
    }
    for (const auto &breakdown : report.financials.breakdowns) {
        for (const auto &part : breakdown.parts)
            names.append(part.name);
    }
    if (!book.hasPhrase(report.request.region))
        names.append(report.request.region);
    return namesInOrder(names);
}

/// Goes through a report's JSON, which has every part of it, those of later versions too.
class Walk {
public:
    Walk(const Report &report, const Phrasebook &book)
        : m_book(book)
        , m_names(namesIn(report, book))
    {
        for (const auto &edit : report.edits) {
            if (edit.reading.language == book.language())
                m_inLanguage.insert(edit.target);
        }
    }

    QJsonValue value(const QJsonValue &value, const QString &key)
    {
        if (value.isObject() && !isKept(key))
            return object(value.toObject(), key);
        if (value.isArray() && !isKept(key)) {
            QJsonArray array;
            for (const auto entry : value.toArray())
                array.append(this->value(entry, key));
            return array;
        }
        if (key == QLatin1String("request"))
            return request(value.toObject());
        if (value.isString() && isProse(key))
            return text(value.toString());
        return value;
    }

    QString text(const QString &text)
    {
        if (text.isEmpty() || isCode(text))
            return text;
        const auto found = m_book.translate(text, {}, m_names);
        if (!found)
            keep(text, {});
        return found ? found->text : text;
    }

    [[nodiscard]] const QStringList &kept() const { return m_kept; }
    [[nodiscard]] const QStringList &sentences() const { return m_sentences; }

private:
    QJsonObject object(const QJsonObject &source, const QString &key)
    {
        if (source.contains(QLatin1String("grade")) && source.contains(QLatin1String("text")))
            return claim(source);
        if (key == QLatin1String("edits"))
            return edit(source);
        QJsonObject target;
        for (auto it = source.begin(); it != source.end(); ++it) {
            // Fields of an item are codes, or phrases of our own.
            const bool isPhrase = key == QLatin1String("fields") && it.key() != QLatin1String("topics")
                                  && it.value().toString().contains(QLatin1Char(' '));
            // What a rule or a source says of a figure or statement of ours.
            const bool isSaid = (key == QLatin1String("findings") && it.key() == QLatin1String("text"))
                                || (key == QLatin1String("readings") && it.key() == QLatin1String("source"));
            target.insert(it.key(),
                          isPhrase || isSaid ? QJsonValue(text(it.value().toString())) : value(it.value(), it.key()));
        }
        return target;
    }

    /// Everything in it is the asker's, but for the titles of our templates.
    [[nodiscard]] QJsonObject request(QJsonObject source) const
    {
        const auto titled = [this](QJsonObject object) {
            const auto found = m_book.translate(object[QLatin1String("title")].toString());
            if (found && object.contains(QLatin1String("title")))
                object.insert(QLatin1String("title"), found->text);
            return object;
        };
        if (!source[QLatin1String("layout")].isObject())
            return source;
        auto layout = titled(source[QLatin1String("layout")].toObject());
        QJsonArray parts;
        for (const auto part : layout[QLatin1String("parts")].toArray())
            parts.append(titled(part.toObject()));
        layout.insert(QLatin1String("parts"), parts);
        source.insert(QLatin1String("layout"), layout);
        return source;
    }

    /// A person's words stay; what the analysis says at that place is ours.
    QJsonObject edit(QJsonObject source)
    {
        if (!source[QLatin1String("original")].isObject())
            return source;
        const auto said = claim(source[QLatin1String("original")].toObject());
        source.insert(QLatin1String("original"), said);
        source.insert(QLatin1String("computed"), said[QLatin1String("text")]);
        return source;
    }

    QJsonObject claim(QJsonObject object)
    {
        auto claim = claimFromJson(object);
        if (claim.grade == Grade::Person && m_inLanguage.contains(claim.id))
            return object;
        const auto found = m_book.translate(claim.text, claim.numbers, m_names);
        if (found) {
            claim.text = found->text;
            claim.numbers = found->numbers;
        } else {
            m_kept.append(claim.text);
            if (claim.grade != Grade::Model)
                m_sentences += m_book.unknownSentences(claim.text, claim.numbers, m_names);
            claim.text += m_book.keptMark();
        }
        const auto written = toJson(claim);
        for (const auto *key : {"text", "numbers"})
            object.insert(QLatin1String(key), written[QLatin1String(key)]);
        if (object.contains(QLatin1String("rewords")))
            object.insert(QLatin1String("rewords"), value(object[QLatin1String("rewords")], QStringLiteral("rewords")));
        return object;
    }

    void keep(const QString &text, const QList<NumberRef> &numbers)
    {
        m_kept.append(text);
        m_sentences += m_book.unknownSentences(text, numbers, m_names);
    }

    const Phrasebook &m_book;
    QStringList m_names;
    QSet<QString> m_inLanguage; ///< claims that persons wrote in it
    QStringList m_kept;
    QStringList m_sentences;
};

EvidenceBook translatedEvidence(const EvidenceBook &source, Walk &walk)
{
    EvidenceBook target;
    for (const auto &fact : source.facts())
        target.add(fact);
    for (auto computation : source.computations()) {
        computation.title = walk.text(computation.title);
        target.add(computation);
    }
    for (const auto &passage : source.passages())
        target.add(passage);
    for (auto entry : source.playbook()) {
        entry.text = walk.text(entry.text);
        entry.reasoning = walk.text(entry.reasoning);
        target.add(entry);
    }
    return target;
}

/// The words of a statement that a finding means, as the statement has them in the other language.
void translateMeantWords(const Report &report, const Phrasebook &book, Report &target)
{
    QHash<QString, Claim> originals;
    QHash<QString, Claim> claims;
    for (const auto &claim : report.claims())
        originals.insert(claim.id, claim);
    for (const auto &claim : target.claims())
        claims.insert(claim.id, claim);
    for (auto &finding : target.quality->findings) {
        const auto meant = finding.words;
        if (meant.isEmpty())
            continue;
        if (const auto said = book.translate(finding.words)) {
            finding.words = said->text;
            continue;
        }
        finding.words = restyledFigures(meant, book.style());
        if (const auto also = book.translate(QStringLiteral("and")); also && finding.words != meant)
            finding.words.replace(QStringLiteral(" and "), QLatin1Char(' ') + also->text + QLatin1Char(' '));
        const auto original = originals.value(finding.claim);
        const auto claim = claims.value(finding.claim);
        for (const auto &number : original.numbers) {
            if (original.text.mid(number.start, number.length) != meant)
                continue;
            for (const auto &other : claim.numbers) {
                if (other.ref == number.ref && other.value == number.value)
                    finding.words = claim.text.mid(other.start, other.length);
            }
            break;
        }
    }
}

Report translatedBy(Walk &walk, const Phrasebook &book, const Report &report)
{
    // The evidence is the largest part and needs only its titles translated.
    auto bare = report;
    bare.evidence = {};
    auto read = reportFromJson(walk.value(toJson(bare), {}).toObject());
    auto target = read ? *std::move(read) : report;
    target.evidence = translatedEvidence(report.evidence, walk);
    if (target.quality)
        translateMeantWords(report, book, target);
    return target;
}

} // namespace

TranslatedReport translated(const Report &report, const Wording &wording)
{
    if (wording.isEnglish())
        return {report, {}};
    Walk walk(report, *wording.book());
    auto target = translatedBy(walk, *wording.book(), report);
    return {std::move(target), walk.kept()};
}

QStringList untranslatedSentences(const Report &report, const Phrasebook &book)
{
    Walk walk(report, book);
    translatedBy(walk, book, report);
    auto sentences = walk.sentences();
    sentences.removeDuplicates();
    return sentences;
}

} // namespace consultantos
