// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <functional>

class QThreadPool;
class QWidget;

namespace consultantos {

/// A comparison in the formats that it can be saved in.
struct TableTexts {
    QString title; ///< the file's name before the user changes it
    QByteArray markdown;
    QByteArray json;
    QByteArray csv;
};

/// Lines of fields between tabs as CSV (RFC 4180). Pure.
[[nodiscard]] QByteArray csvOf(const QString &table);

/// The same as a Markdown table under `title`, with `notes` below. Pure.
[[nodiscard]] QByteArray markdownOf(const QString &title, const QString &table, const QString &notes);

/// Asks for a file and writes what its name ends with; `done` and `failed` are called in the window's thread.
void saveTable(QThreadPool *pool, QWidget *window, const TableTexts &texts,
               std::function<void(const QString &path)> done, std::function<void(const Error &error)> failed);

} // namespace consultantos
