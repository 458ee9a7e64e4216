// SPDX-License-Identifier: GPL-3.0-or-later
#include "check_command.h"

#include "cli_services.h"
#include "evidence/claims/claim_desk.h"
#include "table_output.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QStringDecoder>

#include <algorithm>

namespace consultantos {

namespace {

constexpr qint64 LargestText = 64LL * 1024 * 1024;

Result<QByteArray> bytesOf(const QString &path)
{
    QFile file(path);
    const bool isInput = path == QLatin1String("-");
    const bool isOpen = isInput ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!isOpen)
        return fail(ErrorCode::Unreadable,
                    QCoreApplication::translate("Cli", "%1 can't be read: %2.").arg(path, file.errorString()),
                    QCoreApplication::translate("Cli", "Name a text or Markdown file, or - for standard input."));
    auto bytes = file.read(LargestText + 1);
    if (bytes.size() > LargestText)
        return fail(ErrorCode::InvalidArgument,
                    QCoreApplication::translate("Cli", "%1 is larger than 64 MB; nothing was checked.").arg(path),
                    QCoreApplication::translate("Cli", "Split it and check the parts."));
    return bytes;
}

/// UTF-8 or, with a mark at its start, UTF-16.
Result<QString> textOf(const QString &path)
{
    const auto bytes = bytesOf(path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const bool isUtf16 = bytes->startsWith("\xFF\xFE") || bytes->startsWith("\xFE\xFF");
    const bool isDocument =
        bytes->startsWith("%PDF") || bytes->startsWith("PK\x03\x04") || bytes->startsWith("\xD0\xCF\x11\xE0");
    if (isDocument || (!isUtf16 && bytes->contains('\0')))
        return fail(ErrorCode::Malformed,
                    QCoreApplication::translate("Cli", "%1 is no text; nothing was checked.").arg(path),
                    QCoreApplication::translate(
                        "Cli", "Save it as text or Markdown, e.g. with pdftotext or pandoc, and check that."));
    QStringDecoder decoder(isUtf16 ? QStringDecoder::Utf16 : QStringDecoder::Utf8);
    QString text = decoder(*bytes);
    if (decoder.hasError()) {
        QStringDecoder latin(QStringDecoder::Latin1);
        text = latin(*bytes);
    }
    return text;
}

/// Counts lines and columns (in code points, from 1) on the way through a text.
class PlaceCounter {
public:
    explicit PlaceCounter(const QString &text)
        : m_text(text)
    {
    }

    QString at(qsizetype place)
    {
        for (; m_at < place; ++m_at) {
            if (m_text[m_at] == QLatin1Char('\n')) {
                ++m_line;
                m_column = 1;
            } else if (!m_text[m_at].isLowSurrogate()) {
                ++m_column;
            }
        }
        return QStringLiteral("%1:%2").arg(m_line).arg(m_column);
    }

private:
    const QString &m_text;
    qsizetype m_at = 0;
    qsizetype m_line = 1;
    qsizetype m_column = 1;
};

QString verdictWord(ClaimVerdict verdict)
{
    switch (verdict) {
    case ClaimVerdict::Match:
        return QCoreApplication::translate("Cli", "match");
    case ClaimVerdict::Mismatch:
        return QCoreApplication::translate("Cli", "MISMATCH");
    case ClaimVerdict::Unsupported:
        break;
    }
    return QCoreApplication::translate("Cli", "unsupported");
}

QString explanationOf(const CheckedNumber &number)
{
    if (!number.reason.isEmpty())
        return number.reason;
    return QCoreApplication::translate("Cli", "%1 of %2, %3").arg(number.subject, number.company, number.period);
}

void printText(const QList<CheckedNumber> &numbers, const QString &text, Terminal &terminal)
{
    PlaceCounter places(text);
    qsizetype widest = 0;
    for (const auto &number : numbers)
        widest = std::max(widest, number.text.size());
    constexpr qsizetype Wide = 28;
    constexpr int PlaceWidth = 8;
    constexpr int VerdictWidth = 12;
    for (const auto &number : numbers) {
        auto shown = number.text;
        shown.replace(QLatin1Char('\n'), QLatin1Char(' '));
        terminal.line(places.at(number.start).leftJustified(PlaceWidth)
                      + verdictWord(number.verdict).leftJustified(VerdictWidth)
                      + shown.leftJustified(std::min(widest, Wide)) + QStringLiteral("  ") + explanationOf(number));
    }
    const auto count = [&numbers](ClaimVerdict verdict) {
        return std::count_if(numbers.cbegin(), numbers.cend(),
                             [verdict](const CheckedNumber &number) { return number.verdict == verdict; });
    };
    terminal.line(QCoreApplication::translate("Cli", "%n number(s): %1 match, %2 don't, %3 unsupported.", nullptr,
                                              int(numbers.size()))
                      .arg(count(ClaimVerdict::Match))
                      .arg(count(ClaimVerdict::Mismatch))
                      .arg(count(ClaimVerdict::Unsupported)));
}

} // namespace

QString CheckCommand::name() const
{
    return QStringLiteral("check");
}

QString CheckCommand::summary() const
{
    return QCoreApplication::translate("Cli", "hold the numbers of a text against facts");
}

void CheckCommand::describe(QCommandLineParser &parser) const
{
    parser.addOption(
        {QStringLiteral("company"),
         QCoreApplication::translate("Cli", "What the text is about where it names no company: name, ticker "
                                            "or CIK."),
         QStringLiteral("name")});
    parser.addOption({QStringLiteral("format"), QCoreApplication::translate("Cli", "text (the default) or json."),
                      QStringLiteral("format")});
    parser.addPositionalArgument(QStringLiteral("file"),
                                 QCoreApplication::translate("Cli", "Text or Markdown, English or German; - reads "
                                                                    "standard input."),
                                 QStringLiteral("FILE"));
}

ExitCode CheckCommand::run(const CommandLine &line, const QCommandLineParser &parser, Terminal &terminal) const
{
    const auto arguments = parser.positionalArguments();
    if (arguments.size() != 1 || arguments.first().isEmpty())
        return wrongUsage(terminal,
                          QCoreApplication::translate("Cli", "Name one text to check, or - for standard input."),
                          QCoreApplication::translate("Cli", "consultantos-cli check FILE [--company NAME]"));
    const auto format = tableFormat(parser.value(QStringLiteral("format")), {TableFormat::Text, TableFormat::Json});
    if (!format)
        return failed(terminal, format.error());
    const auto text = textOf(arguments.first());
    if (!text)
        return failed(terminal, text.error());
    auto services = CliServices::open(line, terminal);
    if (!services)
        return failed(terminal, services.error());
    const auto desk = (*services)->claims();
    if (!desk)
        return failed(terminal, desk.error());
    const auto checked = (*desk)->check(*text, parser.value(QStringLiteral("company")));
    if (!checked)
        return failed(terminal, checked.error());
    if (*format == TableFormat::Json)
        terminal.out(QJsonDocument(toJson(checked->numbers, checked->isTruncated, *text)).toJson());
    else
        printText(checked->numbers, *text, terminal);
    if (checked->isTruncated)
        terminal.note(QCoreApplication::translate("Cli", "The text has more numbers: only the first %1 were checked.")
                          .arg(checked->numbers.size()));
    return terminal.outputFailed() ? ExitCode::Failed : ExitCode::Done;
}

} // namespace consultantos
