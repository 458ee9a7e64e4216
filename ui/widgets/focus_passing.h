// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace consultantos {

/// Whoever gives `page` the focus means `part` of it, or the first of the page that can have the focus while the part isn't shown.
/// Not a focus proxy: Qt lets Tab stop at a page with a proxy, so that it leaps over all that stands before the proxy, and at
/// one whose proxy is hidden it stays for good.
void passFocusOn(QWidget *page, QWidget *part);

} // namespace consultantos
