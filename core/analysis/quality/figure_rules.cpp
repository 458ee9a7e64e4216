// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quality/quality_rules.h"

#include "analysis/wording/written_figures.h"
#include "model/units.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace consultantos::quality_rules {

namespace {

constexpr double Slack = 1e-9;

bool isSame(double left, double right)
{
    return std::abs(left - right) <= Slack * std::max({1.0, std::abs(left), std::abs(right)});
}

/// The value and unit that the book gives; empty for passages and playbook entries, whose numbers stand in their texts.
std::optional<std::pair<double, QString>> valueOf(const EvidenceBook &book, const QString &ref)
{
    if (const auto *fact = book.fact(ref))
        return std::pair(fact->value(), fact->unit);
    if (const auto *computation = book.computation(ref))
        return std::pair(computation->value, computation->unit);
    return std::nullopt;
}

/// With comma and full stop exchanged, as German writes numbers.
QString exchanged(QString text)
{
    for (auto &letter : text) {
        if (letter == QLatin1Char('.'))
            letter = QLatin1Char(',');
        else if (letter == QLatin1Char(','))
            letter = QLatin1Char('.');
    }
    return text;
}

/// Whether the text writes the value as reports do, with or without its sign.
bool isWritten(const QString &shown, double value, const QString &unit)
{
    const auto text = formatValue(value, unit);
    const auto plain = formatValue(std::abs(value), unit);
    static const QRegularExpression digits(QStringLiteral("[0-9][0-9.,]*"));
    if (shown == text || shown == plain)
        return true;
    // A report in another language has its own words and marks around the same digits.
    const auto number = digits.match(plain).captured();
    return digits.match(shown).captured() == exchanged(number) && number != exchanged(number);
}

class FigureRules {
public:
    FigureRules(const Material &material, ReviewNotes &notes)
        : m_report(material.report)
        , m_book(material.report.evidence)
        , m_notes(notes)
    {
        m_names = {m_report.company.name, m_report.company.legalName};
        m_names += m_report.company.aliases;
        for (const auto &peer : m_report.peers)
            m_names.append(peer.name);
        static const QRegularExpression form(QStringLiteral("\\b(?:10-[KQ]|8-K|20-F|6-K)\\b"));
        for (const auto &statement : material.statements) {
            for (auto forms = form.globalMatch(statement.claim->text); forms.hasNext();)
                m_names.append(forms.next().captured());
        }
        m_names.removeDuplicates();
        m_names.removeAll(QString());
    }

    void check(const Claim &claim)
    {
        m_notes.looked(Evidence);
        if (claim.evidence.isEmpty())
            m_notes.found(Evidence, FindingSeverity::Error, claim, {},
                          QStringLiteral("The statement is graded %1 and cites nothing.").arg(gradeName(claim.grade)),
                          QStringLiteral("Cite what it rests on, or take it out."));
        for (const auto &ref : claim.evidence) {
            if (!m_book.contains(ref))
                missing(claim, {}, ref);
        }
        for (const auto &number : claim.numbers)
            check(claim, number);
        checkStrays(claim);
    }

    void checkFigure(const std::optional<Figure> &figure, const QString &place)
    {
        if (!figure)
            return;
        m_notes.looked(Figures);
        const auto value = valueOf(m_book, figure->ref);
        if (!value)
            m_notes.found(Evidence, FindingSeverity::Error, place,
                          QStringLiteral("A figure refers to \"%1\", which isn't among the evidence.").arg(figure->ref),
                          QStringLiteral("Run the analysis again; a figure without evidence can't stand."));
        else if (!isSame(value->first, figure->value) || value->second != figure->unit)
            m_notes.found(Figures, FindingSeverity::Error, place,
                          QStringLiteral("It shows %1, its evidence \"%2\" gives %3.")
                              .arg(formatValue(figure->value, figure->unit), figure->ref,
                                   formatValue(value->first, value->second)),
                          QStringLiteral("Put the evidence's figure there."));
    }

    void checkScore(const Score &score, const QString &place)
    {
        checkFigure(Figure{score.value, units::Score, {}, score.ref}, place);
        m_notes.looked(Figures);
        const bool isOrdered = score.low <= score.value + Slack && score.value <= score.high + Slack
                               && score.scaleMin <= score.low + Slack && score.high <= score.scaleMax + Slack;
        if (!isOrdered)
            m_notes.found(Figures, FindingSeverity::Error, place,
                          QStringLiteral("The score doesn't lie within its interval, or that not on its scale."),
                          QStringLiteral("Run the analysis again."));
    }

private:
    void missing(const Claim &claim, const QString &words, const QString &ref)
    {
        m_notes.found(Evidence, FindingSeverity::Error, claim, words,
                      QStringLiteral("It cites \"%1\", which isn't among the report's evidence.").arg(ref),
                      QStringLiteral("Cite evidence that is there, or take the statement out."));
    }

    void check(const Claim &claim, const NumberRef &number)
    {
        m_notes.looked(Figures);
        const auto shown = claim.text.mid(number.start, number.length);
        if (!m_book.contains(number.ref)) {
            missing(claim, shown, number.ref);
            return;
        }
        const auto value = valueOf(m_book, number.ref);
        if (!value) {
            const auto *passage = m_book.passage(number.ref);
            const auto *entry = m_book.playbookEntry(number.ref);
            const auto text = passage ? passage->text : entry ? entry->text : QString();
            if (!text.contains(shown))
                m_notes.found(Figures, FindingSeverity::Error, claim, shown,
                              QStringLiteral("\"%1\" doesn't stand in what is quoted.").arg(shown),
                              QStringLiteral("Quote the document word for word."));
            return;
        }
        if (isSame(value->first, number.value) && value->second == number.unit
            && isWritten(shown, value->first, value->second))
            return;
        m_notes.found(
            Figures, FindingSeverity::Error, claim, shown,
            QStringLiteral("The text says %1, the evidence \"%2\" gives %3.")
                .arg(shown, number.ref, formatValue(value->first, value->second)),
            QStringLiteral("Write %1, or cite what gives %2.").arg(formatValue(value->first, value->second), shown));
    }

    /// Digits that are no figure with evidence, no name of a period and no part of a name.
    void checkStrays(const Claim &claim)
    {
        auto text = claim.text;
        for (const auto &number : claim.numbers) {
            for (auto i = number.start; i < number.start + number.length && i < text.size(); ++i)
                text[i] = QLatin1Char('#');
        }
        if (claim.grade == Grade::Quoted || claim.grade == Grade::Playbook) {
            // What is quoted is held against its document; written knowledge carries no reference for its own numbers.
            for (const auto &ref : claim.evidence) {
                const auto *entry = m_book.playbookEntry(ref);
                if (entry != nullptr)
                    text.remove(entry->text);
            }
            static const QRegularExpression quoted(QStringLiteral("“[^”]*”"));
            text.remove(quoted);
        }
        const auto written = writtenFigures(text, m_names);
        QStringList strays = written.strays;
        for (const auto &figure : written.figures)
            strays.append(text.mid(figure.start, figure.length));
        for (const auto &stray : std::as_const(strays))
            m_notes.found(Evidence, FindingSeverity::Error, claim, stray,
                          QStringLiteral("Nothing tells where the number %1 comes from.").arg(stray),
                          QStringLiteral("Cite the fact or computation that gives it, or take it out."));
    }

    const Report &m_report;
    const EvidenceBook &m_book;
    ReviewNotes &m_notes;
    QStringList m_names;
};

void checkFinancials(const Financials &financials, FigureRules &rules)
{
    for (const auto &statement : financials.statements) {
        for (const auto &line : statement.lines) {
            for (const auto &value : line.values)
                rules.checkFigure(value, QStringLiteral("financials.") + line.label);
        }
    }
    for (const auto &ratio : financials.ratios) {
        for (const auto &value : ratio.values)
            rules.checkFigure(value.figure, QStringLiteral("financials.") + ratio.title);
    }
    for (const auto &breakdown : financials.breakdowns) {
        for (const auto &part : breakdown.parts) {
            for (const auto &value : part.values + part.shares)
                rules.checkFigure(value, QStringLiteral("financials.") + part.name);
        }
    }
}

} // namespace

void checkFigures(const Material &material, ReviewNotes &notes)
{
    FigureRules rules(material, notes);
    for (const auto &statement : material.statements)
        rules.check(*statement.claim);
    for (const auto &framework : material.report.frameworks) {
        for (const auto &section : framework.sections) {
            const auto place = framework.id + QLatin1Char('.') + section.id;
            if (section.score)
                rules.checkScore(*section.score, place);
            for (const auto &driver : section.drivers) {
                for (const auto *figure : {&driver.figure, &driver.reference, &driver.score})
                    rules.checkFigure(*figure, place + QLatin1Char('.') + driver.id);
            }
        }
        if (framework.canvas) {
            for (const auto &line : framework.canvas->lines) {
                for (const auto &level : line.levels)
                    rules.checkFigure(level, framework.id + QStringLiteral(".canvas"));
            }
        }
    }
    checkFinancials(material.report.financials, rules);
    for (const auto &forecast : material.report.forecasts) {
        for (const auto &step : forecast.steps)
            rules.checkFigure(step.mean, QStringLiteral("forecasts"));
    }
}

} // namespace consultantos::quality_rules
