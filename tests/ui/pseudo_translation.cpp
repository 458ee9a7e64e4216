// SPDX-License-Identifier: GPL-3.0-or-later
#include "pseudo_translation.h"

#include <QFile>
#include <QRegularExpression>
#include <QXmlStreamReader>

#include <algorithm>

namespace consultantos::test {

namespace {

constexpr QChar Begin(0x27e6);
constexpr QChar End(0x27e7);

} // namespace

PseudoTranslation::PseudoTranslation(const QString &ts, QObject *parent)
    : QTranslator(parent)
{
    QFile file(ts);
    if (!file.open(QIODevice::ReadOnly))
        return;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name"))
            context = xml.readElementText();
        else if (xml.name() == QLatin1String("source"))
            m_sources[context].insert(xml.readElementText());
    }
}

QString PseudoTranslation::pseudo(const QString &text)
{
    static const QString Plain = QStringLiteral("aceinouyACEINOUY");
    static const QString Accented = QStringLiteral("àçéîñôûýÀÇÉÎÑÔÛÝ");
    // What programs read stays: places, tags, entities, and the patterns of file names.
    static const QRegularExpression Kept(QStringLiteral("%L?[0-9n]+|<[^>]*>|&[a-z]+;|&#[0-9]+;|\\(\\*[^)]*\\)|;;"));
    QString made;
    qsizetype at = 0;
    qsizetype letters = 0;
    const auto take = [&](qsizetype until) {
        for (; at < until; ++at) {
            const auto place = Plain.indexOf(text[at]);
            made += place < 0 ? text[at] : Accented[place];
            letters += text[at].isLetter() ? 1 : 0;
        }
    };
    for (const auto &match : Kept.globalMatch(text)) {
        take(match.capturedStart());
        made += match.captured();
        at = match.capturedEnd();
    }
    take(text.size());
    // In words of the text's own length, so that it may be wrapped like a sentence.
    constexpr double Longer = 0.4;
    constexpr qsizetype WordLength = 6;
    auto more = qsizetype(double(letters) * Longer + 0.5);
    while (more > 0) {
        const auto word = std::min(more, WordLength);
        made += QLatin1Char(' ') + QString(word, QChar(0x00f5));
        more -= word + 1;
    }
    return Begin + made + End;
}

QString PseudoTranslation::untranslated(const QString &shown)
{
    QString outside;
    int depth = 0;
    for (const auto letter : shown) {
        if (letter == Begin)
            ++depth;
        else if (letter == End)
            depth = std::max(0, depth - 1);
        else if (depth == 0)
            outside += letter;
    }
    static const QRegularExpression Word(QStringLiteral("\\p{L}{2,}"));
    return Word.match(outside).hasMatch() ? outside.trimmed() : QString();
}

QString PseudoTranslation::translate(const char *context, const char *sourceText, const char * /*disambiguation*/,
                                     int /*n*/) const
{
    const auto text = QString::fromUtf8(sourceText);
    const auto name = QString::fromUtf8(context);
    // Of these Qt reads the answer: names of keys, the direction, numbers of a calendar.
    static const QSet<QString> Read{QStringLiteral("QShortcut"), QStringLiteral("QApplication"),
                                    QStringLiteral("QGuiApplication")};
    if (text.isEmpty() || Read.contains(name))
        return {};
    // The button that closes a tab is Qt's, too.
    const bool isQts = (name.startsWith(QLatin1Char('Q')) && name.size() > 1 && name[1].isUpper())
                       || name == QLatin1String("CloseButton");
    return isQts || m_sources.value(name).contains(text) ? pseudo(text) : QString();
}

} // namespace consultantos::test
