// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/pdf/page_stream.h"

#include <QByteArray>
#include <QString>

namespace consultantos {

/// A program that recognises text in pictures, as Tesseract does. Off if the program is empty.
struct TextRecognition {
    QString program;
    QString languages = QStringLiteral("eng"); ///< as the program names them, e.g. "eng+deu"

    /// Tesseract where it is installed, else off.
    [[nodiscard]] static TextRecognition installed();
};

namespace pdf {

/// Words of Tesseract's table of words ("tsv"), whose places are in dots of a picture. What was recognised with a
/// confidence below a half is left out.
[[nodiscard]] QList<Word> recognisedWords(const QByteArray &table, int dotsPerInch);

} // namespace pdf

} // namespace consultantos
