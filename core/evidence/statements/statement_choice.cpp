// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/statements/statement_choice.h"

#include "evidence/statements/label_text.h"
#include "evidence/statements/row_mapper.h"

#include <QRegularExpression>

#include <algorithm>
#include <optional>

namespace consultantos::statements {

namespace {

constexpr int AnchorsOfTitled = 3;
constexpr int AnchorsOfTitledCashFlow = 2;
constexpr int AnchorsOfUntitled = 4;

struct Candidate {
    StatementTable table;
    int score = 0;
};

/// Words near a title that say: not the consolidated statement of the company.
bool isOfAnother(const StatementRegion &region)
{
    static const QRegularExpression another(QStringLiteral(
        "parentcompanyonly|parentonly|registrantonly|condensedfinancialinformationof|schedulei(?:$|[^nitvx])|guarantor|"
        "condensedconsolidating|consolidatingstatement|consolidatingbalance|proforma|segment|discontinuedoperationsof|"
        "summarizedfinancial|unconsolidated|equitymethod|percentageof|variableinterestentit|reconciliation"));
    const auto words =
        lettersOf(region.before.join(QLatin1Char(' ')) + region.title + region.heading.mid(0, 3).join(QString()));
    return another.match(words).hasMatch();
}

int scoreOf(const StatementRegion &region, const StatementTable &table, RowMapper &mapper)
{
    constexpr int AnchorWeight = 10;
    constexpr int MostRows = 25;
    constexpr int MostPeriods = 3;
    const auto title = lettersOf(region.title);
    int score =
        AnchorWeight * mapper.anchors() + static_cast<int>(std::min<qsizetype>(mapper.found().size(), MostRows));
    score += 4 * static_cast<int>(std::min<qsizetype>(table.periods.size(), MostPeriods));
    score += region.kind ? 15 : 0;
    score += title.contains(QLatin1String("consolidated")) ? 5 : 0;
    score -= isOfAnother(region) ? 60 : 0;
    // Columns that no period fits: adjustments, segments, changes.
    score -= 5 * table.undatedColumns;
    return score;
}

std::optional<Candidate> candidate(const StatementRegion &region, StatementKind kind, const LabelCatalogue &labels,
                                   const YearEnds &years, const QString &document)
{
    Candidate one{statementTable(region, kind, labels, years, document), 0};
    if (one.table.periods.isEmpty())
        return std::nullopt;
    RowMapper mapper(one.table, labels);
    // A condensed cash flow statement may have no more than its first and its last sum.
    const int asked = !region.kind                      ? AnchorsOfUntitled
                      : kind == StatementKind::CashFlow ? AnchorsOfTitledCashFlow
                                                        : AnchorsOfTitled;
    if (mapper.anchors() < asked)
        return std::nullopt;
    one.score = scoreOf(region, one.table, mapper);
    return one;
}

/// Repeated titles ("continued") put together.
QList<StatementRegion> joined(const QList<StatementRegion> &regions)
{
    QList<StatementRegion> result;
    for (const auto &region : regions) {
        if (!result.isEmpty() && isContinuation(result.last(), region)) {
            result.last().rows += region.rows;
            result.last().lastPage = region.lastPage;
        } else {
            result.append(region);
        }
    }
    return result;
}

/// Words without which a table is no statement of the kind: spares reading every table of a report three times.
bool mayBe(StatementKind kind, const StatementRegion &region)
{
    static const QRegularExpression income(QStringLiteral("\\b(?:income|earnings|loss|profit)\\b.*\\btax|\\bnet "
                                                          "(?:income|earnings|loss|profit|\\()|\\bprofit for the"),
                                           QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression balance(QStringLiteral("total\\s+(?:current\\s+)?assets|assets,\\s+total"),
                                            QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression cash(QStringLiteral("operating\\s+activities|operations\\b"),
                                         QRegularExpression::CaseInsensitiveOption);
    const auto &words = kind == StatementKind::Income ? income : (kind == StatementKind::Balance ? balance : cash);
    return std::any_of(region.rows.cbegin(), region.rows.cend(),
                       [&words](const PrintedLine &row) { return words.match(row.text).hasMatch(); });
}

bool hasRowsEnough(const StatementRegion &region)
{
    constexpr int FewestRows = 5;
    return std::count_if(region.rows.cbegin(), region.rows.cend(),
                         [](const PrintedLine &row) { return row.hasAmount(); })
           >= FewestRows;
}

} // namespace

QList<StatementTable> chosenStatements(const QList<StatementRegion> &regions, const LabelCatalogue &labels,
                                       const YearEnds &years, const QString &document)
{
    const auto whole = joined(regions);
    QList<StatementTable> chosen;
    for (const auto kind : {StatementKind::Income, StatementKind::Balance, StatementKind::CashFlow}) {
        std::optional<Candidate> best;
        for (const auto &region : whole) {
            if ((region.kind && *region.kind != kind) || !hasRowsEnough(region) || !mayBe(kind, region))
                continue;
            auto one = candidate(region, kind, labels, years, document);
            if (one && (!best || one->score > best->score))
                best = std::move(one);
        }
        if (best)
            chosen.append(std::move(best->table));
    }
    return chosen;
}

} // namespace consultantos::statements
