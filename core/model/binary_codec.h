// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QDate>
#include <QDateTime>
#include <QHash>
#include <QList>
#include <QMap>
#include <QRectF>
#include <QString>

#include <algorithm>
#include <bit>
#include <concepts>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

namespace consultantos {

/// Which members of `T` make up its value: `static auto of(auto &value) { return std::tie(value.a, …); }`. One place for
/// writing and reading, so that they can't differ.
template <typename T>
struct BinaryFields;

template <typename T>
concept HasBinaryFields = requires(T &value)
{
    BinaryFields<T>::of(value);
};

namespace binary_detail {

/// Stands in for every member, and as an lvalue alone: a QStringList is made of whatever has a temporary that becomes a
/// QString, so that a std::optional of one would try to make it of this. The lvalue isn't const, as a std::optional would
/// be as likely to be made of this as to come out of it.
struct Anything {
    template <typename T>
    operator T() const &; // NOLINT(google-explicit-constructor)
    template <typename T>
    operator T() const && = delete; // NOLINT(google-explicit-constructor)
};

template <typename T, std::size_t... I>
constexpr bool takes(std::index_sequence<I...>)
{
    return requires
    {
        T{((void)I, std::declval<Anything &>())...};
    };
}

template <typename T, std::size_t Count = 0>
constexpr std::size_t memberCount()
{
    if constexpr (!takes<T>(std::make_index_sequence<Count + 1>()))
        return Count;
    else
        return memberCount<T, Count + 1>();
}

template <typename T>
using FieldTuple = decltype(BinaryFields<T>::of(std::declval<T &>()));

} // namespace binary_detail

/// Whether BinaryFields<T> names as many members as the aggregate T has: a member that is added and not cached would come
/// back empty.
template <typename T>
inline constexpr bool NamesEveryField =
    std::tuple_size_v<binary_detail::FieldTuple<T>> == binary_detail::memberCount<T>();

/// Values as compact bytes, for caches: the reader must be of the same build as the writer. A text that occurs again is
/// written once. Not thread-safe.
class BinaryWriter {
public:
    [[nodiscard]] QByteArray take() { return std::move(m_bytes); }

    void write(std::integral auto value) { writeVarint(zigzag(static_cast<qint64>(value))); }
    void write(double value) { writeFixed(std::bit_cast<quint64>(value)); }
    void write(const QString &text);
    void write(const QByteArray &bytes);
    void write(const QDate &date) { write(date.isValid() ? date.toJulianDay() : qint64{-1}); }
    void write(const QDateTime &time);
    void write(const QRectF &area);

    template <typename T>
    requires std::is_enum_v<T>
    void write(T value) { write(static_cast<qint64>(value)); }
    template <typename T>
    void write(const std::optional<T> &value)
    {
        write(value.has_value());
        if (value)
            write(*value);
    }
    template <typename T>
    void write(const QList<T> &list)
    {
        write(list.size());
        for (const auto &value : list)
            write(value);
    }
    template <typename K, typename V>
    void write(const QMap<K, V> &map)
    {
        writeMap(map);
    }
    template <typename K, typename V>
    void write(const QHash<K, V> &map)
    {
        // In the order of the keys: the same value has the same bytes.
        auto keys = map.keys();
        std::sort(keys.begin(), keys.end());
        write(keys.size());
        for (const auto &key : std::as_const(keys)) {
            write(key);
            write(map[key]);
        }
    }
    template <typename... T>
    void write(const std::variant<T...> &value)
    {
        write(value.index());
        std::visit([this](const auto &held) { this->write(held); }, value);
    }
    void write(std::monostate) {}
    template <HasBinaryFields T>
    void write(const T &value)
    {
        std::apply([this](const auto &...members) { (this->write(members), ...); }, BinaryFields<T>::of(value));
    }

private:
    [[nodiscard]] static quint64 zigzag(qint64 value)
    {
        return (static_cast<quint64>(value) << 1U) ^ static_cast<quint64>(value >> 63);
    }
    void writeVarint(quint64 value);
    void writeFixed(quint64 value);
    template <typename Map>
    void writeMap(const Map &map)
    {
        write(map.size());
        for (auto it = map.cbegin(); it != map.cend(); ++it) {
            write(it.key());
            write(it.value());
        }
    }

    QByteArray m_bytes;
    QHash<QString, qint64> m_texts; ///< to their numbers, in order of occurrence
};

/// Reads what a BinaryWriter of this build wrote. Bytes that are anything else end in isValid() = false, never in a read
/// beyond them or in memory beyond their size. Not thread-safe.
class BinaryReader {
public:
    explicit BinaryReader(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }

    /// Everything was as it should be so far.
    [[nodiscard]] bool isValid() const { return m_isValid; }
    /// Valid, and nothing is left.
    [[nodiscard]] bool isComplete() const { return m_isValid && m_at == m_bytes.size(); }

    template <std::integral T>
    void read(T &value)
    {
        const auto wide = unzigzag(readVarint());
        if constexpr (std::is_same_v<T, bool>)
            m_isValid = m_isValid && (wide == 0 || wide == 1);
        else
            m_isValid = m_isValid && std::in_range<T>(wide);
        value = static_cast<T>(wide);
    }
    void read(double &value) { value = std::bit_cast<double>(readFixed()); }
    void read(QString &text);
    void read(QByteArray &bytes);
    void read(QDate &date);
    void read(QDateTime &time);
    void read(QRectF &area);

    template <typename T>
    requires std::is_enum_v<T>
    void read(T &value)
    {
        std::underlying_type_t<T> number{};
        read(number);
        value = static_cast<T>(number);
    }
    template <typename T>
    void read(std::optional<T> &value)
    {
        bool has = false;
        read(has);
        if (has)
            read(value.emplace());
        else
            value.reset();
    }
    template <typename T>
    void read(QList<T> &list)
    {
        const auto size = readSize();
        list.clear();
        list.reserve(size);
        for (qsizetype i = 0; i < size && m_isValid; ++i)
            read(list.emplaceBack());
    }
    template <typename K, typename V>
    void read(QMap<K, V> &map)
    {
        map.clear();
        const auto size = readSize();
        for (qsizetype i = 0; i < size && m_isValid; ++i) {
            K key{};
            read(key);
            read(*map.insert(map.cend(), key, V{}));
        }
    }
    template <typename K, typename V>
    void read(QHash<K, V> &map)
    {
        map.clear();
        const auto size = readSize();
        map.reserve(size);
        for (qsizetype i = 0; i < size && m_isValid; ++i) {
            K key{};
            read(key);
            read(map[key]);
        }
    }
    template <typename... T>
    void read(std::variant<T...> &value)
    {
        std::size_t index = 0;
        read(index);
        if (index >= sizeof...(T)) {
            m_isValid = false;
            return;
        }
        readAlternative(value, index, std::index_sequence_for<T...>());
    }
    void read(std::monostate &) {}
    template <HasBinaryFields T>
    void read(T &value)
    {
        std::apply([this](auto &...members) { (this->read(members), ...); }, BinaryFields<T>::of(value));
    }

private:
    [[nodiscard]] static qint64 unzigzag(quint64 value)
    {
        return static_cast<qint64>(value >> 1U) ^ -static_cast<qint64>(value & 1U);
    }
    quint64 readVarint();
    quint64 readFixed();
    /// Of a container. Each element takes a byte at least, so more than there are bytes left is wrong.
    qsizetype readSize();
    template <typename Variant, std::size_t... I>
    void readAlternative(Variant &value, std::size_t index, std::index_sequence<I...>)
    {
        ((index == I ? read(value.template emplace<I>()) : void()), ...);
    }

    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    bool m_isValid = true;
    QList<QString> m_texts;
};

template <typename T>
[[nodiscard]] QByteArray toBinary(const T &value)
{
    BinaryWriter writer;
    writer.write(value);
    return writer.take();
}

/// Empty if `bytes` isn't a `T` of this build.
template <typename T>
[[nodiscard]] std::optional<T> fromBinary(QByteArrayView bytes)
{
    BinaryReader reader(bytes);
    T value;
    reader.read(value);
    if (!reader.isComplete())
        return std::nullopt;
    return value;
}

} // namespace consultantos
