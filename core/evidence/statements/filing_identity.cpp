// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/statements/filing_identity.h"

#include "evidence/statements/period_words.h"

#include <QMap>
#include <QRegularExpression>

#include <algorithm>

namespace consultantos::statements {

namespace {

constexpr int CoverPages = 3;
constexpr qsizetype CoverLines = 150;

/// The lines of the first pages, blocks that hold several lines taken apart.
QStringList coverLines(const Document &document)
{
    QStringList lines;
    for (const auto &block : document.blocks) {
        if (block.page > CoverPages || lines.size() > CoverLines)
            break;
        for (const auto &line : block.text.split(QLatin1Char('\n'), Qt::SkipEmptyParts))
            lines.append(line.simplified());
    }
    return lines;
}

QString formOf(const QStringList &lines)
{
    static const QRegularExpression form(
        QStringLiteral("\\bform\\s*(10-?[KQ](?:/A|T)?|20-F(?:/A)?|40-F(?:/A)?|8-K|6-K)(?![a-z0-9])"),
        QRegularExpression::CaseInsensitiveOption);
    for (const auto &line : lines) {
        const auto match = form.match(line);
        if (match.hasMatch()) {
            auto name = match.captured(1).toUpper();
            if (name.startsWith(QLatin1String("10")) && name.at(2) != QLatin1Char('-'))
                name.insert(2, QLatin1Char('-'));
            return name;
        }
    }
    return {};
}

std::optional<QDate> periodEndOf(const QString &cover)
{
    static const QRegularExpression period(QStringLiteral("(?:fiscal\\s+year|year|quarterly\\s+period|quarter|period|"
                                                          "twelve\\s+months)\\s+(?:ended|ending)\\s*:?\\s*(.{6,40})"),
                                           QRegularExpression::CaseInsensitiveOption);
    for (auto matches = period.globalMatch(cover); matches.hasNext();) {
        const auto words = periodWords(matches.next().captured(1));
        if (!words.dates.isEmpty())
            return words.dates.first();
    }
    return std::nullopt;
}

bool isName(const QString &line)
{
    static const QRegularExpression other(
        QStringLiteral("^[_\\W]*$|commission|file (?:number|no)|securities|exchange act|annual report|transition|"
                       "^form\\b|washington|table of contents|^\\(|mark one|fiscal year|period|^or$|^page"),
        QRegularExpression::CaseInsensitiveOption);
    constexpr qsizetype LongestName = 90;
    return line.size() >= 2 && line.size() <= LongestName && !other.match(line).hasMatch()
           && std::any_of(line.cbegin(), line.cend(), [](QChar mark) { return mark.isLetter(); });
}

/// The last name among `lines` before `end`.
QString nameBefore(const QStringList &lines, qsizetype end)
{
    constexpr qsizetype Reach = 4;
    for (auto i = end - 1; i >= 0 && i >= end - Reach; --i) {
        if (isName(lines[i]))
            return lines[i];
    }
    return {};
}

QString nameAfter(const QStringList &lines, qsizetype begin)
{
    constexpr qsizetype Reach = 4;
    for (auto i = begin; i < lines.size() && i < begin + Reach; ++i) {
        if (isName(lines[i]))
            return lines[i];
    }
    return {};
}

QString companyOf(const QStringList &lines)
{
    static const QRegularExpression exact(
        QStringLiteral("\\(?\\s*exact\\s+name\\s+of\\s+(?:the\\s+)?(?:registrant|company)"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression fileNumber(
        QStringLiteral("commission\\s+file\\s+(?:number|no)\\.?\\s*:?\\s*[0-9]*-?[0-9]*"),
        QRegularExpression::CaseInsensitiveOption);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const auto match = exact.match(lines[i]);
        if (!match.hasMatch())
            continue;
        const auto before = lines[i].left(match.capturedStart()).simplified();
        // A cover that came as one paragraph: the name stands between the file's number and these words.
        const auto number = fileNumber.match(before);
        const auto name = number.hasMatch() ? before.mid(number.capturedEnd()).simplified() : before;
        if (isName(name))
            return name;
        const auto above = nameBefore(lines, i);
        if (!above.isEmpty())
            return above;
    }
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const auto match = fileNumber.match(lines[i]);
        if (!match.hasMatch())
            continue;
        const auto rest = lines[i].mid(match.capturedEnd()).simplified();
        return isName(rest) ? rest : nameAfter(lines, i + 1);
    }
    return {};
}

QString withoutOrnament(QString name)
{
    static const QRegularExpression ornament(QStringLiteral("^[_\\s\\-=*.]+|[_\\s\\-=*]+$"));
    return name.remove(ornament);
}

/// How often the text speaks of "fiscal YEAR" or "fiscal year YEAR".
QMap<int, int> fiscalYearsNamed(const Document &document)
{
    static const QRegularExpression named(QStringLiteral("\\bfiscal\\s+(?:year\\s+)?(20[0-9]{2})\\b"),
                                          QRegularExpression::CaseInsensitiveOption);
    QMap<int, int> counts;
    for (const auto &block : document.blocks) {
        if (!block.text.contains(QLatin1String("iscal")) && !block.text.contains(QLatin1String("ISCAL")))
            continue;
        for (auto matches = named.globalMatch(block.text); matches.hasNext();)
            ++counts[matches.next().captured(1).toInt()];
    }
    return counts;
}

/// A year that ends in the first months is named after the year it ends in or the one before: the company's own
/// words decide.
int fiscalYearOf(const Document &document, const QDate &end)
{
    constexpr int LastAmbiguousMonth = 6;
    const auto nominal = nominalYear(end);
    if (end.month() > LastAmbiguousMonth)
        return nominal;
    // A report speaks of its own year and the one before about as often, of the one to come rarely.
    const auto counts = fiscalYearsNamed(document);
    return counts.value(nominal - 1) > 2 * counts.value(nominal) ? nominal - 1 : nominal;
}

} // namespace

int nominalYear(const QDate &end)
{
    constexpr int HalfAMonth = 15;
    return end.addDays(end.day() <= HalfAMonth ? -HalfAMonth : 0).year();
}

FilingIdentity filingIdentity(const Document &document)
{
    const auto lines = coverLines(document);
    FilingIdentity identity;
    identity.form = formOf(lines);
    identity.company = withoutOrnament(companyOf(lines));
    identity.periodEnd = periodEndOf(lines.join(QLatin1Char(' ')));
    if (identity.periodEnd)
        identity.fiscalYear = fiscalYearOf(document, *identity.periodEnd);
    const bool isAnnual =
        identity.form.startsWith(QLatin1String("10-K")) || identity.form.endsWith(QLatin1String("0-F"));
    if (isAnnual)
        identity.fiscalPeriod = QStringLiteral("FY");
    return identity;
}

} // namespace consultantos::statements
