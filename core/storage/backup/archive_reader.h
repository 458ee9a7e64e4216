// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "storage/backup/backup_manifest.h"
#include "storage/backup/backup_progress.h"

#include <QString>

#include <memory>

namespace consultantos {

/// An archive that writeArchive() made, read with the distrust that a file from elsewhere deserves: its seal is checked
/// first, then its manifest; what isn't in the manifest is an error, names lead nowhere but to work of a data folder, and
/// no file unpacks to more than the manifest says. Of one thread.
class ArchiveReader {
public:
    /// Malformed for what is no archive of ours, was cut off or changed; Denied where a password is missing or wrong;
    /// NewerVersion; Cancelled. Reads the whole file once.
    [[nodiscard]] static Result<ArchiveReader> open(const QString &path, const QByteArray &password,
                                                    const BackupProgress &progress);
    ArchiveReader(ArchiveReader &&) noexcept;
    ArchiveReader &operator=(ArchiveReader &&) noexcept;
    ~ArchiveReader();

    [[nodiscard]] const BackupManifest &manifest() const;
    /// Unpacks one of the manifest's files into the new file `target`, synced, and compares size and digest: Malformed, and
    /// `target` removed, where they differ. With an empty target nothing is written.
    [[nodiscard]] Status extract(const BackupFile &file, const QString &target, const CancellationToken &cancel);

private:
    struct State;
    explicit ArchiveReader(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace consultantos
