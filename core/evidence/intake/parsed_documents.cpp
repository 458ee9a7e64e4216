// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/intake/parsed_documents.h"

#include "cache/typed_cache.h"
#include "model/binary_fields.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QLocale>

#include <optional>

namespace consultantos {

namespace {

constexpr int FormatVersion = 2;
constexpr qint64 ObjectGrowth = 4; ///< bytes in memory for one of its encoding, about

/// Empty if it can't be read: the parser then says why.
QByteArray hashOf(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return {};
    return hash.result();
}

CacheCodec<Document> codec()
{
    return {[](const Document &document) { return toBinary(document); },
            [](const QByteArray &bytes) { return fromBinary<Document>(bytes); },
            [](const Document &document) {
                qint64 texts = 0;
                for (const auto &block : document.blocks)
                    texts += block.text.size();
                return ObjectGrowth * texts;
            }};
}

} // namespace

ParsedDocuments::ParsedDocuments(CacheAccess cache, QString options)
    : m_cache(std::move(cache))
    , m_options(std::move(options))
{
}

Result<Document> ParsedDocuments::get(const QString &path, const Parse &parse, const CancellationToken &cancel) const
{
    const auto hash = m_cache.manager ? hashOf(path) : QByteArray();
    if (hash.isEmpty())
        return parse(path, cancel);
    const QFileInfo info(path);
    auto key = m_cache.scope.key("document", FormatVersion);
    // Warnings name the file, and are in the user's language.
    key.bytes("content", hash).text("name", info.fileName()).text("options", m_options);
    key.text("language", QLocale().name() + QCoreApplication::translate("Duration", "%1 days"));
    TypedCache<Document> cache(*m_cache.manager, codec());
    CacheOptions options;
    options.cancel = cancel;
    const auto found = cache.getOrComputeHere(
        key.key(),
        [&](const CancellationToken &token) -> Result<CacheProduct<Document>> {
            auto document = parse(path, token);
            if (!document)
                return tl::unexpected(document.error());
            const bool isComplete = document->isComplete;
            return CacheProduct<Document>{
                std::make_shared<const Document>(std::move(*document)), m_cache.scope.tags("document"), {}, isComplete};
        },
        options);
    if (!found)
        return tl::unexpected(found.error());
    return *found->value;
}

} // namespace consultantos
