// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/statements/column_periods.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace consultantos::statements {

namespace {

/// Ends of one fiscal year that lie further apart than this are of different years.
constexpr qint64 SameEndDays = 10;
constexpr int DaysOfWeek = 7;
constexpr int WeeksOfYear = 52;

bool hasPosition(const ValueColumn &column)
{
    return column.right > column.left;
}

/// How much of a cell's breadth lies over a column; in points, or in columns where there are no positions.
double overlap(const ValueColumn &column, const PrintedCell &cell)
{
    if (hasPosition(column) && cell.area.isValid())
        return std::min(column.right, cell.area.right()) - std::max(column.left, cell.area.left());
    return std::min(column.last, cell.last) - std::max(column.first, cell.first) + 1;
}

bool isOver(const ValueColumn &column, const PrintedCell &cell)
{
    const bool shares = std::min(column.last, cell.last) >= std::max(column.first, cell.first);
    return shares || (hasPosition(column) && cell.area.isValid() && overlap(column, cell) > 0);
}

void append(QString &heading, const QString &text)
{
    if (!text.isEmpty())
        heading += (heading.isEmpty() ? QString() : QStringLiteral(" ")) + text;
}

/// Gives each heading of one row to the columns that it stands over.
class HeadingRow {
public:
    HeadingRow(QList<ValueColumn> &columns, const QList<PrintedCell> &cells)
        : m_columns(columns)
        , m_cells(cells)
    {
    }

    void assign()
    {
        const auto count = m_cells.size();
        if (count == 0 || m_columns.isEmpty() || takeSeveralOfOneCell())
            return;
        if (count == m_columns.size()) {
            for (qsizetype i = 0; i < count; ++i)
                append(m_columns[i].heading, m_cells[i].text);
        } else if (count < m_columns.size() && m_columns.size() % count == 0 && areGroups()) {
            const auto group = m_columns.size() / count;
            for (qsizetype i = 0; i < m_columns.size(); ++i)
                append(m_columns[i].heading, m_cells[i / group].text);
        } else {
            assignByPlace();
        }
    }

private:
    /// "May 7, 2023 May 8, 2022" in one cell over two columns, or all the years of a row in one.
    bool takeSeveralOfOneCell()
    {
        QStringList parts;
        for (const auto &cell : m_cells) {
            const auto words = periodWords(cell.text);
            if (words.dates.size() + words.years.size() < 2 || (!words.dates.isEmpty() && !words.years.isEmpty())) {
                parts.append(cell.text);
                continue;
            }
            for (const auto &date : words.dates)
                parts.append(date.toString(Qt::ISODate));
            for (const auto year : words.years)
                parts.append(QString::number(year));
        }
        if (parts.size() == m_cells.size() || parts.size() != m_columns.size())
            return false;
        for (qsizetype i = 0; i < parts.size(); ++i)
            append(m_columns[i].heading, parts[i]);
        return true;
    }

    /// Headings over several columns each: no years of their own, or none that stands over a single column.
    [[nodiscard]] bool areGroups() const
    {
        if (m_cells.size() == 1)
            return true;
        return std::all_of(m_cells.cbegin(), m_cells.cend(), [this](const PrintedCell &cell) {
            const auto words = periodWords(cell.text);
            const auto over = std::count_if(m_columns.cbegin(), m_columns.cend(),
                                            [&cell](const ValueColumn &column) { return isOver(column, cell); });
            return (words.years.isEmpty() && words.dates.isEmpty()) || over > 1;
        });
    }

    void assignByPlace()
    {
        for (const auto &cell : m_cells) {
            bool isPlaced = false;
            for (auto &column : m_columns) {
                if (isOver(column, cell)) {
                    append(column.heading, cell.text);
                    isPlaced = true;
                }
            }
            const auto nearest = isPlaced ? -1 : columnOf(m_columns, cell);
            if (nearest >= 0)
                append(m_columns[nearest].heading, cell.text);
        }
    }

    QList<ValueColumn> &m_columns;
    const QList<PrintedCell> &m_cells;
};

/// Ends of the columns' periods from their own headings, the lines over the table, and the company's year.
class EndFinder {
public:
    EndFinder(const QList<PeriodWords> &columns, const PeriodWords &context, const YearEnds &years)
        : m_columns(columns)
        , m_context(context)
        , m_years(years)
    {
        for (const auto &words : columns) {
            if (!words.isComparison && !words.years.isEmpty())
                m_newestYear = std::max(m_newestYear, words.years.first());
            m_periods += words.isComparison || words.isEmpty() ? 0 : 1;
        }
    }

    [[nodiscard]] QDate endOf(qsizetype column) const
    {
        const auto &words = m_columns[column];
        if (!words.dates.isEmpty())
            return words.dates.first();
        if (words.years.isEmpty())
            return fromContextAlone(column);
        const int year = words.years.first();
        if (!words.monthDays.isEmpty())
            return dateOf(words.monthDays.first(), year);
        if (m_context.dates.size() == m_periods && m_periods > 0)
            return m_context.dates[place(column)];
        for (const auto &date : m_context.dates) {
            if (date.year() == year)
                return date;
        }
        if (!m_context.monthDays.isEmpty())
            return dateOf(m_context.monthDays.first(), year);
        return fiscalEnd(year);
    }

    /// The year by which alone the column could be dated; 0 if more than that is known.
    [[nodiscard]] int namedYear(qsizetype column) const
    {
        const auto &words = m_columns[column];
        const bool isDated = !words.dates.isEmpty() || !words.monthDays.isEmpty() || !m_context.dates.isEmpty()
                             || !m_context.monthDays.isEmpty();
        return isDated || words.years.isEmpty() ? 0 : words.years.first();
    }

private:
    /// Which of the columns with a period this is.
    [[nodiscard]] qsizetype place(qsizetype column) const
    {
        qsizetype index = 0;
        for (qsizetype i = 0; i < column; ++i)
            index += m_columns[i].isComparison || m_columns[i].isEmpty() ? 0 : 1;
        return index;
    }

    [[nodiscard]] QDate fromContextAlone(qsizetype column) const
    {
        const bool isOnly = m_columns.size() == 1;
        if (m_context.dates.size() == m_columns.size() || (isOnly && !m_context.dates.isEmpty()))
            return m_context.dates[column];
        if (m_context.years.size() == m_columns.size() && !m_context.monthDays.isEmpty())
            return dateOf(m_context.monthDays.first(), m_context.years[column]);
        return {};
    }

    [[nodiscard]] QDate fiscalEnd(int year) const
    {
        auto years = m_years;
        // The newest column of a report is the year reported, whatever number the company gives it.
        if (std::abs(m_newestYear - years.fiscalYear) <= 1)
            years.fiscalYear = m_newestYear;
        return years.endOf(year);
    }

    const QList<PeriodWords> &m_columns;
    const PeriodWords &m_context;
    const YearEnds &m_years;
    int m_newestYear = 0;
    qsizetype m_periods = 0;
};

/// First day of a year-long period: the day after the year before ended, where another column or heading tells it.
QDate startOfYear(const QDate &end, const Span &span, const QList<QDate> &columns, const QList<QDate> &known)
{
    const auto dayAfter = [&end](const QList<QDate> &ends) {
        for (const auto &other : ends) {
            const auto days = other.daysTo(end);
            if (days >= 350 && days <= 380)
                return other.addDays(1);
        }
        return QDate();
    };
    const auto told = dayAfter(columns);
    if (told.isValid() || (span.weeks == 0 && isMonthEnd(end)))
        return told.isValid() ? told : startOf(end, span);
    const auto elsewhere = dayAfter(known);
    return elsewhere.isValid() ? elsewhere : startOf(end, span);
}

PeriodWords contextWords(const QStringList &context)
{
    PeriodWords all;
    for (const auto &line : context) {
        const auto words = periodWords(line);
        if (all.dates.isEmpty())
            all.dates = words.dates;
        if (all.years.isEmpty())
            all.years = words.years;
        if (all.monthDays.isEmpty())
            all.monthDays = words.monthDays;
        if (all.spans.isEmpty())
            all.spans = words.spans;
    }
    return all;
}

QString fiscalPeriodOf(const Period &period, const Span &span, const YearEnds &years)
{
    if (span.isYear())
        return QStringLiteral("FY");
    const bool isQuarter = span.months == 3 || (span.weeks >= 11 && span.weeks <= 17);
    const auto yearEnd = years.endOf(period.fiscalYear);
    if (!isQuarter || !yearEnd.isValid())
        return {};
    constexpr double DaysOfQuarter = 91.3;
    const auto toGo = static_cast<int>(std::lround(static_cast<double>(period.end.daysTo(yearEnd)) / DaysOfQuarter));
    return toGo >= 0 && toGo <= 3 ? QStringLiteral("Q%1").arg(4 - toGo) : QString();
}

} // namespace

QDate YearEnds::endOf(int year) const
{
    if (!reference || fiscalYear == 0)
        return {};
    const auto &reported = *reference;
    const int back = fiscalYear - year;
    const auto anniversary = reported.addYears(-back);
    if (back == 0)
        return reported;
    if (known.contains(anniversary))
        return anniversary;
    for (const auto &end : known) {
        if (std::abs(end.daysTo(anniversary)) <= SameEndDays)
            return end;
    }
    if (isMonthEnd(reported))
        return dateOf({reported.month(), 0}, reported.year() - back);
    // A year of 52 or 53 weeks: the same day of the week, nearest to the anniversary.
    auto end = reported.addDays(-static_cast<qint64>(back) * WeeksOfYear * DaysOfWeek);
    while (anniversary.daysTo(end) > DaysOfWeek / 2)
        end = end.addDays(-DaysOfWeek);
    while (end.daysTo(anniversary) > DaysOfWeek / 2)
        end = end.addDays(DaysOfWeek);
    return end;
}

int YearEnds::fiscalYearOf(const QDate &day) const
{
    if (!reference || fiscalYear == 0)
        return nominalYear(day);
    // The year under way at that day: it ends with the reported one's anniversary on it or after it.
    const auto &reported = *reference;
    int year = fiscalYear + day.year() - reported.year();
    const auto anniversary = reported.addYears(day.year() - reported.year());
    if (day.addDays(-SameEndDays) > anniversary)
        ++year;
    else if (anniversary.addYears(-1) >= day.addDays(-SameEndDays))
        --year;
    return year;
}

QList<ValueColumn> valueColumns(const QList<PrintedLine> &rows)
{
    QList<ValueColumn> columns;
    for (const auto &row : rows) {
        // A figure that stands alone in its row is a page's number or a stray mark.
        if (row.cells.size() < 2)
            continue;
        for (const auto &cell : row.cells) {
            if (!cell.isAmount())
                continue;
            ValueColumn column{cell.first, cell.last, cell.area.left(), cell.area.right(), {}, {}, false, 0};
            // Unite it with every column that it touches.
            for (auto other = columns.begin(); other != columns.end();) {
                if (std::min(other->last, column.last) < std::max(other->first, column.first)) {
                    ++other;
                    continue;
                }
                column.first = std::min(column.first, other->first);
                column.last = std::max(column.last, other->last);
                if (hasPosition(*other)) {
                    column.left = std::min(column.left, other->left);
                    column.right = std::max(column.right, other->right);
                }
                other = columns.erase(other);
            }
            columns.append(column);
        }
    }
    std::sort(columns.begin(), columns.end(),
              [](const ValueColumn &left, const ValueColumn &right) { return left.first < right.first; });
    return columns;
}

int namedYear(const QList<ValueColumn> &columns)
{
    int newest = 0;
    for (const auto &column : columns)
        newest = std::max(newest, column.namedYear);
    return newest;
}

qsizetype columnOf(const QList<ValueColumn> &columns, const PrintedCell &cell)
{
    qsizetype best = -1;
    double bestOverlap = 0;
    for (qsizetype i = 0; i < columns.size(); ++i) {
        const bool isInside = std::min(columns[i].last, cell.last) >= std::max(columns[i].first, cell.first);
        // Cells of the column itself before those that only stand above or below it.
        const auto covered = isInside ? 1e9 : overlap(columns[i], cell);
        if (best < 0 || covered > bestOverlap) {
            best = i;
            bestOverlap = covered;
        }
    }
    return best;
}

void resolvePeriods(QList<ValueColumn> &columns, const QList<PrintedLine> &headers, const QStringList &context,
                    const YearEnds &years, bool isInstant)
{
    if (columns.isEmpty())
        return;
    auto lines = context;
    const int firstColumn = columns.first().first;
    for (const auto &header : headers) {
        QList<PrintedCell> cells;
        for (const auto &cell : header.cells) {
            if (cell.last < firstColumn && !isOver(columns.first(), cell))
                lines.prepend(cell.text);
            else
                cells.append(cell);
        }
        HeadingRow(columns, cells).assign();
    }
    const auto around = contextWords(lines);
    QList<PeriodWords> words;
    for (const auto &column : std::as_const(columns))
        words.append(periodWords(column.heading));
    const EndFinder finder(words, around, years);
    QList<QDate> ends;
    for (qsizetype i = 0; i < columns.size(); ++i)
        ends.append(words[i].isComparison ? QDate() : finder.endOf(i));
    for (qsizetype i = 0; i < columns.size(); ++i) {
        if (!ends[i].isValid())
            continue;
        const auto span = !words[i].spans.isEmpty() ? words[i].spans.first()
                          : !around.spans.isEmpty() ? around.spans.first()
                                                    : Span{12, 0};
        Period period;
        period.end = ends[i];
        period.fiscalYear = years.fiscalYearOf(ends[i]);
        if (isInstant) {
            const auto yearEnd = years.endOf(period.fiscalYear);
            const bool isYearEnd = yearEnd.isValid() && std::abs(yearEnd.daysTo(ends[i])) <= SameEndDays;
            period.fiscalPeriod = isYearEnd ? QStringLiteral("FY") : QString();
        } else {
            period.start = span.isYear() ? startOfYear(ends[i], span, ends, years.known) : startOf(ends[i], span);
            period.fiscalPeriod = fiscalPeriodOf(period, span, years);
        }
        columns[i].period = period;
        columns[i].isRestated = words[i].isRestated;
        columns[i].namedYear = finder.namedYear(i);
    }
}

} // namespace consultantos::statements
