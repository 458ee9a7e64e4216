// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/filings/markup_handler.h"
#include "evidence/filings/xbrl_context.h"

#include <QHash>
#include <QString>

namespace consultantos {

/// Gathers contexts and units, wherever they stand in the file.
class XbrlContextReader : public MarkupHandler {
public:
    /// `names` outlives this and is told the declarations by whoever sees them first.
    explicit XbrlContextReader(const XbrlNames &names);

    void startElement(const MarkupElement &element) override;
    void endElement(ElementKind kind) override;
    void text(QStringView piece) override;

    /// By the id that facts refer to. Names in them are resolved only by what was declared before.
    [[nodiscard]] const QHash<QString, XbrlContext> &contexts() const { return m_contexts; }
    [[nodiscard]] const QHash<QString, QString> &units() const { return m_units; }

private:
    void endMember(ElementKind kind);
    void endUnitPart(ElementKind kind);

    const XbrlNames &m_names;
    QHash<QString, XbrlContext> m_contexts;
    QHash<QString, QString> m_units;

    QString m_id; ///< of the context or unit that is open
    XbrlContext m_context;
    XbrlUnit m_unit;
    bool m_inContext = false;
    bool m_inUnit = false;
    bool m_inDenominator = false;
    int m_partDepth = 0; ///< within segment or scenario
    bool m_inMember = false;
    QString m_scheme;
    QString m_axis;
    QString m_text; ///< of the innermost element that was begun
};

} // namespace consultantos
