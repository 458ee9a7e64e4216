// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/wording/plain_sentence.h"

#include <QRegularExpression>

namespace consultantos {

namespace {

PlainSentence refused(const char *fault)
{
    return {{}, QString::fromLatin1(fault)};
}

bool isInvisible(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
        return true;
    default:
        // Hangul fillers and the Braille blank are letters and symbols that show nothing.
        return c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || c == 0x2800;
    }
}

bool isForeignNumber(char32_t c)
{
    const auto category = QChar::category(c);
    return (category == QChar::Number_DecimalDigit && (c < U'0' || c > U'9')) || category == QChar::Number_Letter
           || category == QChar::Number_Other;
}

} // namespace

QString visibleText(const QString &text)
{
    QString visible;
    visible.reserve(text.size());
    const auto points = text.toUcs4();
    for (const auto point : points) {
        if (QChar::isSpace(point))
            visible += QLatin1Char(' ');
        else if (!isInvisible(point))
            visible += QChar::fromUcs4(point);
    }
    return visible.simplified();
}

PlainSentence plainSentence(const QString &text)
{
    // Longer ones are refused below; a reply of megabytes isn't worth looking at.
    auto plain = visibleText(text.left(4 * MostLettersOfStatement).normalized(QString::NormalizationForm_KC));
    static const QRegularExpression emphasis(QStringLiteral("\\*+|_{2,}|^#+\\s|^[-•>]\\s"));
    plain = plain.remove(emphasis).simplified();
    if (plain.isEmpty())
        return refused("it is empty");
    if (plain.size() > MostLettersOfStatement)
        return refused("it is too long: write one or two sentences");
    const auto points = plain.toUcs4();
    for (const auto point : points) {
        if (isForeignNumber(point))
            return refused("it has digits other than 0 to 9");
    }
    static const QRegularExpression markup(QStringLiteral("[<>{}\\[\\]|`\\\\~^#*_=@]"));
    if (markup.match(plain).hasMatch())
        return refused("it has marks that no sentence of a report has: write plain text");
    static const QRegularExpression address(
        QStringLiteral(
            "://|\\bwww\\.|\\b(?:https?|ftp|file|data|javascript):|\\b[a-z0-9-]+\\.(?:com|org|net|io|ai|ru|cn|de)\\b"),
        QRegularExpression::CaseInsensitiveOption);
    if (address.match(plain).hasMatch())
        return refused("it has an address");
    static const QRegularExpression quotes(QStringLiteral("[\"“”„«»‹›]"));
    if (quotes.match(plain).hasMatch())
        return refused("it quotes: say it in your own words");
    static const QRegularExpression places(QStringLiteral("\\b[FPK]\\d+\\b"));
    if (places.match(plain).hasMatch())
        return refused("it names evidence in its text: put ids into the list of evidence alone");
    if (!plain.endsWith(QLatin1Char('.')) && !plain.endsWith(QLatin1String(".)")))
        return refused("it doesn't end with a full stop");
    return {plain, {}};
}

QString defusedText(const QString &text)
{
    auto data = visibleText(text);
    // Lookalikes, so that a person who reads the prompt still sees what stood there.
    static const std::pair<char16_t, char16_t> lookalikes[] = {
        {u'<', u'‹'},  {u'>', u'›'}, {u'{', u'('},  {u'}', u')'},  {u'[', u'('}, {u']', u')'},
        {u'`', u'\''}, {u'|', u'¦'}, {u'"', u'\''}, {u'\\', u'/'}, {u'#', u'＃'}};
    for (const auto &[from, to] : lookalikes)
        data.replace(QChar(from), QChar(to));
    static const QRegularExpression numbering(QStringLiteral("\\b([FPKC])(?=\\d+\\b)"));
    data.replace(numbering, QStringLiteral("\\1-"));
    static const QRegularExpression rule(QStringLiteral("[-=_*~]{3,}"));
    data.replace(rule, QStringLiteral("–"));
    return data;
}

} // namespace consultantos
