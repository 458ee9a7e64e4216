// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/data/file_reader.h"

namespace consultantos::framework_file {

/// The drivers of a section, whose weights must sum to one, and how it is called in a sentence.
[[nodiscard]] ForceDefinition readForce(FileReader &reader, const LocatedJson &node, const QString &id,
                                        const QString &title);

/// Names that a file of this derivation has beside those of every file.
[[nodiscard]] QStringList blockKeys(const QString &derivation);
/// Reads what the file's building block derives from; faults stay with the reader.
void readBlock(FileReader &reader, const LocatedJson &root, FrameworkFile &file);

} // namespace consultantos::framework_file
