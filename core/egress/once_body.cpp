// SPDX-License-Identifier: GPL-3.0-or-later
#include "egress/once_body.h"

#include <algorithm>
#include <utility>

namespace consultantos {

OnceBody::OnceBody(QByteArray body, QObject *parent)
    : QIODevice(parent)
    , m_body(std::move(body))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 OnceBody::readData(char *data, qint64 maxSize)
{
    if (atEnd())
        return -1;
    const auto size = std::min<qint64>(maxSize, m_body.size() - m_read);
    std::copy_n(m_body.constData() + m_read, size, data);
    m_read += size;
    return size;
}

qint64 OnceBody::writeData(const char *, qint64)
{
    return -1;
}

} // namespace consultantos
