// SPDX-License-Identifier: GPL-3.0-or-later
#include "about/program_version.h"

#include "base/version.h"
#include "library_versions.h"
#include "source_commit.h"

#include <boost/version.hpp>
#include <curl/curl.h>
#include <libxml/parser.h>
#include <openssl/crypto.h>
#include <simdjson.h>
#include <sqlite3.h>
#include <xlsxwriter.h>
#include <xxhash.h>
#include <zip.h>
#include <zlib.h>
#include <zstd.h>

namespace consultantos {

namespace {

/// "1.74.0" of 1 * 100000 + 74 * 100 + 0, as libraries put versions into numbers.
QString dotted(long number, long majorUnit, long minorUnit)
{
    return QStringLiteral("%1.%2.%3")
        .arg(number / majorUnit)
        .arg(number % majorUnit / minorUnit)
        .arg(number % minorUnit);
}

} // namespace

ProgramVersion ProgramVersion::ofThis()
{
    ProgramVersion program;
    program.version = QString::fromLatin1(Version);
    program.commit = QString::fromLatin1(SourceCommit);
    program.isModified = IsSourceModified;
    auto &libraries = program.libraries;
    for (const auto &[name, version] : LibraryVersions)
        libraries.insert(QString::fromLatin1(name), QString::fromLatin1(version));
    libraries.insert(QStringLiteral("Qt"), QString::fromLatin1(qVersion()));
    libraries.insert(QStringLiteral("Boost"), dotted(BOOST_VERSION, 100'000, 100));
    libraries.insert(QStringLiteral("curl"), QString::fromLatin1(curl_version_info(CURLVERSION_NOW)->version));
    libraries.insert(
        QStringLiteral("libxml2"),
        dotted(QString::fromLatin1(xmlParserVersion).section(QLatin1Char('-'), 0, 0).toLong(), 10'000, 100));
    libraries.insert(QStringLiteral("libxlsxwriter"), QString::fromLatin1(lxw_version()));
    libraries.insert(QStringLiteral("libzip"), QString::fromLatin1(zip_libzip_version()));
    libraries.insert(QStringLiteral("OpenSSL"), QString::fromLatin1(OpenSSL_version(OPENSSL_VERSION_STRING)));
    libraries.insert(QStringLiteral("simdjson"), QStringLiteral("%1.%2.%3")
                                                     .arg(int(simdjson::SIMDJSON_VERSION_MAJOR))
                                                     .arg(int(simdjson::SIMDJSON_VERSION_MINOR))
                                                     .arg(int(simdjson::SIMDJSON_VERSION_REVISION)));
    libraries.insert(QStringLiteral("SQLite"), QString::fromLatin1(sqlite3_libversion()));
    libraries.insert(QStringLiteral("xxHash"), dotted(long(XXH_versionNumber()), 10'000, 100));
    libraries.insert(QStringLiteral("zlib"), QString::fromLatin1(zlibVersion()));
    libraries.insert(QStringLiteral("Zstandard"), QString::fromLatin1(ZSTD_versionString()));
    return program;
}

QByteArray ProgramVersion::toText(const QString &program) const
{
    auto text = QStringLiteral("%1 %2\n").arg(program, version);
    if (!commit.isEmpty())
        text += QStringLiteral("commit %1%2\n").arg(commit, isModified ? QStringLiteral(" (modified)") : QString());
    for (auto it = libraries.cbegin(); it != libraries.cend(); ++it)
        text += it.key() + QLatin1Char(' ') + it.value() + QLatin1Char('\n');
    return text.toUtf8();
}

QJsonObject ProgramVersion::toJson(const QString &program) const
{
    QJsonObject versions;
    for (auto it = libraries.cbegin(); it != libraries.cend(); ++it)
        versions.insert(it.key(), it.value());
    return {{QStringLiteral("program"), program},
            {QStringLiteral("version"), version},
            {QStringLiteral("commit"), commit},
            {QStringLiteral("modified"), isModified},
            {QStringLiteral("libraries"), versions}};
}

} // namespace consultantos
