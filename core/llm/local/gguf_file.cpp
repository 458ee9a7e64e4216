// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/local/gguf_file.h"

#include <QCoreApplication>
#include <QDataStream>
#include <QFile>
#include <QFileInfo>

namespace consultantos {
namespace {

/// Types of values, by their numbers in the file.
enum class GgufType : quint32 { U8, I8, U16, I16, U32, I32, F32, Bool, String, Array, U64, I64, F64 };

// No honest file comes near these; they keep a broken one from costing memory or minutes.
constexpr quint64 MaxEntries = 100'000;
constexpr quint64 MaxItems = 50'000'000;
constexpr quint64 MaxTextBytes = 16ULL * 1024 * 1024;

/// Bytes of a value of a fixed size; 0 for others.
qint64 sizeOf(GgufType type)
{
    switch (type) {
    case GgufType::U8:
    case GgufType::I8:
    case GgufType::Bool:
        return 1;
    case GgufType::U16:
    case GgufType::I16:
        return 2;
    case GgufType::U32:
    case GgufType::I32:
    case GgufType::F32:
        return 4;
    case GgufType::U64:
    case GgufType::I64:
    case GgufType::F64:
        return 8;
    case GgufType::String:
    case GgufType::Array:
        break;
    }
    return 0;
}

/// Reads values one after the other. Once something isn't right, all that follows is empty and isOk() false.
class GgufReader {
public:
    explicit GgufReader(QFile &file)
        : m_file(file)
        , m_stream(&file)
    {
        m_stream.setByteOrder(QDataStream::LittleEndian);
    }

    [[nodiscard]] bool isOk() const { return m_isOk && m_stream.status() == QDataStream::Ok; }

    template <typename T>
    T number()
    {
        T value{};
        m_stream >> value;
        return value;
    }

    QString text()
    {
        const auto size = number<quint64>();
        if (!demand(size <= MaxTextBytes && qint64(size) <= m_file.bytesAvailable()))
            return {};
        QByteArray bytes(qsizetype(size), '\0');
        demand(m_stream.readRawData(bytes.data(), int(size)) == int(size));
        return QString::fromUtf8(bytes);
    }

    /// A whole number of any of the types; 0 for values of others, which are passed over.
    qint64 integer(GgufType type)
    {
        switch (type) {
        case GgufType::U32:
            return number<quint32>();
        case GgufType::I32:
            return number<qint32>();
        case GgufType::U64:
        case GgufType::I64:
            return number<qint64>();
        default:
            skip(type);
            return 0;
        }
    }

    void skip(GgufType type)
    {
        if (const auto size = sizeOf(type); size > 0)
            return skipBytes(quint64(size));
        if (type == GgufType::String)
            return skipBytes(number<quint64>());
        if (!demand(type == GgufType::Array))
            return;
        const auto itemType = GgufType(number<quint32>());
        const auto count = number<quint64>();
        // Lists of lists are in no file; their depth would be a file's to choose.
        if (!demand(count <= MaxItems && itemType != GgufType::Array))
            return;
        if (const auto size = sizeOf(itemType); size > 0)
            return skipBytes(count * quint64(size));
        for (quint64 i = 0; i < count && isOk(); ++i)
            skip(itemType);
    }

private:
    bool demand(bool isRight)
    {
        m_isOk = m_isOk && isRight && m_stream.status() == QDataStream::Ok;
        return m_isOk;
    }

    void skipBytes(quint64 count)
    {
        if (demand(count <= quint64(m_file.bytesAvailable())))
            demand(m_file.skip(qint64(count)) == qint64(count));
    }

    QFile &m_file;
    QDataStream m_stream;
    bool m_isOk = true;
};

tl::unexpected<Error> notUsable(ErrorCode code, const QString &path, const QString &reason)
{
    return fail(code,
                QCoreApplication::translate("Llm", "The model file %1 can't be used; nothing was asked. %2")
                    .arg(path, reason)
                    .trimmed(),
                QCoreApplication::translate("Llm", "Choose a model file in GGUF form (llm_model_file)."));
}

void takeEntry(GgufReader &reader, GgufFile &found)
{
    const auto key = reader.text();
    const auto type = GgufType(reader.number<quint32>());
    if (type == GgufType::String && key == QLatin1String("general.architecture"))
        found.architecture = reader.text();
    else if (type == GgufType::String && key == QLatin1String("general.name"))
        found.name = reader.text();
    else if (key.endsWith(QLatin1String(".context_length")))
        found.contextLength = reader.integer(type);
    else
        reader.skip(type);
    found.namesPooling = found.namesPooling || key.endsWith(QLatin1String(".pooling_type"));
    found.hasChatTemplate = found.hasChatTemplate || key == QLatin1String("tokenizer.chat_template");
}

} // namespace

Result<GgufFile> readGgufFile(const QString &path)
{
    const QFileInfo info(path);
    if (!info.isFile())
        return notUsable(ErrorCode::NotFound, path, QCoreApplication::translate("Llm", "There is no such file."));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return notUsable(ErrorCode::Unreadable, path, file.errorString());
    GgufFile found;
    found.path = path;
    found.bytes = info.size();
    if (file.read(4) != "GGUF")
        return notUsable(ErrorCode::Malformed, path, QCoreApplication::translate("Llm", "It is no GGUF file."));
    GgufReader reader(file);
    constexpr quint32 OldestVersion = 2;
    constexpr quint32 NewestVersion = 3;
    const auto version = reader.number<quint32>();
    if (version < OldestVersion || version > NewestVersion)
        return notUsable(ErrorCode::Malformed, path,
                         QCoreApplication::translate("Llm", "Its version of GGUF (%1) is not known.").arg(version));
    [[maybe_unused]] const auto tensors = reader.number<quint64>();
    const auto entries = reader.number<quint64>();
    for (quint64 i = 0; i < entries && i < MaxEntries && reader.isOk(); ++i)
        takeEntry(reader, found);
    if (!reader.isOk() || entries > MaxEntries)
        return notUsable(ErrorCode::Malformed, path,
                         QCoreApplication::translate("Llm", "Its beginning breaks off or is damaged."));
    return found;
}

} // namespace consultantos
