// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/notice_bar.h"

#include <QLocale>

namespace consultantos {

NoticeBar::NoticeBar(QWidget *parent)
    : QLabel(parent)
{
    setWordWrap(true);
    setProperty("role", QStringLiteral("notice"));
    setObjectName(QStringLiteral("notice"));
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::LinksAccessibleByKeyboard | Qt::LinksAccessibleByMouse);
    hide();
    connect(this, &QLabel::linkActivated, this, &QLabel::hide);
}

void NoticeBar::tell(const QList<Error> &notices, const std::optional<CrashNote> &crashNote)
{
    QStringList texts;
    for (const auto &notice : notices)
        texts.append(notice.toText().toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>")));
    if (crashNote)
        texts.append(
            tr("ConsultantOS stopped unexpectedly on %1 (%2). Saved reports are untouched. The details are in %3.")
                .arg(QLocale().toString(crashNote->when.toLocalTime(), QLocale::ShortFormat), crashNote->reason,
                     crashNote->path)
                .toHtmlEscaped());
    if (texts.isEmpty())
        return;
    setText(
        QStringLiteral("%1 &nbsp;<a href=\"dismiss\">%2</a>").arg(texts.join(QStringLiteral("<br>")), tr("Dismiss")));
    setVisible(true);
}

} // namespace consultantos
