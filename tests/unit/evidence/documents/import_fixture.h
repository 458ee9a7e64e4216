// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/documents/content_importer.h"

#include <QString>
#include <QStringList>

#include <zip.h>

#include <initializer_list>
#include <utility>

namespace consultantos::test {

/// What an importer makes of bytes that stand under a name.
template <typename Importer>
Result<Document> imported(const QByteArray &content, const QString &name = QStringLiteral("file"),
                          const ImportLimits &limits = {})
{
    return Importer().parse(content, name, limits);
}

/// A ZIP archive with these entries, in order; compressed unless `isStored`.
inline QByteArray zipOf(const QList<std::pair<QString, QByteArray>> &entries, bool isStored = false,
                        const QByteArray &password = {})
{
    zip_error_t error;
    zip_error_init(&error);
    auto *target = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(target);
    auto *zip = zip_open_from_source(target, ZIP_TRUNCATE, &error);
    for (const auto &[name, content] : entries) {
        auto *source = zip_source_buffer(zip, content.constData(), zip_uint64_t(content.size()), 0);
        const auto index = zip_file_add(zip, name.toUtf8().constData(), source, ZIP_FL_ENC_UTF_8);
        if (index < 0) {
            zip_source_free(source);
            continue;
        }
        if (isStored)
            zip_set_file_compression(zip, zip_uint64_t(index), ZIP_CM_STORE, 0);
        if (!password.isEmpty())
            zip_file_set_encryption(zip, zip_uint64_t(index), ZIP_EM_AES_256, password.constData());
    }
    zip_close(zip);
    zip_source_open(target);
    zip_source_seek(target, 0, SEEK_END);
    QByteArray bytes(zip_source_tell(target), Qt::Uninitialized);
    zip_source_seek(target, 0, SEEK_SET);
    zip_source_read(target, bytes.data(), zip_uint64_t(bytes.size()));
    zip_source_close(target);
    zip_source_free(target);
    return bytes;
}

/// "Heading 1: text", "ListItem: text", … of each block: what a test compares.
inline QStringList outline(const Document &document)
{
    QStringList lines;
    for (const auto &block : document.blocks) {
        static const char *const names[]{"Heading", "Paragraph", "ListItem", "TableRow", "Note"};
        auto line = QString::fromLatin1(names[int(block.kind)]);
        if (block.kind == BlockKind::Heading)
            line += QLatin1Char(' ') + QString::number(block.level);
        lines << line + QStringLiteral(": ") + block.text;
    }
    return lines;
}

/// "row,column[+columns][v rows]=text" of each cell of a table.
inline QStringList cellsOf(const Table &table)
{
    QStringList lines;
    for (const auto &cell : table.cells) {
        auto line = QStringLiteral("%1,%2").arg(cell.row).arg(cell.column);
        if (cell.columnSpan > 1)
            line += QStringLiteral("+%1").arg(cell.columnSpan);
        if (cell.rowSpan > 1)
            line += QStringLiteral("v%1").arg(cell.rowSpan);
        lines << line + QLatin1Char('=') + cell.text;
    }
    return lines;
}

/// Whether each block's offset is where its text stands in the document's whole text, in code points.
inline bool hasSoundOffsets(const Document &document)
{
    QStringList texts;
    for (const auto &block : document.blocks)
        texts << block.text;
    const auto all = texts.join(QLatin1Char('\n')).toUcs4();
    for (const auto &block : document.blocks) {
        const auto text = block.text.toUcs4();
        if (all.mid(block.offset, text.size()) != text)
            return false;
    }
    return true;
}

} // namespace consultantos::test
