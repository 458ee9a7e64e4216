// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/pdf/text_recognition.h"
#include "model/document_importer.h"

#include <QString>

namespace consultantos {

/// Reads PDFs: text in reading order with page and place, tables with rows and columns. The file is parsed by a helper
/// program in a process of its own, bound in time and memory.
///
/// A table's first column holds the labels, its first rows the headings above the figures. A cell's text is as shown,
/// with the currency sign, brackets and marks that stand with the number; what they mean is for the reader to say.
class PdfImporter : public DocumentImporter {
public:
    /// `helper` is the helper's program, as pdf::findHelper() finds it. Pages without text are read by `recognition`, as
    /// far as the time for the file goes; it is off unless given.
    explicit PdfImporter(QString helper, TextRecognition recognition = {});

    [[nodiscard]] QString format() const override;
    [[nodiscard]] bool accepts(const QByteArray &head, const QString &name) const override;
    [[nodiscard]] Result<Document> read(const QString &path, const ImportLimits &limits,
                                        const CancellationToken &cancel) const override;

private:
    QString m_helper;
    TextRecognition m_recognition;
};

} // namespace consultantos
