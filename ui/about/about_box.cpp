// SPDX-License-Identifier: GPL-3.0-or-later
#include "about/about_box.h"

#include "base/version.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace consultantos {

namespace {

QString commitText(const ProgramAbout &about)
{
    if (about.commit.isEmpty())
        return AboutBox::tr("commit not known");
    return about.isModified ? AboutBox::tr("commit %1, with changes").arg(about.commit)
                            : AboutBox::tr("commit %1").arg(about.commit);
}

QLabel *textLabel(const QString &text, const char *role)
{
    auto *label = new QLabel(text);
    label->setProperty("role", QLatin1String(role));
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

QTableWidget *makeParts(const QList<ProgramPart> &parts)
{
    auto *table = new QTableWidget(int(parts.size()), 4);
    table->setObjectName(QStringLiteral("aboutParts"));
    table->setAccessibleName(AboutBox::tr("Libraries and data with their licences"));
    table->setHorizontalHeaderLabels(
        {AboutBox::tr("Made with"), AboutBox::tr("Version"), AboutBox::tr("Licence"), AboutBox::tr("What for")});
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setAlternatingRowColors(true);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().lineSpacing() + GridUnit);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (int row = 0; row < parts.size(); ++row) {
        const auto &part = parts[row];
        const QString texts[] = {part.name, part.version, part.licence, part.use};
        for (int column = 0; column < 4; ++column) {
            auto *item = new QTableWidgetItem(texts[column]);
            item->setToolTip(column == 0 && !part.home.isEmpty() ? part.home : texts[column]);
            table->setItem(row, column, item);
        }
    }
    const int character = table->fontMetrics().averageCharWidth();
    table->setColumnWidth(0, character * 22);
    table->setColumnWidth(1, character * 14);
    table->setColumnWidth(2, character * 36);
    table->horizontalHeader()->setStretchLastSection(true);
    return table;
}

} // namespace

AboutBox::AboutBox(const ProgramAbout &about, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("aboutBox"));
    setWindowTitle(tr("About ConsultantOS"));
    auto *icon = new QLabel;
    icon->setPixmap(QIcon(QStringLiteral(":/icons/consultantos.svg")).pixmap(64, 64));
    icon->setAlignment(Qt::AlignTop);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(GridUnit / 2);
    texts->addWidget(textLabel(QStringLiteral("ConsultantOS %1").arg(QString::fromLatin1(Version)), "title"));
    texts->addWidget(textLabel(commitText(about), "muted"));
    texts->addWidget(textLabel(
        tr("A workstation for management consultants: analyses whose every number traces to its source."), ""));
    texts->addWidget(
        textLabel(tr("Free software under the GNU General Public License, version 3 or later; it comes without "
                     "any warranty."),
                  ""));
    texts->addWidget(textLabel(tr("Data folder: %1").arg(about.dataDir), "muted"));
    auto *head = new QHBoxLayout;
    head->setSpacing(2 * GridUnit);
    head->addWidget(icon, 0, Qt::AlignTop);
    head->addLayout(texts, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto *copy = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    copy->setObjectName(QStringLiteral("aboutCopy"));
    copy->setToolTip(tr("All of this as text, for a report of a fault"));
    connect(copy, &QPushButton::clicked, this,
            [about] { QGuiApplication::clipboard()->setText(AboutBox::textOf(about)); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(3 * GridUnit, 3 * GridUnit, 3 * GridUnit, 2 * GridUnit);
    column->setSpacing(2 * GridUnit);
    column->addLayout(head);
    auto *parts = makeParts(about.parts);
    column->addWidget(parts, 1);
    column->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 120, fontMetrics().lineSpacing() * 36);
    parts->setFocus();
}

QString AboutBox::textOf(const ProgramAbout &about)
{
    auto text = QStringLiteral("ConsultantOS %1, %2\n").arg(QString::fromLatin1(Version), commitText(about));
    for (const auto &part : about.parts)
        text += QStringLiteral("%1 %2 (%3)\n")
                    .arg(part.name, part.version, part.licence)
                    .replace(QStringLiteral("  "), QStringLiteral(" "));
    return text;
}

} // namespace consultantos
