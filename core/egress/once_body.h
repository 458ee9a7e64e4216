// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QIODevice>

namespace consultantos {

/// The body of a request that must not go out twice. Qt sends a request again by itself, up to three times, when the
/// connection ends before the answer; RFC 9110, 9.2.2 leaves that to methods that do no more by it. A body that can't be
/// rewound makes it give up instead.
class OnceBody final : public QIODevice {
    Q_OBJECT

public:
    OnceBody(QByteArray body, QObject *parent);

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] bool atEnd() const override { return m_read == m_body.size(); }
    [[nodiscard]] qint64 bytesAvailable() const override { return m_body.size() - m_read; }
    bool reset() override { return false; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 maxSize) override;

private:
    QByteArray m_body;
    qint64 m_read = 0;
};

} // namespace consultantos
