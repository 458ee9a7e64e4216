// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/documents/safe_archive.h"

#include "evidence/documents/document_errors.h"
#include "evidence/documents/import_budget.h"

#include <QHash>

#include <algorithm>
#include <zip.h>

namespace consultantos {

namespace {

constexpr qint64 ChunkBytes = 256 * 1024;
constexpr qint64 RatioFreeBytes = 1024 * 1024; // a first megabyte is harmless at any ratio

struct Entry {
    zip_uint64_t index = 0;
    qint64 packed = 0;
};

/// A name that could lead out of a folder, were the archive ever unpacked: no program for office work writes it.
bool isPathTrick(const QString &name)
{
    const auto parts = QString(name).replace(QLatin1Char('\\'), QLatin1Char('/')).split(QLatin1Char('/'));
    const bool hasDrive = name.size() > 1 && name[1] == QLatin1Char(':');
    return name.startsWith(QLatin1Char('/')) || name.startsWith(QLatin1Char('\\')) || hasDrive
           || parts.contains(QStringLiteral("..")) || name.contains(QChar(0));
}

QString causeOf(zip_error_t &error)
{
    const auto text = QString::fromLocal8Bit(zip_error_strerror(&error));
    zip_error_fini(&error);
    return text;
}

} // namespace

struct SafeArchive::State {
    ImportBudget *budget = nullptr;
    QByteArray content; ///< libzip reads from it as long as the archive is open
    std::unique_ptr<zip_t, decltype(&zip_discard)> zip{nullptr, zip_discard};
    QHash<QString, Entry> index;
    QStringList entries;

    Status open();
    Status readDirectory();
    Status add(const zip_stat_t &stat);
    std::optional<QByteArray> unpack(const Entry &entry);
};

Status SafeArchive::State::open()
{
    zip_error_t error;
    zip_error_init(&error);
    auto *source = zip_source_buffer_create(content.constData(), zip_uint64_t(content.size()), 0, &error);
    if (!source)
        return document_errors::damaged(budget->name(), causeOf(error));
    zip.reset(zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error));
    if (!zip) {
        zip_source_free(source);
        return document_errors::damaged(budget->name(), causeOf(error));
    }
    zip_error_fini(&error);
    return readDirectory();
}

Status SafeArchive::State::readDirectory()
{
    const auto count = zip_get_num_entries(zip.get(), 0);
    if (count > budget->limits().archiveEntries)
        return document_errors::expandsTooFar(budget->name());
    for (zip_int64_t i = 0; i < count && !budget->isSpent(); ++i) {
        zip_stat_t stat;
        zip_stat_init(&stat);
        if (zip_stat_index(zip.get(), zip_uint64_t(i), 0, &stat) != 0)
            return document_errors::damaged(budget->name());
        if (const auto added = add(stat); !added)
            return added;
    }
    return budget->status();
}

Status SafeArchive::State::add(const zip_stat_t &stat)
{
    constexpr zip_uint64_t Needed = ZIP_STAT_NAME | ZIP_STAT_INDEX | ZIP_STAT_COMP_SIZE;
    if ((stat.valid & Needed) != Needed)
        return document_errors::damaged(budget->name());
    const auto name = QString::fromUtf8(stat.name);
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE)
        return document_errors::encrypted(budget->name());
    if (isPathTrick(name) || index.contains(name))
        return document_errors::damaged(budget->name(), name);
    if (!name.endsWith(QLatin1Char('/')))
        entries.append(name);
    index.insert(name, {stat.index, qint64(stat.comp_size)});
    return {};
}

std::optional<QByteArray> SafeArchive::State::unpack(const Entry &entry)
{
    const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(zip_fopen_index(zip.get(), entry.index, 0),
                                                                  zip_fclose);
    if (!file) {
        budget->fail(document_errors::damaged(budget->name(), QString::fromLocal8Bit(zip_strerror(zip.get()))));
        return std::nullopt;
    }
    const auto ratioLimit = RatioFreeBytes + qint64(budget->limits().expansionRatio * double(entry.packed));
    QByteArray bytes;
    QByteArray chunk(ChunkBytes, Qt::Uninitialized);
    while (!budget->isSpent()) {
        const auto count = zip_fread(file.get(), chunk.data(), zip_uint64_t(ChunkBytes));
        if (count == 0)
            return bytes;
        if (count < 0)
            budget->fail(document_errors::damaged(budget->name()));
        else if (bytes.size() + count > ratioLimit)
            budget->fail(document_errors::expandsTooFar(budget->name()));
        else if (budget->takeExpanded(count))
            bytes.append(chunk.constData(), count);
    }
    return std::nullopt;
}

SafeArchive::SafeArchive(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}

SafeArchive::SafeArchive(SafeArchive &&) noexcept = default;
SafeArchive &SafeArchive::operator=(SafeArchive &&) noexcept = default;
SafeArchive::~SafeArchive() = default;

Result<SafeArchive> SafeArchive::open(const QByteArray &content, ImportBudget &budget)
{
    auto state = std::make_unique<State>();
    state->budget = &budget;
    state->content = content;
    if (const auto opened = state->open(); !opened)
        return tl::unexpected<Error>(opened.error());
    return SafeArchive(std::move(state));
}

bool SafeArchive::contains(const QString &entry) const
{
    return m_state->index.contains(entry);
}

const QStringList &SafeArchive::entries() const
{
    return m_state->entries;
}

std::optional<QByteArray> SafeArchive::read(const QString &entry)
{
    const auto found = m_state->index.constFind(entry);
    if (found == m_state->index.constEnd())
        return std::nullopt;
    return m_state->unpack(*found);
}

} // namespace consultantos
