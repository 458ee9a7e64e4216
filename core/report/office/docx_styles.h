// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/export_options.h"

#include <QByteArray>
#include <QString>

/// The parts of a Word document that are the same for each report. Pure.
namespace consultantos::office {

/// "1F3864", without "#"; the program's own blue where the brand has no colour that is one.
[[nodiscard]] QString brandColour(const Brand &brand);
[[nodiscard]] QString brandFont(const Brand &brand);

[[nodiscard]] QByteArray docxStyles(const Brand &brand, const QString &language, bool isTight = false);
/// Bullets of two levels, numbered 1.
[[nodiscard]] QByteArray docxNumbering();
[[nodiscard]] QByteArray docxSettings(const QString &language);

} // namespace consultantos::office
