// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/company_name.h"
#include "evidence/template/currency_codes.h"
#include "evidence/template/figure_sheets.h"
#include "evidence/template/workbook_findings.h"
#include "evidence/template/year_row.h"

#include <QCoreApplication>
#include <QMap>

#include <memory>
#include <vector>

namespace consultantos::client_workbook {

namespace {

/// One competitor while its rows are read.
struct Competitor {
    QString name;
    CellFacts facts;
    QList<QString> sources; ///< of each fact
};

class CompetitorRows {
public:
    CompetitorRows(const SheetGrid &sheet, const WorkbookContext &context)
        : m_sheet(sheet)
        , m_context(context)
        , m_columnsRow(sheet.rowOf(ids::Columns))
    {
        for (const int column : sheet.columns(m_columnsRow)) {
            if (column >= LabelColumn)
                m_columns.insert(sheet.text(m_columnsRow, column), column);
        }
    }

    [[nodiscard]] QList<PeerFigures> read()
    {
        if (m_columnsRow < 0)
            m_context.findings.warn(m_sheet.reference(MarkRow, LabelColumn),
                                    QCoreApplication::translate(
                                        "ClientWorkbook", "The sheet's hidden row that names the columns is missing; "
                                                          "the sheet was left out."));
        for (const int row : m_columnsRow < 0 ? QList<int>() : m_sheet.rows()) {
            const auto id = m_sheet.id(row);
            if (row > m_columnsRow && (id.isEmpty() || id == ids::Competitor))
                readRow(row);
        }
        QList<PeerFigures> peers;
        for (const auto &competitor : m_competitors) {
            if (!competitor->facts.facts().isEmpty())
                peers.append(figuresOf(*competitor));
        }
        return peers;
    }

private:
    [[nodiscard]] QString text(int row, const QString &id) const
    {
        const auto column = m_columns.constFind(id);
        return column == m_columns.cend() ? QString() : m_sheet.text(row, *column);
    }

    void warn(int row, const QString &id, const QString &what)
    {
        m_context.findings.warn(m_sheet.reference(row, m_columns.value(id, LabelColumn)), what);
    }

    void readRow(int row)
    {
        const auto figures = figuresOfRow(row);
        const auto margin = marginOf(row);
        if (figures.isEmpty() && !margin)
            return;
        const auto name = text(row, ids::CompetitorName);
        if (name.isEmpty()) {
            warn(row, ids::CompetitorName,
                 QCoreApplication::translate("ClientWorkbook", "The competitor has no name; its row was left out."));
            return;
        }
        if (nameWithoutLegalForm(name) == nameWithoutLegalForm(m_context.company.name)) {
            warn(row, ids::CompetitorName,
                 QCoreApplication::translate("ClientWorkbook", "\"%1\" is the company itself; the row was left out.")
                     .arg(name));
            return;
        }
        const auto period = periodOf(row);
        const auto currency = currencyOf(row);
        if (period && !currency.isEmpty())
            addFacts(competitorCalled(name), row, *period, currency, figures, margin);
    }

    /// Concept id → value, as it stands in the row.
    [[nodiscard]] QMap<QString, double> figuresOfRow(int row)
    {
        QMap<QString, double> figures;
        for (auto column = m_columns.cbegin(); column != m_columns.cend(); ++column) {
            if (!m_context.concepts.find(column.key()))
                continue;
            const auto number = m_sheet.number(row, *column);
            if (number.value)
                figures.insert(column.key(), *number.value);
            else if (!number.isBlank)
                warnOfText(m_sheet, row, *column, m_context.findings);
        }
        return figures;
    }

    [[nodiscard]] std::optional<double> marginOf(int row)
    {
        const auto column = m_columns.constFind(ids::CompetitorMargin);
        if (column == m_columns.cend())
            return std::nullopt;
        const auto number = m_sheet.number(row, *column);
        if (!number.value && !number.isBlank)
            warnOfText(m_sheet, row, *column, m_context.findings);
        if (number.value && *number.value > 1) {
            warn(
                row, ids::CompetitorMargin,
                QCoreApplication::translate("ClientWorkbook", "\"%1\" is more than the whole revenue; it was left out.")
                    .arg(m_sheet.text(row, *column)));
            return std::nullopt;
        }
        return number.value;
    }

    [[nodiscard]] std::optional<Period> periodOf(int row)
    {
        const auto column = m_columns.constFind(ids::CompetitorYear);
        const auto *cell = column == m_columns.cend() ? nullptr : m_sheet.at(row, *column);
        const auto period = cell ? fiscalYearIn(*cell, m_context.company.yearEnd) : std::nullopt;
        if (!period)
            warn(row, ids::CompetitorYear,
                 cell ? QCoreApplication::translate("ClientWorkbook", "\"%1\" is no fiscal year; the row was left out.")
                            .arg(cell->text.simplified())
                      : QCoreApplication::translate("ClientWorkbook",
                                                    "The fiscal year is missing; the row was left out."));
        return period;
    }

    [[nodiscard]] QString currencyOf(int row)
    {
        const auto code = text(row, ids::CompetitorCurrency).toUpper();
        if (code.isEmpty())
            return m_context.company.currency;
        if (isKnownCurrency(code))
            return code;
        warn(row, ids::CompetitorCurrency,
             QCoreApplication::translate("ClientWorkbook", "\"%1\" is no currency; the row was left out.").arg(code));
        return {};
    }

    Competitor &competitorCalled(const QString &name)
    {
        auto &known = m_byName[nameWithoutLegalForm(name)];
        if (!known) {
            m_competitors.push_back(std::make_unique<Competitor>(Competitor{name, CellFacts(m_context, m_sheet), {}}));
            known = m_competitors.back().get();
        }
        return *known;
    }

    void addFacts(Competitor &competitor, int row, const Period &period, const QString &currency,
                  const QMap<QString, double> &figures, const std::optional<double> &margin)
    {
        const auto lineOf = [&](const QString &id) {
            auto line = competitor.facts.lineOf(*m_context.concepts.find(id));
            line.currency = currency;
            return line;
        };
        for (auto figure = figures.cbegin(); figure != figures.cend(); ++figure) {
            const bool isDeduction = isShownAsDeduction(m_context, figure.key(), {*figure});
            competitor.facts.add(lineOf(figure.key()), period, isDeduction ? -*figure : *figure, row,
                                 m_columns.value(figure.key()));
        }
        static const auto Revenue = QStringLiteral("revenue");
        static const auto OperatingIncome = QStringLiteral("operating_income");
        if (margin && figures.contains(Revenue) && !figures.contains(OperatingIncome))
            competitor.facts.add(lineOf(OperatingIncome), period, figures.value(Revenue) * *margin,
                                 m_sheet.reference(row, m_columns.value(Revenue)) + QStringLiteral(" × ")
                                     + m_sheet.reference(row, m_columns.value(ids::CompetitorMargin)));
        else if (margin && !figures.contains(OperatingIncome))
            warn(row, ids::CompetitorMargin,
                 QCoreApplication::translate("ClientWorkbook",
                                             "A margin without revenue gives no income; it was left out."));
        const auto source = text(row, ids::CompetitorSource);
        while (competitor.sources.size() < competitor.facts.facts().size())
            competitor.sources.append(source);
    }

    [[nodiscard]] PeerFigures figuresOf(const Competitor &competitor) const
    {
        PeerFigures peer;
        peer.facts = competitor.facts.facts();
        peer.identity.company = competitor.name;
        peer.identity.industry = m_context.company.industry;
        peer.identity.fiscalYearEnd = m_context.company.yearEnd.monthAndDay();
        for (qsizetype i = 0; i < peer.facts.size(); ++i) {
            auto &fact = peer.facts[i];
            if (!competitor.sources[i].isEmpty())
                fact.source = QStringLiteral("%1 (%2)").arg(fact.source, competitor.sources[i]);
            if (!peer.identity.periodEnd.isValid() || fact.end > peer.identity.periodEnd)
                peer.identity.periodEnd = fact.end;
        }
        peer.identity.fiscalYear = peer.identity.periodEnd.year();
        return peer;
    }

    const SheetGrid &m_sheet;
    const WorkbookContext &m_context;
    const int m_columnsRow;       ///< −1: nothing says what the columns are
    QMap<QString, int> m_columns; ///< by id
    std::vector<std::unique_ptr<Competitor>> m_competitors;
    QMap<QString, Competitor *> m_byName;
};

} // namespace

QList<PeerFigures> readCompetitorsSheet(const SheetGrid &sheet, const WorkbookContext &context)
{
    return CompetitorRows(sheet, context).read();
}

} // namespace consultantos::client_workbook
