// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/forecasting/frequency.h"
#include "brief/company_model.h"
#include "evidence/company_history.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace consultantos {

/// Where series come from: a company's line or a table; and their frequency and horizon.
class SourceBar : public QWidget {
    Q_OBJECT
public:
    explicit SourceBar(QWidget *parent = nullptr);

    void setCompanies(const QList<Company> &companies);
    void setCompany(const QString &name);
    /// The company whose lines can be chosen now; null: none, as with a table.
    void setHistory(const std::shared_ptr<const CompanyHistory> &history);
    void setLine(const QString &id); ///< empty: all lines
    [[nodiscard]] QString line() const;
    [[nodiscard]] std::optional<forecasting::Frequency> frequency() const; ///< nothing: as found
    void setFrequency(std::optional<forecasting::Frequency> frequency);
    void setSteps(int steps); ///< 0: as usual
    [[nodiscard]] int steps() const;
    /// Whether a series is there in which public holidays may count: only then they can be chosen, and without it none are.
    void offerHolidays(bool isOffered);
    [[nodiscard]] QString holidays() const; ///< the country's code; empty: they don't count

Q_SIGNALS:
    void companyChosen(const QString &name);
    void lineChosen();
    void frequencyChosen();
    void stepsChosen(int steps);
    void holidaysChosen(const QString &country);
    void pasteRequested();
    void openRequested();

private:
    QWidget *addField(const QString &label, QWidget *field);
    void addHolidays();

    CompanyModel *m_companies;
    QLineEdit *m_company;
    QComboBox *m_line;
    QComboBox *m_frequency;
    QSpinBox *m_steps;
    QComboBox *m_holidays;
    QWidget *m_holidayField = nullptr;
};

} // namespace consultantos
