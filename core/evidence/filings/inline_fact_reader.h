// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/filings/filing_info.h"
#include "evidence/filings/markup_handler.h"
#include "evidence/filings/xbrl_context_reader.h"
#include "evidence/filings/xbrl_facts.h"
#include "evidence/filings/xbrl_names.h"
#include "evidence/filings/xbrl_tally.h"

#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace consultantos {

/// A text that a filing tags, shortened where it is a whole note.
struct InlineText {
    QString taxonomy;
    QString tag;
    QString context;
    QString value;
};

/// Reads the facts of inline XBRL. Feed it all events of a document, then ask.
class InlineFactReader : public MarkupHandler {
public:
    InlineFactReader() = default;
    Q_DISABLE_COPY_MOVE(InlineFactReader) // its parts refer to each other

    void startElement(const MarkupElement &element) override;
    void endElement(ElementKind kind) override;
    void text(QStringView piece) override;

    /// The page on which the following elements stand.
    void setPage(int page) { m_page = page; }
    /// The value of the number whose element ended last, once; for the table cell that shows it.
    [[nodiscard]] std::optional<double> takeEndedValue();
    /// The tags of the texts that are open, continuations included, outermost first: in which note we are.
    [[nodiscard]] QStringList openTextTags() const;

    /// All numbers in the order of their elements' ends; those without a context or unit are counted and left out.
    [[nodiscard]] QList<XbrlNumber> numbers();
    /// All texts, with their continuations.
    [[nodiscard]] QList<InlineText> texts() const;
    /// What the undimensioned texts of dei, or of IFRS where there is no dei, say of the filing.
    [[nodiscard]] FilingInfo info() const;
    [[nodiscard]] XbrlTally &tally() { return m_tally; }

private:
    /// An element of inline XBRL that is open, or a text that has ended.
    struct Frame {
        ElementKind kind = ElementKind::Unknown;
        QString name;
        QString context;
        QString unit;
        QString format;
        QString element;
        QString continuedAt;
        QString text;
        int scale = 0;
        bool isNegative = false;
        bool isNil = false;
        std::optional<int> decimals;
        std::optional<double> numerator;
        std::optional<double> denominator;
    };
    struct Pending {
        QString name;
        QString context;
        QString unit;
        double value = 0;
        std::optional<int> decimals;
        QString element;
        int page = 0;
    };

    static Frame frameOf(const MarkupElement &element);
    std::optional<double> valueOf(const Frame &frame);
    void endNumber(const Frame &frame);
    void endFraction(const Frame &frame);
    void keep(const Frame &frame, double value);
    [[nodiscard]] QString wholeText(const Frame &frame) const;

    XbrlNames m_names;
    XbrlContextReader m_contexts{m_names};
    XbrlTally m_tally;
    QList<Frame> m_open;
    QList<Frame> m_texts;
    QHash<QString, Frame> m_continuations; ///< by their id
    QHash<QString, QString> m_ownerOf;     ///< tag by the id of a continuation
    QList<Pending> m_pending;
    std::optional<double> m_endedValue;
    int m_excluded = 0;
    int m_page = 0;
};

} // namespace consultantos
