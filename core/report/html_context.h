// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/report.h"
#include "report/evidence_index.h"
#include "report/language/wording.h"
#include "report/svg_chart.h"

#include <QList>
#include <QMap>
#include <QString>

#include <optional>

namespace consultantos {

/// Where HTML is read: a browser, or Qt's rich text on its way to paper, which knows neither SVG nor style sheets of
/// any depth and shows no link, so that evidence labels are printed beside the numbers.
enum class HtmlMedium { Browser, Paper };

/// Writes the small pieces that all parts of a report's HTML are made of. Every text goes through escape() here.
/// Belongs to one rendering.
class HtmlContext {
public:
    HtmlContext(const Report &report, HtmlMedium medium, Wording wording = {});

    [[nodiscard]] const Report &report() const { return m_report; }
    [[nodiscard]] bool isPaper() const { return m_medium == HtmlMedium::Paper; }
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
    /// Inline SVG in a browser; on paper an image that charts() keeps under its name.
    [[nodiscard]] QString chart(const QString &name, const SvgChart &chart);
    [[nodiscard]] const QMap<QString, SvgChart> &charts() const { return m_charts; }
    [[nodiscard]] ChartPalette palette() const;
    /// Opening tag of a data table; paper wants its borders as attributes.
    [[nodiscard]] QString table(const QString &cssClass, const QString &caption) const;
    /// The head of a table and the start of its body.
    [[nodiscard]] static QString headRow(const QStringList &titles);
    [[nodiscard]] QString tableEnd() const;

private:
    const Report &m_report;
    HtmlMedium m_medium;
    Wording m_wording;
    EvidenceIndex m_index;
    QMap<QString, SvgChart> m_charts;
};

} // namespace consultantos
