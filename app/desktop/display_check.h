// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QtGlobal>

namespace consultantos {

/// False where no window can be shown for certain: on X11 and Wayland platforms without the name of a display.
[[nodiscard]] bool hasDisplay();
/// What to say then, for stderr.
[[nodiscard]] QByteArray noDisplayMessage();

/// While it is held, Qt's abort over a platform plugin that doesn't start becomes noDisplayMessage() and exit code 1.
class DisplayFailureGuard {
public:
    DisplayFailureGuard();
    ~DisplayFailureGuard();
    DisplayFailureGuard(const DisplayFailureGuard &) = delete;
    DisplayFailureGuard &operator=(const DisplayFailureGuard &) = delete;

    void release() const;

private:
    QtMessageHandler m_former = nullptr;
    mutable bool m_isHeld = true;
};

} // namespace consultantos
