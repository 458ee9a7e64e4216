// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/statements/statement_regions.h"

#include "evidence/statements/label_text.h"

#include <QRegularExpression>

#include <algorithm>

namespace consultantos::statements {

namespace {

constexpr qsizetype LinesBefore = 3;
constexpr qsizetype LongestHeading = 24;

/// Rows with which statements end: what stands on the next page without a title belongs to something else.
bool closes(StatementKind kind, const QString &label)
{
    static const QRegularExpression balance(
        QStringLiteral("^total liabilities(?:,|/| and).*(?:equity|deficit|capital|investment)"
                       "|^total (?:equity|.*equity) and liabilities"));
    static const QRegularExpression income(QStringLiteral("diluted|dividends.*per.*share"));
    static const QRegularExpression cash(QStringLiteral("end(?:ing)? (?:of|balance)|at end|, end"));
    switch (kind) {
    case StatementKind::Balance:
        return balance.match(label).hasMatch();
    case StatementKind::Income:
        return income.match(label).hasMatch();
    case StatementKind::CashFlow:
        return cash.match(label).hasMatch();
    case StatementKind::Selected:
    case StatementKind::Other:
        break;
    }
    return false;
}

class RegionBuilder {
public:
    void take(const PrintedLine &line)
    {
        const auto title = line.hasAmount() ? std::nullopt : titleOf(line);
        if (title)
            open(*title, line);
        else if (line.isRow())
            takeRow(line);
        else
            takeText(line);
        remember(line);
    }

    [[nodiscard]] QList<StatementRegion> result()
    {
        close();
        return m_regions;
    }

private:
    /// A title may be broken over two lines: "Consolidated Statements of" / "Operations".
    [[nodiscard]] std::optional<StatementKind> titleOf(const PrintedLine &line) const
    {
        static const QRegularExpression unfinished(
            QStringLiteral("\\b(?:of|and|changes in|statements?|comprehensive)\\s*$"),
            QRegularExpression::CaseInsensitiveOption);
        if (!m_recent.isEmpty() && m_recent.last().page == line.page
            && unfinished.match(m_recent.last().text).hasMatch()) {
            const auto whole = statementTitle(m_recent.last().text + QLatin1Char(' ') + line.text);
            if (whole)
                return whole;
        }
        return statementTitle(line.text);
    }

    void open(StatementKind kind, const PrintedLine &line)
    {
        // A title that is repeated before any figure (a heading and the table's own caption) opens nothing new.
        const bool isRepeated =
            m_isOpen && m_region.kind == kind && !m_region.hasAmounts() && m_region.lastPage == line.page;
        if (isRepeated) {
            m_region.heading.append(line.text);
            return;
        }
        close();
        begin(line);
        m_region.kind = kind;
        m_region.title = line.text;
        for (const auto &recent : std::as_const(m_recent)) {
            if (recent.page == line.page && !recent.hasAmount())
                m_region.before.append(recent.text);
        }
    }

    void begin(const PrintedLine &line)
    {
        m_region = StatementRegion();
        m_isOpen = true;
        m_region.firstPage = m_region.lastPage = line.page;
        m_table = -1;
        m_isClosed = false;
    }

    void close()
    {
        if (m_isOpen && m_region.hasAmounts())
            m_regions.append(m_region);
        m_isOpen = false;
    }

    /// Whether a row stands where the region can't reach any more.
    [[nodiscard]] bool isBeyond(const PrintedLine &line) const
    {
        if (!m_isOpen)
            return true;
        const bool isNewTable = line.table != m_table && m_table >= 0;
        if (!m_region.kind)
            return isNewTable;
        if (line.page == m_region.lastPage)
            return false;
        return m_region.hasAmounts()
               && (line.page > m_region.lastPage + 1 || m_isClosed || *m_region.kind == StatementKind::Other);
    }

    void takeRow(const PrintedLine &line)
    {
        if (isBeyond(line)) {
            close();
            begin(line);
            for (const auto &recent : std::as_const(m_recent)) {
                if (recent.page == line.page && !recent.isRow())
                    m_region.heading.append(recent.text);
            }
        }
        m_table = line.table;
        m_region.lastPage = line.page;
        m_region.rows.append(line);
        if (m_region.kind && line.hasAmount() && !line.cells.isEmpty())
            m_isClosed = m_isClosed || closes(*m_region.kind, normalisedLabel(line.cells.first().text));
    }

    void takeText(const PrintedLine &line)
    {
        if (m_isOpen && m_region.hasAmounts())
            takeHeading(line);
        if (!m_isOpen || m_region.hasAmounts() || m_region.heading.size() >= LongestHeading)
            return;
        if (line.page <= m_region.lastPage + 1)
            m_region.heading.append(line.text);
    }

    /// A heading between the rows of a statement that the importer didn't count to its table.
    void takeHeading(const PrintedLine &line)
    {
        constexpr qsizetype LongestRowHeading = 120;
        if (!m_region.kind || line.page != m_region.lastPage || line.text.size() > LongestRowHeading
            || line.text.endsWith(QLatin1Char('.')))
            return;
        auto row = line;
        row.table = m_table;
        row.cells = {PrintedCell{0, 0, line.text, {}, line.area, {}}};
        m_region.rows.append(row);
    }

    void remember(const PrintedLine &line)
    {
        if (line.text.isEmpty())
            return;
        m_recent.append(line);
        if (m_recent.size() > LinesBefore)
            m_recent.removeFirst();
    }

    QList<StatementRegion> m_regions;
    StatementRegion m_region;
    bool m_isOpen = false;
    QList<PrintedLine> m_recent;
    int m_table = -1;
    bool m_isClosed = false; ///< the region has had its last row
};

} // namespace

bool StatementRegion::hasAmounts() const
{
    return std::any_of(rows.cbegin(), rows.cend(), [](const PrintedLine &row) { return row.hasAmount(); });
}

QList<StatementRegion> statementRegions(const QList<PrintedLine> &lines)
{
    RegionBuilder builder;
    for (const auto &line : lines)
        builder.take(line);
    return builder.result();
}

bool isContinuation(const StatementRegion &region, const StatementRegion &next)
{
    if (!region.kind || next.kind != region.kind || next.firstPage > region.lastPage + 1)
        return false;
    const auto said = lettersOf(next.title + next.heading.mid(0, 2).join(QString()));
    if (said.contains(QLatin1String("continued")) || said.contains(QLatin1String("concluded")))
        return true;
    const auto lastLabel = [](const StatementRegion &one) {
        for (auto row = one.rows.crbegin(); row != one.rows.crend(); ++row) {
            if (row->hasAmount() && closes(*one.kind, normalisedLabel(row->cells.first().text)))
                return true;
        }
        return false;
    };
    return next.firstPage == region.lastPage + 1 && !lastLabel(region) && lastLabel(next);
}

} // namespace consultantos::statements
