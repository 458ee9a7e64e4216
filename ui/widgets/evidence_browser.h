// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextBrowser>

namespace consultantos {

/// Rich text whose numbers and grades are links into the evidence. Tab walks the links, Enter follows one.
class EvidenceBrowser : public QTextBrowser {
    Q_OBJECT
public:
    explicit EvidenceBrowser(QWidget *parent = nullptr);

    /// Shows `body`, keeping the place where the reader was.
    void setBody(const QString &body);
    /// Scrolls to the paragraph that holds the link and selects it; false if there is none.
    bool showLink(const QString &link);

Q_SIGNALS:
    /// `scheme` as made by evidenceLink(): "number", "claim", "ref", or "sent" for what left the computer.
    void evidenceActivated(const QString &scheme, const QString &id);
};

} // namespace consultantos
