// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/companyfacts.h"

#include "base/logging.h"
#include "evidence/companyfacts_parser.h"
#include "evidence/compressed_file.h"
#include "evidence/number_repair.h"

#include <QCoreApplication>
#include <QDir>

#include <new>

namespace consultantos {

namespace {

tl::unexpected<Error> unusable(const QString &path, const QString &message)
{
    return fail(ErrorCode::Malformed, message.arg(QDir::toNativeSeparators(path)),
                QCoreApplication::translate("Evidence", "Download it again and import it once more."));
}

tl::unexpected<Error> outOfMemory(const QString &path)
{
    return fail(ErrorCode::Unreadable,
                QCoreApplication::translate("Evidence", "%1 needs more memory than there is; nothing was imported.")
                    .arg(QDir::toNativeSeparators(path)),
                QCoreApplication::translate("Evidence", "Close other programs and import it once more."));
}

/// simdjson names the kind of error, not where it is; what the text begins and ends with tells the user more.
tl::unexpected<Error> notJson(simdjson::error_code code, const QByteArray &json, const QString &path)
{
    const auto text = json.trimmed();
    if (text.isEmpty())
        return unusable(path, QCoreApplication::translate("Evidence", "%1 is empty; nothing was imported."));
    if (code == simdjson::UTF8_ERROR)
        return unusable(path, QCoreApplication::translate("Evidence", "%1 is no text in UTF-8; nothing was imported."));
    if (code == simdjson::DEPTH_ERROR)
        return unusable(path, QCoreApplication::translate(
                                  "Evidence", "%1 is nested deeper than companyfacts are; nothing was imported."));
    if (code == simdjson::CAPACITY || code == simdjson::MEMALLOC)
        return outOfMemory(path);
    if (text.startsWith('{') && !text.endsWith('}'))
        return unusable(path, QCoreApplication::translate(
                                  "Evidence", "%1 is cut short: its JSON ends in the middle; nothing was imported."));
    if (!text.startsWith('{') && !text.startsWith('['))
        return unusable(path, QCoreApplication::translate("Evidence", "%1 is no JSON; nothing was imported."));
    return unusable(
        path, QCoreApplication::translate("Evidence", "%1 is damaged: its JSON is not valid; nothing was imported."));
}

QByteArray withoutByteOrderMark(const QByteArray &json)
{
    return json.startsWith("\xef\xbb\xbf") ? json.mid(3) : json;
}

} // namespace

Result<CompanyFacts> parseCompanyFacts(const QByteArray &json, const QString &path, const QString &source)
{
    // simdjson is called by its error codes only; what is left are allocations that fail.
    try {
        const auto text = withoutByteOrderMark(json);
        simdjson::dom::parser parser;
        simdjson::dom::element root;
        auto code = parser.parse(text.constData(), std::size_t(text.size())).get(root);
        if (code != simdjson::SUCCESS && code != simdjson::UTF8_ERROR && code != simdjson::EMPTY) {
            if (const auto repaired = withoutImpossibleNumbers(text)) // parse() copies, so it may go
                code = parser.parse(repaired->constData(), std::size_t(repaired->size())).get(root);
        }
        if (code != simdjson::SUCCESS) {
            qCInfo(lcImport) << "companyfacts refused:" << path << simdjson::error_message(code);
            return notJson(code, text, path);
        }
        return CompanyFactsParser(path, source).parse(root);
    } catch (const std::bad_alloc &) {
        return outOfMemory(path);
    }
}

Result<CompanyFacts> readCompanyFacts(const QString &path, const QString &source)
{
    const auto json = readPossiblyGzipped(path);
    if (!json)
        return tl::unexpected(json.error());
    return parseCompanyFacts(*json, path, source);
}

} // namespace consultantos
