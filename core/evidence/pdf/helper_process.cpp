// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/pdf/helper_process.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QProcess>

namespace consultantos::pdf {

namespace {

using namespace std::chrono_literals;

/// How often cancelling is looked at.
constexpr auto Tick = 20ms;
constexpr auto StartTime = 10'000ms;
constexpr auto KillTime = 2'000ms;
constexpr qint64 Megabyte = 1024 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("PdfImporter", text);
}

QString helperFileName()
{
#ifdef Q_OS_WIN
    return QStringLiteral("consultantos-pdf-helper.exe");
#else
    return QStringLiteral("consultantos-pdf-helper");
#endif
}

/// One run of the helper on one file.
class Run {
public:
    Run(const QString &helper, const QString &path, const HelperLimits &limits, const CancellationToken &cancel)
        : m_name(QFileInfo(path).fileName())
        , m_limits(limits)
        , m_cancel(cancel)
        , m_deadline(limits.time)
    {
        // Processor time is a second guard, should this program end before the helper does.
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(limits.time) + 1s;
        m_process.setProgram(helper);
        m_process.setArguments({QFileInfo(path).absoluteFilePath(), QString::number(limits.pages),
                                QString::number(limits.memoryBytes / Megabyte), QString::number(seconds.count())});
        m_process.setStandardInputFile(QProcess::nullDevice());
        m_process.setStandardErrorFile(QProcess::nullDevice());
    }

    ~Run()
    {
        if (m_process.state() == QProcess::NotRunning)
            return;
        m_process.kill();
        m_process.waitForFinished(int(KillTime.count()));
    }

    Status read(const std::function<void(Message &&)> &take)
    {
        m_process.start(QIODevice::ReadOnly);
        if (!m_process.waitForStarted(int(StartTime.count())))
            return fail(ErrorCode::Unreadable,
                        tr("%1 can't be read: the program that reads PDFs did not start.").arg(m_name),
                        tr("Install ConsultantOS anew; other kinds of files can still be imported."));
        while (m_process.state() != QProcess::NotRunning) {
            m_process.waitForReadyRead(int(Tick.count()));
            takeAll(take);
            if (m_reader.broken() || m_received > m_limits.outputBytes)
                return nonsense();
            if (m_cancel.isCancelled())
                return fail(ErrorCode::Cancelled, tr("Reading %1 was cancelled.").arg(m_name));
            if (m_deadline.hasExpired())
                return tooSlow();
        }
        takeAll(take);
        return ended();
    }

private:
    void takeAll(const std::function<void(Message &&)> &take)
    {
        const auto bytes = m_process.readAllStandardOutput();
        m_received += bytes.size();
        m_reader.add(bytes);
        while (auto message = m_reader.next()) {
            m_finished = m_finished || std::holds_alternative<Finished>(*message);
            take(std::move(*message));
        }
    }

    tl::unexpected<Error> nonsense() const
    {
        return fail(ErrorCode::Malformed,
                    tr("%1 can't be read: its pages made the program that reads PDFs fail.").arg(m_name),
                    tr("Nothing of this file was imported. Save it anew from a PDF viewer and try again."));
    }

    tl::unexpected<Error> tooSlow() const
    {
        return fail(ErrorCode::TimedOut,
                    tr("%1 was given up: reading it took longer than %2 seconds.")
                        .arg(m_name)
                        .arg(double(m_limits.time.count()) / 1000),
                    tr("Nothing of this file was imported. Split it into parts, or allow more time."));
    }

    Status ended() const
    {
        if (m_process.exitStatus() == QProcess::CrashExit)
            return nonsense();
        switch (Failure(m_process.exitCode())) {
        case Failure::None:
            return m_finished && !m_reader.broken() ? Status{} : Status(nonsense());
        case Failure::Encrypted:
            return fail(ErrorCode::Unreadable, tr("%1 is protected by a password.").arg(m_name),
                        tr("Save a copy without a password and import that."));
        case Failure::Unreadable:
            return fail(ErrorCode::Unreadable, tr("%1 can't be opened.").arg(m_name),
                        tr("See that the file is still there and that you may read it."));
        case Failure::Damaged:
            return fail(
                ErrorCode::Malformed, tr("%1 is damaged or no PDF.").arg(m_name),
                tr("Nothing of this file was imported. Get the file again, or save it anew from a PDF viewer."));
        case Failure::OutOfMemory:
            return fail(ErrorCode::Malformed, tr("%1 needs more memory than one file may take.").arg(m_name),
                        tr("Nothing of this file was imported. Split it into parts."));
        default:
            return nonsense();
        }
    }

    QString m_name;
    HelperLimits m_limits;
    const CancellationToken &m_cancel;
    QDeadlineTimer m_deadline;
    QProcess m_process;
    MessageReader m_reader;
    qint64 m_received = 0;
    bool m_finished = false;
};

} // namespace

QString findHelper()
{
    const QDir here(QCoreApplication::applicationDirPath());
    for (const auto *folder : {"", "../libexec/consultantos/", "../bin/"}) {
        const QFileInfo file(here.filePath(QLatin1String(folder) + helperFileName()));
        if (file.isExecutable())
            return file.canonicalFilePath();
    }
    return {};
}

Status runHelper(const QString &helper, const QString &path, const HelperLimits &limits,
                 const CancellationToken &cancel, const std::function<void(Message &&)> &take)
{
    return Run(helper, path, limits, cancel).read(take);
}

} // namespace consultantos::pdf
