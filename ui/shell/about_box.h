// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace consultantos {

/// Shows version, licence and data folder in a dialog of `window`.
void showAboutBox(QWidget *window, const QString &dataDir);

} // namespace consultantos
