// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/evidence_browser.h"

#include "widgets/theme.h"

#include <QScrollBar>
#include <QTextBlock>
#include <QTextCursor>
#include <QUrl>

namespace consultantos {

EvidenceBrowser::EvidenceBrowser(QWidget *parent)
    : QTextBrowser(parent)
{
    setOpenLinks(false);
    setOpenExternalLinks(false);
    setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    document()->setDocumentMargin(3 * GridUnit);
    connect(this, &QTextBrowser::anchorClicked, this, [this](const QUrl &url) {
        const auto text = url.toString(QUrl::FullyEncoded);
        const auto scheme = text.section(QLatin1Char(':'), 0, 0);
        if (text.startsWith(QLatin1Char('#')))
            scrollToAnchor(text.mid(1));
        else
            Q_EMIT evidenceActivated(scheme, QUrl::fromPercentEncoding(text.mid(scheme.size() + 1).toLatin1()));
    });
}

void EvidenceBrowser::setBody(const QString &body)
{
    const int place = verticalScrollBar()->value();
    const auto colors = ThemeColors::of(palette());
    document()->setDefaultStyleSheet(QStringLiteral("h1 { font-size: x-large; } h2 { font-size: large; margin-top: "
                                                    "20px; } h3 { font-size: medium; margin-top: 12px; }"
                                                    "a { color: %1; } .muted { color: %2; } .error { color: %3; } td, "
                                                    "th { padding: 8px; } th { text-align: left; }")
                                         .arg(colors.accent.name(), colors.muted.name(), colors.negative.name()));
    setHtml(body);
    verticalScrollBar()->setValue(place);
}

bool EvidenceBrowser::showLink(const QString &link)
{
    for (auto block = document()->begin(); block.isValid(); block = block.next()) {
        for (auto part = block.begin(); !part.atEnd(); ++part) {
            if (part.fragment().charFormat().anchorHref() != link)
                continue;
            QTextCursor cursor(block);
            cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
            setTextCursor(cursor);
            ensureCursorVisible();
            return true;
        }
    }
    return false;
}

} // namespace consultantos
