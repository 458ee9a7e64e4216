// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"

#include <QCoreApplication>
#include <QPalette>
#include <QString>

namespace consultantos {

/// Writes the pages of a report as rich text for EvidenceBrowser. Pure; holds references to what it is given.
class ReportHtml {
    Q_DECLARE_TR_FUNCTIONS(consultantos::ReportHtml)
public:
    ReportHtml(const Report &report, const QPalette &palette)
        : m_report(report)
        , m_palette(palette)
    {
    }

    [[nodiscard]] QString summary() const;
    /// By the framework's id; an unknown one as a plain list of its sections.
    [[nodiscard]] QString framework(const FrameworkResult &framework) const;
    [[nodiscard]] QString recommendations() const;
    [[nodiscard]] QString forecasts() const;
    [[nodiscard]] QString quality(bool isEditable) const; ///< with links that settle findings
    /// Those first that would narrow the scores most, each with a link of scheme "answer".
    [[nodiscard]] QString dataRequests() const;
    /// With links of schemes "edit-keep", "edit-take" and "edit-open", whose id is the kind, a slash and the target.
    [[nodiscard]] QString edits() const;
    [[nodiscard]] QString sources() const;

private:
    [[nodiscard]] QString claim(const Claim &claim) const;
    [[nodiscard]] QString claimParagraph(const std::optional<Claim> &claim, const QString &title = {}) const;
    [[nodiscard]] QString claimList(const QString &title, const QList<Claim> &claims) const;
    [[nodiscard]] QString item(const FrameworkItem &item, const QList<Driver> *fieldsBy) const;
    [[nodiscard]] QString fields(const FrameworkItem &item, const QList<Driver> &drivers) const;
    [[nodiscard]] QString cell(const FrameworkSection &section) const;
    [[nodiscard]] QString matrix(const QList<const FrameworkSection *> &cells) const;
    [[nodiscard]] QString section(const FrameworkSection &section) const;
    [[nodiscard]] QString drivers(const FrameworkSection &section) const;
    [[nodiscard]] QString pestel(const FrameworkResult &framework) const;
    [[nodiscard]] QString swot(const FrameworkResult &framework) const;
    [[nodiscard]] QString optionTable() const;
    [[nodiscard]] QString conditions(const Recommendation &one) const;
    [[nodiscard]] QString hundredDays(const Recommendation &one) const;
    [[nodiscard]] QString score(const Score &score) const;
    [[nodiscard]] QString tableStart() const;
    [[nodiscard]] QString headRow(const QStringList &titles, const QList<int> &ofNumbers = {}) const;
    [[nodiscard]] QString muted(const QString &text) const;

    const Report &m_report;
    QPalette m_palette;
};

} // namespace consultantos
