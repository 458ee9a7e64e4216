// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

namespace consultantos {

class ImportBudget;

/// What the parser of HTML tells: elements are always properly nested, whatever the page's own tags are. Names are in
/// lower case.
class HtmlHandler {
public:
    using Attributes = QHash<QByteArray, QString>;

    virtual ~HtmlHandler() = default;
    virtual void startElement(const QByteArray &name, const Attributes &attributes) = 0;
    virtual void endElement(const QByteArray &name) = 0;
    virtual void characters(const QString &text) = 0;
};

/// Runs libxml2's forgiving parser over `html`. Nothing is loaded from anywhere. Stops where the budget is spent or
/// elements nest deeper than ImportLimits::depth, which spends it. Thread-safe.
void parseHtml(const QString &html, HtmlHandler &handler, ImportBudget &budget);

} // namespace consultantos
