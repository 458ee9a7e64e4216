// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/data/framework_file.h"
#include "analysis/frameworks/framework.h"
#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace consultantos {

/// A framework as its file says it, and what derives it.
struct LoadedFramework {
    FrameworkFile file;
    std::shared_ptr<const Framework> framework;
};

/// Makes frameworks of files: knows what they may name. Immutable, thread-safe.
class FrameworkLoader {
public:
    /// Reads formulas, concepts, queries and tables; an error is of these.
    [[nodiscard]] static Result<FrameworkLoader> load(const QString &resourceDir);

    /// Pure. Errors: see readFrameworkFile().
    [[nodiscard]] tl::expected<LoadedFramework, FrameworkFaults> read(const QByteArray &bytes,
                                                                      const QString &fileName) const;
    [[nodiscard]] tl::expected<LoadedFramework, FrameworkFaults> readFile(const QString &path) const;
    [[nodiscard]] const FrameworkVocabulary &vocabulary() const { return m_vocabulary; }

private:
    FrameworkVocabulary m_vocabulary;
    std::shared_ptr<const FrameworkDefinitions> m_definitions;
};

} // namespace consultantos
