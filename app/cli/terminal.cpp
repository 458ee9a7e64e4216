// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminal.h"

#include <QStringList>

#include <algorithm>
#include <cerrno>
#include <cstdio>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <unistd.h>
#endif

namespace consultantos {

namespace {

constexpr qsizetype MaxErrorLines = 4;

bool isTerminal(FILE *stream)
{
#ifdef Q_OS_WIN
    return _isatty(_fileno(stream)) != 0;
#else
    return isatty(fileno(stream)) != 0;
#endif
}

/// A name typed by the user may hold anything; what is printed must not move the cursor or ring the bell.
QString printable(QString text)
{
    std::replace_if(
        text.begin(), text.end(),
        [](QChar c) { return c.category() == QChar::Other_Control && c != QLatin1Char('\n'); }, QChar(0xFFFD));
    return text;
}

QByteArray errorText(const Error &error)
{
    auto lines = printable(error.toText()).split(QLatin1Char('\n'), Qt::SkipEmptyParts).mid(0, MaxErrorLines);
    if (lines.isEmpty())
        lines.append(errorCodeName(error.code));
    lines.first().prepend(QStringLiteral("consultantos-cli: "));
    return lines.join(QLatin1Char('\n')).toUtf8() + '\n';
}

} // namespace

Terminal::Terminal(bool isQuiet)
    : m_isQuiet(isQuiet)
{
}

void Terminal::out(const QByteArray &bytes)
{
    const std::lock_guard lock(m_mutex);
    if (!m_hasReader || m_outputFailed)
        return;
    const auto size = static_cast<std::size_t>(bytes.size());
    errno = 0;
    if (std::fwrite(bytes.constData(), 1, size, stdout) == size && std::fflush(stdout) == 0)
        return;
    if (errno == EPIPE)
        m_hasReader = false;
    else
        m_outputFailed = true;
}

void Terminal::line(const QString &text)
{
    out(text.toUtf8() + '\n');
}

void Terminal::note(const QString &text)
{
    if (!m_isQuiet)
        rawError(printable(text).toUtf8() + '\n');
}

void Terminal::error(const Error &error)
{
    rawError(errorText(error));
}

void Terminal::rawError(const QByteArray &bytes)
{
    const std::lock_guard lock(m_mutex);
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stderr);
    std::fflush(stderr);
}

bool Terminal::errorIsTerminal()
{
    return isTerminal(stderr) && qgetenv("TERM") != "dumb";
}

bool Terminal::outputIsTerminal()
{
    return isTerminal(stdout);
}

} // namespace consultantos
