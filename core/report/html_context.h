// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"
#include "report/evidence_index.h"
#include "report/language/wording.h"
#include "report/svg_chart.h"

#include <QList>
#include <QString>

#include <optional>

namespace consultantos {

/// Writes the small pieces that all parts of a report's HTML are made of. Every text goes through escape() here.
/// Belongs to one rendering.
class HtmlContext {
public:
    explicit HtmlContext(const Report &report, Wording wording = {});

    [[nodiscard]] const Report &report() const { return m_report; }
    [[nodiscard]] const EvidenceIndex &index() const { return m_index; }
    [[nodiscard]] const Wording &wording() const { return m_wording; }
    /// Words of ours in the report's language.
    [[nodiscard]] QString say(const QString &english) const { return m_wording.say(english); }
    [[nodiscard]] QStringList say(const QStringList &english) const { return m_wording.say(english); }

    [[nodiscard]] static QString escape(const QString &text);
    /// A number as a link to its evidence; plain text where the id is unknown.
    [[nodiscard]] QString number(const QString &text, const QString &ref) const;
    [[nodiscard]] QString figure(const Figure &figure) const;
    /// Links to evidence entries: "F1, C2".
    [[nodiscard]] QString references(const QStringList &ids) const;
    /// A claim's text with its numbers linked, without its grade.
    [[nodiscard]] QString claimText(const Claim &claim) const;
    /// claimText() and the badge of its grade.
    [[nodiscard]] QString claim(const Claim &claim) const;
    [[nodiscard]] QString badge(const Claim &claim) const;
    /// "<p class=…>…</p>" around a claim; empty without one.
    [[nodiscard]] QString paragraph(const std::optional<Claim> &claim, const QString &label = {}) const;
    [[nodiscard]] QString claimList(const QList<Claim> &claims) const;
    [[nodiscard]] static QString heading(int level, const QString &text, const QString &id = {});
    /// Inline SVG; empty where there is nothing to draw.
    [[nodiscard]] static QString chart(const SvgChart &chart);
    [[nodiscard]] static ChartPalette palette() { return ChartPalette::forBrowser(); }
    /// Opening tag of a data table.
    [[nodiscard]] QString table(const QString &cssClass, const QString &caption) const;
    /// The head of a table and the start of its body.
    [[nodiscard]] static QString headRow(const QStringList &titles);
    [[nodiscard]] static QString tableEnd();

private:
    const Report &m_report;
    Wording m_wording;
    EvidenceIndex m_index;
};

} // namespace consultantos
