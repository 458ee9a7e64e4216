// SPDX-License-Identifier: GPL-3.0-or-later
#include "egress/http_message.h"

namespace consultantos {

QByteArray HttpResponse::header(const QByteArray &name) const
{
    for (const auto &[known, value] : headers) {
        if (known.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

} // namespace consultantos
