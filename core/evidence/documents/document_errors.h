// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

#include <chrono>

/// The failures that importers share, so that the same fault reads the same in every format. `name` is the file's.
namespace consultantos::document_errors {

[[nodiscard]] tl::unexpected<Error> cancelled(const QString &name);
[[nodiscard]] tl::unexpected<Error> timedOut(const QString &name, std::chrono::milliseconds limit);
[[nodiscard]] tl::unexpected<Error> empty(const QString &name);
[[nodiscard]] tl::unexpected<Error> notFound(const QString &path);
[[nodiscard]] tl::unexpected<Error> notRegular(const QString &path);
[[nodiscard]] tl::unexpected<Error> unreadable(const QString &path, const QString &cause);
[[nodiscard]] tl::unexpected<Error> tooLarge(const QString &name, qint64 limit);
[[nodiscard]] tl::unexpected<Error> outOfMemory(const QString &name);
/// More was packed into it than any honest file packs.
[[nodiscard]] tl::unexpected<Error> expandsTooFar(const QString &name);
[[nodiscard]] tl::unexpected<Error> tooDeep(const QString &name, int limit);
/// `cause` is the technical reason, in any language; may be empty.
[[nodiscard]] tl::unexpected<Error> damaged(const QString &name, const QString &cause = {});
[[nodiscard]] tl::unexpected<Error> encrypted(const QString &name);
/// A document type declaration or entity where the format has none: no honest program writes it.
[[nodiscard]] tl::unexpected<Error> forbiddenXml(const QString &name);
/// It is `kind` ("an Excel 97-2003 workbook"), which can't be read; `advice` says what to do.
[[nodiscard]] tl::unexpected<Error> notSupported(const QString &name, const QString &kind, const QString &advice);
/// Nothing known has such content.
[[nodiscard]] tl::unexpected<Error> unknownFormat(const QString &name);

} // namespace consultantos::document_errors
