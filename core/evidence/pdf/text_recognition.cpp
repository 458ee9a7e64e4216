// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/pdf/text_recognition.h"

#include <QStandardPaths>

namespace consultantos {

TextRecognition TextRecognition::installed()
{
    TextRecognition recognition;
    recognition.program = QStandardPaths::findExecutable(QStringLiteral("tesseract"));
    return recognition;
}

namespace pdf {

namespace {

/// Columns of the table: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.
constexpr int Columns = 12;
constexpr int LevelColumn = 0;
constexpr int PlaceColumn = 6;
constexpr int ConfidenceColumn = 10;
constexpr int TextColumn = 11;
constexpr int WordLevel = 5;
constexpr double LeastConfidence = 50; ///< percent
constexpr double PointsPerInch = 72;

} // namespace

QList<Word> recognisedWords(const QByteArray &table, int dotsPerInch)
{
    const auto scale = PointsPerInch / dotsPerInch;
    QList<Word> words;
    const auto lines = table.split('\n');
    for (const auto &line : lines) {
        const auto parts = line.split('\t');
        if (parts.size() < Columns || parts[LevelColumn].toInt() != WordLevel
            || parts[ConfidenceColumn].toDouble() < LeastConfidence)
            continue;
        Word word;
        word.text = QString::fromUtf8(parts[TextColumn]).simplified();
        word.area = QRectF(parts[PlaceColumn].toDouble() * scale, parts[PlaceColumn + 1].toDouble() * scale,
                           parts[PlaceColumn + 2].toDouble() * scale, parts[PlaceColumn + 3].toDouble() * scale);
        if (!word.text.isEmpty())
            words.append(word);
    }
    return words;
}

} // namespace pdf

} // namespace consultantos
