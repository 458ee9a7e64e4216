// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QMutex>

#include <functional>
#include <memory>

namespace consultantos {

/// Something that is made when it is first asked for, so that the window needn't wait for it. What failed is tried again
/// at the next question. Thread-safe.
template <typename T>
class Lazily {
public:
    using Make = std::function<Result<std::shared_ptr<const T>>()>;

    explicit Lazily(Make make)
        : m_make(std::move(make))
    {
    }

    [[nodiscard]] Result<std::shared_ptr<const T>> get()
    {
        const QMutexLocker lock(&m_mutex);
        if (!m_value) {
            auto made = m_make();
            if (!made)
                return made;
            m_value = std::move(*made);
        }
        return m_value;
    }

private:
    Make m_make;
    QMutex m_mutex;
    std::shared_ptr<const T> m_value;
};

} // namespace consultantos
