// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <memory>
#include <vector>

class QTranslator;

namespace consultantos {

/// The translators in force. Installs the program's own texts and Qt's for a language; takes them out when it dies.
class Translation {
public:
    Translation();
    ~Translation();
    Translation(const Translation &) = delete;
    Translation &operator=(const Translation &) = delete;

    /// `language`: "system", "en", "de", …, as the setting has it. Numbers and dates follow it too, unless it is "system".
    void use(const QString &language);
    /// "de", "en", …: what `language` means on this machine.
    [[nodiscard]] static QString effective(const QString &language);

private:
    std::vector<std::unique_ptr<QTranslator>> m_translators;
};

} // namespace consultantos
