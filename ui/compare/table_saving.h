// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/whole_file.h"
#include "widgets/saving.h"

#include <QByteArray>
#include <QFileDialog>
#include <QString>

namespace consultantos {

/// A comparison in the formats that it can be saved in.
struct TableTexts {
    QString title; ///< the file's name before the user changes it
    QByteArray markdown;
    QByteArray json;
    QByteArray csv;

    /// The one that a file of that name is to hold.
    [[nodiscard]] const QByteArray &in(const QString &path) const;
};

/// Lines of fields between tabs as CSV (RFC 4180). Pure.
[[nodiscard]] QByteArray csvOf(const QString &table);

/// The same as a Markdown table under `title`, with `notes` below. Pure.
[[nodiscard]] QByteArray markdownOf(const QString &title, const QString &table, const QString &notes);

/// See askWhereToSave(); the name's ending chooses the format.
QFileDialog *askWhereToSaveTable(QWidget *parent, const QString &title);

/// Asks for a file and writes what its name ends with. Signals of `page` tell how it went: see saveAsync().
template <typename Page>
void saveTable(QThreadPool *pool, Page *page, const TableTexts &texts)
{
    QObject::connect(askWhereToSaveTable(page, texts.title), &QFileDialog::fileSelected, page,
                     [pool, page, texts](const QString &path) {
                         saveAsync(pool, page, path, [bytes = texts.in(path), path] { return writeFile(path, bytes); });
                     });
}

} // namespace consultantos
