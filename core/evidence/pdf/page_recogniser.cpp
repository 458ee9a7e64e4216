// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/pdf/page_recogniser.h"

#include "evidence/pdf/bound_process.h"

#include <QTemporaryDir>

namespace consultantos::pdf {

namespace {

/// What recognising programs are trained on.
constexpr int DotsPerInch = 300;
constexpr qsizetype MaxTableBytes = 16 * 1024 * 1024;

} // namespace

PageRecogniser::PageRecogniser(QString helper, TextRecognition recognition, HelperLimits limits,
                               CancellationToken cancel)
    : m_helper(std::move(helper))
    , m_recognition(std::move(recognition))
    , m_limits(limits)
    , m_cancel(std::move(cancel))
{
}

std::optional<QList<Word>> PageRecogniser::words(const QString &path, int number) const
{
    const QTemporaryDir folder;
    const auto picture = folder.filePath(QStringLiteral("page.png"));
    if (!folder.isValid() || m_limits.deadline.hasExpired()
        || !drawPage(m_helper, path, number, DotsPerInch, picture, m_limits, m_cancel))
        return std::nullopt;
    QByteArray table;
    const auto result = runBound(m_recognition.program,
                                 {picture, QStringLiteral("stdout"), QStringLiteral("-l"), m_recognition.languages,
                                  QStringLiteral("--dpi"), QString::number(DotsPerInch), QStringLiteral("tsv")},
                                 m_limits.deadline, m_cancel, [&table](const QByteArray &bytes) {
                                     table += bytes;
                                     return table.size() <= MaxTableBytes;
                                 });
    if (result.end != ProcessEnd::Exited || result.exitCode != 0)
        return std::nullopt;
    return recognisedWords(table, DotsPerInch);
}

} // namespace consultantos::pdf
