// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/template/company_sheet.h"

#include "evidence/country_catalogue.h"
#include "evidence/industry_catalogue.h"
#include "evidence/template/currency_codes.h"
#include "evidence/template/workbook_findings.h"
#include "evidence/template/workbook_layout.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos::client_workbook {

namespace {

/// The fields of one sheet, each with its cell for what is to be said of it.
class CompanyFields {
public:
    CompanyFields(const SheetGrid &sheet, WorkbookFindings &findings)
        : m_sheet(sheet)
        , m_findings(findings)
    {
    }

    [[nodiscard]] QString name()
    {
        const auto name = text(ids::Name);
        constexpr qsizetype LongestName = 200;
        if (name.isEmpty())
            refuse(ids::Name, QCoreApplication::translate("ClientWorkbook", "the company's name is missing."));
        else if (name.size() > LongestName)
            refuse(ids::Name,
                   QCoreApplication::translate("ClientWorkbook", "the company's name is longer than %1 characters.")
                       .arg(LongestName));
        return name;
    }

    [[nodiscard]] FiscalYearEnd yearEnd()
    {
        const auto *cell = m_sheet.at(m_sheet.rowOf(ids::FiscalYearEnd), ValueColumn);
        if (!cell || cell->text.simplified().isEmpty()) {
            refuse(ids::FiscalYearEnd, QCoreApplication::translate(
                                           "ClientWorkbook", "the end of the fiscal year is missing: day and month, "
                                                             "such as 31 December."));
            return {};
        }
        if (const auto end = fiscalYearEndIn(*cell))
            return *end;
        refuse(ids::FiscalYearEnd,
               QCoreApplication::translate("ClientWorkbook", "\"%1\" is no day and month; write it as 31 December.")
                   .arg(cell->text.simplified()));
        return {};
    }

    [[nodiscard]] QString currency()
    {
        const auto code = text(ids::Currency).toUpper();
        if (code.isEmpty())
            refuse(ids::Currency,
                   QCoreApplication::translate("ClientWorkbook", "the currency is missing: a code such as EUR."));
        else if (!isKnownCurrency(code))
            refuse(ids::Currency,
                   QCoreApplication::translate("ClientWorkbook", "\"%1\" is no currency; write its code, such as EUR.")
                       .arg(text(ids::Currency)));
        return code;
    }

    [[nodiscard]] double scale()
    {
        const auto chosen = text(ids::Scale);
        const auto &known = scales();
        const auto scale = std::find_if(known.cbegin(), known.cend(), [&chosen](const Scale &each) {
            return each.name.compare(chosen, Qt::CaseInsensitive) == 0;
        });
        if (scale != known.cend())
            return scale->factor;
        refuse(ids::Scale, chosen.isEmpty()
                               ? QCoreApplication::translate("ClientWorkbook",
                                                             "say whether figures are in units, thousands or millions.")
                               : QCoreApplication::translate("ClientWorkbook",
                                                             "\"%1\" is no scale; choose units, thousands or millions.")
                                     .arg(chosen));
        return 1;
    }

    [[nodiscard]] QString industry(const IndustryCatalogue &industries)
    {
        const auto named = text(ids::Industry);
        if (named.isEmpty()) {
            warn(ids::Industry,
                 QCoreApplication::translate("ClientWorkbook",
                                             "without an industry there are no peers and no published averages."));
            return {};
        }
        const auto industry = industries.find(named);
        if (industry)
            return industry->id;
        warn(ids::Industry, industry.error().message + QLatin1Char(' ') + industry.error().detail);
        return {};
    }

    [[nodiscard]] QString country(const CountryCatalogue &countries)
    {
        const auto named = text(ids::Country);
        const auto code = countries.isoCode(named);
        if (!named.isEmpty() && code.isEmpty())
            warn(ids::Country,
                 QCoreApplication::translate("ClientWorkbook", "no country called \"%1\" is known; it was left out.")
                     .arg(named));
        return code;
    }

    void takeMarketValue(CompanySheet &company)
    {
        const int row = m_sheet.rowOf(ids::MarketValue);
        const auto number = m_sheet.number(row, ValueColumn);
        if (number.value && *number.value > 0) {
            company.marketValue = *number.value * company.scale;
            company.marketValueCell = m_sheet.reference(row, ValueColumn);
        } else if (!number.isBlank) {
            warn(ids::MarketValue,
                 QCoreApplication::translate("ClientWorkbook", "\"%1\" is no market value; it was left out.")
                     .arg(text(ids::MarketValue)));
        }
        const auto *date = m_sheet.at(m_sheet.rowOf(ids::MarketValueDate), ValueColumn);
        if (!date)
            return;
        const auto day = date->date ? *date->date : QDate::fromString(date->text.simplified(), Qt::ISODate);
        if (day.isValid())
            company.marketValueDate = day;
        else
            warn(ids::MarketValueDate,
                 QCoreApplication::translate("ClientWorkbook", "\"%1\" is no date; the end of the newest fiscal year "
                                                               "was taken.")
                     .arg(date->text.simplified()));
    }

private:
    [[nodiscard]] QString text(const QString &id) const { return m_sheet.text(m_sheet.rowOf(id), ValueColumn); }
    /// Where a field whose row was deleted has no cell, its sheet is named.
    [[nodiscard]] QString cell(const QString &id) const
    {
        return m_sheet.reference(std::max(m_sheet.rowOf(id), 0), ValueColumn);
    }
    void refuse(const QString &id, const QString &what) { m_findings.refuse(cell(id), what); }
    void warn(const QString &id, const QString &what) { m_findings.warn(cell(id), what); }

    const SheetGrid &m_sheet;
    WorkbookFindings &m_findings;
};

} // namespace

CompanySheet readCompanySheet(const SheetGrid &sheet, const IndustryCatalogue &industries,
                              const CountryCatalogue &countries, WorkbookFindings &findings)
{
    CompanyFields fields(sheet, findings);
    CompanySheet company;
    company.name = fields.name();
    company.yearEnd = fields.yearEnd();
    company.currency = fields.currency();
    company.scale = fields.scale();
    company.industry = fields.industry(industries);
    company.country = fields.country(countries);
    fields.takeMarketValue(company);
    return company;
}

} // namespace consultantos::client_workbook
