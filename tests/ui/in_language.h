// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/translation.h"

#include <QLocale>

namespace consultantos::test {

/// The window's texts, numbers and dates in a language, as long as it lives.
class InLanguage {
public:
    explicit InLanguage(const QString &code) { m_translation.use(code); }
    ~InLanguage() { QLocale::setDefault(m_before); }
    InLanguage(const InLanguage &) = delete;
    InLanguage &operator=(const InLanguage &) = delete;

private:
    QLocale m_before;
    Translation m_translation;
};

} // namespace consultantos::test
