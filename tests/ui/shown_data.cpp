// SPDX-License-Identifier: GPL-3.0-or-later
#include "shown_data.h"

#include <QRegularExpression>

#include <algorithm>

namespace consultantos::test {

namespace {

/// What may stand in any text.
const QRegularExpression &names()
{
    static const QRegularExpression Names(QStringLiteral(
        // the program, companies of the samples, sources, models and their makers
        "ConsultantOS|Adobe|Apple|Boeing|Costco|Ford|General Motors|Microsoft|Netflix|Tesla|Visa"
        "|Alpha Vantage|Finnhub|GDELT|RSS, Atom|SEC EDGAR|SearXNG|Tavily|World Bank|filings\\.xbrl\\.org"
        "|OpenAI|gpt-4o|models\\.invalid|qwen2\\.5-7b-instruct"
        // keys
        "|\\b(?:Ctrl|Alt|Shift|Meta)(?:\\+[A-Za-z0-9+-]+)+"
        // dates, periods, currencies, multiples
        "|\\d+/\\d+/\\d+ \\d+:\\d+ [AP]M|\\bFY\\d{4}\\b|\\bUSD\\b|\\bEV/(?:EBITDA|EBIT|Sales)\\b"
        // addresses
        "|[\\w.]+@example\\.com\\b|https?://\\S+"
        // files
        "|[\\w-]+\\.(?:pdf|docx|xlsx|xls|csv|json)\\b"));
    return Names;
}

/// Controls that show what somebody wrote: questions and answers, documents, scenarios, series, labels of figures.
bool showsWriting(const QString &control)
{
    static const QStringList Places{QStringLiteral("#chatTitle"),
                                    QStringLiteral("#documentTitle"),
                                    QStringLiteral("#documentWhere"),
                                    QStringLiteral("#forecastTitle"),
                                    QStringLiteral("#messageText"),
                                    QStringLiteral("#messageFigure"),
                                    QStringLiteral("#sourceChip"),
                                    QStringLiteral("#scenarioTitle"),
                                    QStringLiteral("#sizingTitle"),
                                    QStringLiteral("#forecastFadeSource"),
                                    QStringLiteral("#evidenceTitle"),
                                    QStringLiteral("#messageExplanation"),
                                    QStringLiteral("in QTableView#scenarioCorrelations"),
                                    QStringLiteral("in MessageCard#questionCard")};
    return std::any_of(Places.begin(), Places.end(),
                       [&control](const QString &place) { return control.contains(place); });
}

} // namespace

bool isData(const QString &text, const QString &control)
{
    static const QRegularExpression Word(QStringLiteral("\\p{L}{2,}"));
    return showsWriting(control) || !Word.match(QString(text).remove(names())).hasMatch();
}

} // namespace consultantos::test
