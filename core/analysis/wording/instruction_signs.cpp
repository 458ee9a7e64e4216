// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/wording/instruction_signs.h"

#include "analysis/wording/plain_sentence.h"

#include <QByteArray>
#include <QHash>
#include <QRegularExpression>

#include <array>

namespace consultantos {

namespace {

/// Latin letters for those of other alphabets that look the same, and for digits that stand for letters.
QString withLatinLetters(const QString &text)
{
    static const QHash<QChar, QChar> alike = [] {
        QHash<QChar, QChar> map;
        const auto from = QStringLiteral("аеорсухіјѕԁһΑΒΕΖΗΙΚΜΝΟΡΤΥΧαοιν");
        const auto to = QStringLiteral("aeopcyxijsdhABEZHIKMNOPTYXaoiv");
        for (qsizetype i = 0; i < from.size(); ++i)
            map.insert(from[i], to[i]);
        return map;
    }();
    auto latin = text;
    for (auto &c : latin)
        c = alike.value(c, c);
    return latin;
}

/// "i g n o r e" and "i-g-n-o-r-e" as one word.
QString withoutGaps(const QString &text)
{
    static const QRegularExpression spaced(QStringLiteral("\\b(?:\\p{L}[ .\\-_*]){4,}\\p{L}\\b"));
    static const QRegularExpression gaps(QStringLiteral("[ .\\-_*]"));
    auto joined = text;
    for (auto match = spaced.match(joined); match.hasMatch(); match = spaced.match(joined, match.capturedStart() + 1)) {
        auto word = match.captured();
        joined.replace(match.capturedStart(), match.capturedLength(), word.remove(gaps));
    }
    return joined;
}

const QRegularExpression &signs()
{
    static const QRegularExpression
        expression(
            [] {
                // Earlier instructions be left aside; a reply dictated; a role given; formats of chats.
                const std::array
                    parts =
                        {
                            R"re(\b(?:ignor\w*|disregard\w*|forget|overrid\w*|bypass|set aside|pay no (?:attention|heed) to|do not follow|don't follow|no longer follow|stop following)\b.{0,60}\b(?:instruct\w*|prompts?|rules?|guidelines?|directions?|orders|commands?|constraints?|evidence|told)\b)re",
                            R"re(\b(?:ignore|disregard|forget) (?:all |everything |anything |what(?:'s| is) )*(?:the )?(?:above|before|previous|prior|preceding)\b)re",
                            R"re(\b(?:new|updated|real|actual|secret|hidden|following|urgent|important|special) (?:system )?(?:instructions?|prompt|task|directive|orders?)\b)re",
                            R"re(\b(?:instructions?|message|note|notice|memo|attention|dear|hey|hello|hi|to)\b,? ?(?:to|for)? ?(?:the |any |all |every )?(?:ai|llms?|language model|assistants?|chat ?bots?|gpt|chatgpt|claude|gemini|copilot|reviewer model|summari[sz]er|artificial intelligence)\b)re",
                            R"re(\b(?:ai|llms?|language models?|assistants?|chat ?bots?|gpt|chatgpt|claude|gemini|copilot)\b.{0,40}\b(?:must|should|shall|needs? to|has to|have to|is to|are to|will|please|reading|processing|summari[sz]ing|analy[sz]ing)\b)re",
                            R"re(\byou are (?:now|no longer|from now)\b|\byou are an? (?:\w+ )?(?:ai|assistants?|(?:language )?models?|helpful|unrestricted|chat ?bot|pirate)\b)re",
                            R"re(\b(?:pretend (?:that|to be|you)|role-?play|act as if|answer as|respond as|speak as|behave as if)\b)re",
                            R"re(\bfrom now on,? (?:you|act|answer|write|say|treat|ignore|call|rate|respond|reply)\b)re",
                            R"re(\b(?:system|developer|assistant|user) ?(?:prompt|message|override|instruction|role|mode)\s*:|(?:^|[.!?] )(?:system|developer|assistant|user)\s*:)re",
                            R"re(<\|?/?(?:im_start|im_end|system|user|assistant|inst|s|evidence|instructions?|think|tool|function|start_of_turn|end_of_turn|endoftext|eot_id|begin_of_text|start_header_id)\b)re",
                            R"re(\[/?(?:inst|system|sys|assistant|user|evidence|end of evidence|instructions?)\])re",
                            R"re(<<sys>>|<</sys>>|###\s*(?:system|instruction|response|human|assistant)|\bend of (?:evidence|document|data|passages?|prompt|context)\b|\bbegin (?:new )?(?:instructions?|prompt|task)\b)re",
                            R"re("(?:statements|role|content|evidence|replaces|text|grade|tool_calls?|function|system)"\s*:|'(?:statements|role|evidence|replaces)'\s*:)re",
                            R"re(\b(?:write|say|state|output|print|reply|respond|answer|report|repeat|include|insert|append|add|return|conclude|claim|tell|cite|mention|put)\b.{0,30}\b(?:that|exactly|only|with|the following|this|sentence|statement|text|word|verbatim|json|line)\b.{0,160}(?:[:"'“]|\bF\d|\bP\d|\bevidence\b|\breport\b|\bsummary\b|\breader\b))re",
                            R"re(\b(?:your|the) (?:system prompt|instructions|task|training|guidelines|reply|answer|output|response|summary) (?:is|are|must|should|shall|has|now|begins?|includes?)\b)re",
                            R"re(\b(?:jailbreak|developer mode|dan mode|do anything now|prompt injection|god mode|sudo)\b)re",
                            R"re(\bcit(?:e|ing|es) (?:evidence |id |fact |it as )?[FPKfpk]-?\d+\b|\bas (?:evidence|fact|id) [FPK]-?\d+\b|\bevidence (?:id|item)s? [FPK]-?\d+\b|(?:^|[\s(])[FPK]\d+\s*[:=])re",
                            R"re(\b(?:when|if|while) (?:you|an ai|a model|the model|an assistant)\b.{0,20}\b(?:summari[sz]e|read|process|analy[sz]e|answer|write|are asked)\b)re",
                            R"re(\b(?:must|should|shall) (?:be )?(?:rated|described|reported|summari[sz]ed|presented|scored|written) (?:as|up)\b)re",
                            // German
                            R"re((?:ignorier\w*|missacht\w*|vergiss|vergesse\w*|befolge\w*|übergeh\w*).{0,60}(?:anweisung\w*|vorgabe\w*|regeln?|befehl\w*|instruktion\w*|bisherige\w*|oben))re",
                            R"re(\b(?:du bist|sie sind) (?:jetzt|nun|ab sofort)\b|\bneue anweisung\w*|\b(?:schreibe?n?|antworte\w*|gib|behaupte\w*|nenne|melde)\b.{0,40}\b(?:dass|genau|nur|folgende\w*|aus|stets)\b|\ban (?:das sprachmodell|die ki|den assistenten)\b|\bsprachmodell\b)re",
                            // French
                            R"re((?:ignore[rz]?|oublie[rz]?|ne tiens pas compte|ne tenez pas compte).{0,60}(?:instructions?|consignes?|règles?|précédent\w*)|\btu es (?:maintenant|désormais)|\bvous êtes (?:maintenant|désormais)|\b(?:écris|écrivez|réponds|répondez|affirme[rz]?|dis|dites)\b.{0,30}\b(?:que|exactement|seulement|uniquement)\b|\bmodèle de langage\b)re",
                            // Spanish, Portuguese, Italian
                            R"re((?:ignor[aeo]\w*|olvid[aeo]\w*|esque[cç]a\w*|dimentica\w*|descart[ae]\w*|desconsider[ae]\w*).{0,60}(?:instruc\w*|instru[cç]\w*|istruzion\w*|reglas?|regras?|regole|anterior\w*|precedent\w*|órdenes|ordens))re",
                            R"re(\b(?:ahora eres|eres ahora|agora você é|você agora é|ora sei|adesso sei)\b|\b(?:escribe|responde|di|escreva|responda|diga|scrivi|rispondi|afferma)\b.{0,30}\b(?:que|exactamente|exatamente|solo|apenas|che|esattamente)\b|\bmodelo de lenguaje\b|\bmodelo de linguagem\b|\bmodello linguistico\b)re",
                            // Dutch, Polish, Russian, Turkish
                            R"re((?:negeer|vergeet).{0,60}(?:instructies?|opdracht\w*|regels?|voorgaande)|\b(?:zignoruj|ignoruj|zapomnij).{0,60}(?:instrukcj\w*|polece\w*|zasad\w*|poprzedni\w*)|(?:игнорир\w*|забудь\w*|проигнорир\w*).{0,60}(?:инструкц\w*|указан\w*|правил\w*|предыдущ\w*)|(?:önceki|yukarıdaki).{0,40}(?:talimat\w*|komut\w*))re",
                            // Chinese, Japanese, Korean, Arabic
                            R"re((?:忽略|无视|忘记|忽视|請忽略|無視).{0,20}(?:指令|指示|提示|规则|規則|说明|上述|以上|之前)|(?:指示|命令|ルール|プロンプト).{0,12}(?:無視|忘れ)|(?:이전|위의).{0,12}(?:지시|명령|지침).{0,12}무시|(?:تجاهل|انس).{0,40}(?:التعليمات|الأوامر|السابقة))re",
                        };
                QString joined;
                for (const auto *part : parts)
                    joined += (joined.isEmpty() ? QString() : QStringLiteral("|")) + QString::fromUtf8(part);
                return joined;
            }(),
            QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return expression;
}

/// Texts that Base64 or percent codes of the passage hold.
QString decoded(const QString &text)
{
    static const QRegularExpression code(QStringLiteral("[A-Za-z0-9+/]{24,}={0,2}"));
    QString found;
    for (auto matches = code.globalMatch(text); matches.hasNext();) {
        const auto bytes = QByteArray::fromBase64(matches.next().captured().toLatin1());
        const auto plain = QString::fromUtf8(bytes);
        if (!plain.contains(QChar::ReplacementCharacter))
            found += QLatin1Char('\n') + plain;
    }
    static const QRegularExpression percent(QStringLiteral("(?:%[0-9A-Fa-f]{2}){3,}"));
    if (percent.match(text).hasMatch())
        found += QLatin1Char('\n') + QString::fromUtf8(QByteArray::fromPercentEncoding(text.toUtf8()));
    return found;
}

/// Tag characters (U+E0000 …) say ASCII that nobody sees.
QString unseen(const QString &text)
{
    QString found;
    const auto points = text.toUcs4();
    for (const auto point : points) {
        if (point >= 0xE0020 && point <= 0xE007E)
            found += QChar(static_cast<char16_t>(point - 0xE0000));
    }
    return found;
}

} // namespace

bool speaksToModel(const QString &passage)
{
    // A run of letters that nobody can see was put there for a machine.
    constexpr qsizetype FewUnseen = 4;
    if (unseen(passage).size() >= FewUnseen)
        return true;
    const auto plain = visibleText(passage.normalized(QString::NormalizationForm_KC));
    for (const auto &text : {plain, withoutGaps(withLatinLetters(plain)), decoded(plain)}) {
        if (!text.isEmpty() && signs().match(text).hasMatch())
            return true;
    }
    return false;
}

} // namespace consultantos
