// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/statements/statement_titles.h"

#include "evidence/statements/label_text.h"

#include <QRegularExpression>

namespace consultantos::statements {

namespace {

constexpr qsizetype LongestTitle = 180;

QRegularExpression titlePattern(const QString &core)
{
    // Names and adjectives before, and what may stand behind a title on its line.
    return QRegularExpression(
        QStringLiteral("^[a-z]{0,70}?(?:") + core
        + QStringLiteral(
            ")(?:$|(?:data|continued|concluded|unaudited|audited|us|ifrs|for|as|at|years?|quarters?|fiscal|"
            "months|weeks|three|six|nine|twelve|january|february|march|april|may|june|july|august|"
            "september|october|november|december|in|dollars|amounts|millions|thousands|note|parenthetical)"
            "[a-z]{0,90}$)"));
}

const QRegularExpression &incomeTitle()
{
    static const auto title = titlePattern(
        QStringLiteral("statements?of(?:consolidated|combined|net)*(?:income|operations|earnings|profitandloss|"
                       "profitorloss|losses|loss)"
                       "(?:loss)?(?:and(?:other)?comprehensive(?:income|loss|earnings)*|andretainedearnings)?"
                       "|(?<!comprehensive)(?:income|earnings|profitandloss)statements?"
                       "|profitandlossaccounts?|consolidatedresultsofoperations"));
    return title;
}

const QRegularExpression &balanceTitle()
{
    static const auto title =
        titlePattern(QStringLiteral("balancesheets?|statements?of(?:consolidated)?financial(?:position|condition)"
                                    "|consolidatedfinancialposition"));
    return title;
}

const QRegularExpression &cashFlowTitle()
{
    static const auto title =
        titlePattern(QStringLiteral("statements?of(?:consolidated)?cashflows?|cashflows?statements?"));
    return title;
}

const QRegularExpression &selectedTitle()
{
    static const auto title = titlePattern(QStringLiteral(
        "selected(?:historical|consolidated)*financial(?:data|information|highlights)|fiveyear(?:financial)?"
        "(?:summary|review|data)|financialhighlights|consolidatedfinancialsummary"));
    return title;
}

const QRegularExpression &otherTitle()
{
    static const QRegularExpression title(QStringLiteral(
        "^(?:[a-z]{0,70}?)(?:statements?of(?:consolidated)?(?:other)?comprehensive|comprehensive(?:income|loss)"
        "statements?"
        "|statements?of(?:consolidated)?(?:changesin)?(?:total|convertible|redeemable|permanent|temporary|mezzanine)*"
        "(?:stockholders|shareholders|shareowners|shareholder|stockholder|share|members|partners|owners|equity|capital)"
        "|(?:stockholders|shareholders)equitystatements?"
        "|notestothe(?:consolidated)?financialstatements|notesto(?:condensed|consolidated|combined)*financialstatements"
        "|reportofindependentregistered|schedulei|condensedfinancialinformationofregistrant|condensedconsolidating"
        "|reconciliationof|supplementalinformation|segmentinformation|segmentresults)"));
    return title;
}

/// Lines that speak of statements without being the title of one.
bool isSentence(const QString &line, const QString &letters)
{
    static const QRegularExpression speaking(QStringLiteral(
        "accompanying|integralpart|^see|seenotes|thesestatements|theseconsolidated|wehaveaudited|refertothe|"
        "includedin|inour|onour|effecton|impacton|impactof|locationin|lineitem|supplemental|classification|"
        "componentsof|derivedfrom|percentageof|parentonly|subsequentto|theconsolidatedstatementsof.*(?:is|are|was|were)"
        "|offbalancesheet"));
    return line.endsWith(QLatin1Char('.')) || speaking.match(letters).hasMatch();
}

} // namespace

std::optional<StatementKind> statementTitle(const QString &line)
{
    if (line.size() > LongestTitle)
        return std::nullopt;
    const auto letters = lettersOf(line);
    constexpr qsizetype ShortestTitle = 12;
    if (letters.size() < ShortestTitle || isSentence(line.trimmed(), letters))
        return std::nullopt;
    if (incomeTitle().match(letters).hasMatch())
        return letters.contains(QLatin1String("parentcompany")) ? StatementKind::Other : StatementKind::Income;
    if (otherTitle().match(letters).hasMatch())
        return StatementKind::Other;
    if (balanceTitle().match(letters).hasMatch())
        return letters.contains(QLatin1String("parenthetical")) ? StatementKind::Other : StatementKind::Balance;
    if (cashFlowTitle().match(letters).hasMatch())
        return StatementKind::CashFlow;
    if (selectedTitle().match(letters).hasMatch())
        return StatementKind::Selected;
    return std::nullopt;
}

QString statementId(StatementKind kind)
{
    switch (kind) {
    case StatementKind::Income:
        return QStringLiteral("income");
    case StatementKind::Balance:
        return QStringLiteral("balance");
    case StatementKind::CashFlow:
        return QStringLiteral("cash_flow");
    case StatementKind::Selected:
        return QStringLiteral("selected");
    case StatementKind::Other:
        break;
    }
    return {};
}

} // namespace consultantos::statements
