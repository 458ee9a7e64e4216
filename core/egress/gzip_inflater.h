// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <memory>

namespace consultantos {

/// Unpacks a gzip stream piece by piece, never beyond a limit. Not thread-safe.
class GzipInflater {
public:
    enum class State {
        Going,    ///< wants more
        Complete, ///< the stream has ended and its checksum holds
        Damaged,
        TooLarge, ///< would unpack to more than the limit
    };

    explicit GzipInflater(qint64 maxBytes);
    ~GzipInflater();
    GzipInflater(const GzipInflater &) = delete;
    GzipInflater &operator=(const GzipInflater &) = delete;

    State feed(const QByteArray &packed);
    [[nodiscard]] State state() const;
    [[nodiscard]] const QByteArray &output() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace consultantos
