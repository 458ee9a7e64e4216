// SPDX-License-Identifier: GPL-3.0-or-later
// What is found, in words: the page and `doctor` say the same.
#include "metrics/diagnosis.h"

#include <QCoreApplication>
#include <QLocale>

namespace consultantos {
namespace {

using State = FaultFinding::State;

QString percent(double share)
{
    constexpr double Percent = 100;
    return QCoreApplication::translate("Diagnosis", "%1 %").arg(QLocale().toString(share * Percent, 'f', 0));
}

QString seconds(double time)
{
    const QLocale locale;
    return time < 1 ? QCoreApplication::translate("Diagnosis", "%1 ms").arg(locale.toString(time * 1'000, 'f', 0))
                    : QCoreApplication::translate("Diagnosis", "%1 s").arg(locale.toString(time, 'f', 1));
}

QString bytes(double count)
{
    constexpr double Mega = 1e6;
    return QCoreApplication::translate("Diagnosis", "%1 MB").arg(QLocale().toString(count / Mega, 'f', 0));
}

QString countText(double count)
{
    return QLocale().toString(qRound64(count));
}

/// What the measurement itself says.
QString measuredText(const FaultFinding &finding)
{
    switch (finding.kind) {
    case FaultKind::LowHitRate:
        return QCoreApplication::translate("Diagnosis", "%1 of look-ups were answered; more than %2 should be")
            .arg(percent(finding.value), percent(finding.limit));
    case FaultKind::SlowStores: {
        auto text = QCoreApplication::translate("Diagnosis", "P95 is %1; it should be under %2")
                        .arg(seconds(finding.value), seconds(finding.limit));
        if (!finding.statements.isEmpty())
            text += QCoreApplication::translate("Diagnosis", "; slow statements: %1, the worst took %2")
                        .arg(countText(double(finding.statements.size())),
                             seconds(finding.statements.first().worstSeconds));
        return text;
    }
    case FaultKind::ModelTimeouts:
        return QCoreApplication::translate("Diagnosis", "%1 calls ran out of time").arg(countText(finding.value));
    case FaultKind::MemoryGrowth:
        break;
    }
    return finding.value < 0
               ? QCoreApplication::translate("Diagnosis", "it doesn't grow")
               : QCoreApplication::translate("Diagnosis", "it grows by %1 an hour; up to %2 is no sign of a fault")
                     .arg(bytes(finding.value), bytes(finding.limit));
}

QString causeText(const FaultFinding &finding)
{
    const auto text = [](const char *source) { return QCoreApplication::translate("Diagnosis", source); };
    switch (finding.cause) {
    case FaultCause::None:
        break;
    case FaultCause::LevelDown:
        return text(QT_TRANSLATE_NOOP("Diagnosis", "a level of the cache could not be used for %1 of the time"))
            .arg(percent(finding.evidence));
    case FaultCause::Evictions:
        return text(QT_TRANSLATE_NOOP("Diagnosis", "the last level is too small: it threw out %1 as many values as "
                                                   "were missed"))
            .arg(percent(finding.evidence));
    case FaultCause::Expirations:
        return text(QT_TRANSLATE_NOOP("Diagnosis", "values become too old: %1 as many expired as were missed"))
            .arg(percent(finding.evidence));
    case FaultCause::NewWork:
        return text(QT_TRANSLATE_NOOP("Diagnosis", "the cache lost little: %1 of what was missed was asked for the "
                                                   "first time"))
            .arg(percent(finding.evidence));
    case FaultCause::TableScan:
        return text(QT_TRANSLATE_NOOP("Diagnosis", "the statement that costs most reads a table from end to end"));
    case FaultCause::TemporarySort:
        return text(QT_TRANSLATE_NOOP("Diagnosis", "the statement that costs most sorts its rows without an index"));
    case FaultCause::LockWait:
        return text(QT_TRANSLATE_NOOP("Diagnosis", "writers waited up to %1 for another process on the same folder"))
            .arg(seconds(finding.evidence));
    case FaultCause::SlowDisk:
        return text(QT_TRANSLATE_NOOP("Diagnosis", "the disk took up to %1 to keep what was written"))
            .arg(seconds(finding.evidence));
    case FaultCause::ManyRows:
        return text(QT_TRANSLATE_NOOP("Diagnosis", "plans are good: statements read much, or the machine is busy"));
    case FaultCause::ProviderDown:
        return text(QT_TRANSLATE_NOOP("Diagnosis", "the provider failed again and again and was left alone for %1 of "
                                                   "the time"))
            .arg(percent(finding.evidence));
    case FaultCause::RateLimited:
        return text(QT_TRANSLATE_NOOP("Diagnosis", "the provider refused %1 calls as too many"))
            .arg(countText(finding.evidence));
    case FaultCause::SlowModel:
        return text(
                   QT_TRANSLATE_NOOP("Diagnosis", "the model is slow: a twentieth of its answers takes longer than %1"))
            .arg(seconds(finding.evidence));
    case FaultCause::CacheGrows:
        return text(QT_TRANSLATE_NOOP("Diagnosis", "the cache in memory fills: %1 an hour"))
            .arg(bytes(finding.evidence));
    case FaultCause::MemoryElsewhere:
        return text(QT_TRANSLATE_NOOP("Diagnosis", "the cache in memory explains only %1 an hour of it"))
            .arg(bytes(finding.evidence));
    }
    return {};
}

} // namespace

QString faultTitle(const FaultFinding &finding)
{
    switch (finding.kind) {
    case FaultKind::LowHitRate:
        return QCoreApplication::translate("Diagnosis", "Cache hit rate");
    case FaultKind::SlowStores:
        return QCoreApplication::translate("Diagnosis", "Store operations");
    case FaultKind::ModelTimeouts:
        return QCoreApplication::translate("Diagnosis", "Time-outs of models");
    case FaultKind::MemoryGrowth:
        break;
    }
    return QCoreApplication::translate("Diagnosis", "Memory");
}

QString faultText(const FaultFinding &finding)
{
    if (finding.state == State::NotMeasured)
        return QCoreApplication::translate("Diagnosis", "too little was measured to tell");
    const auto cause = causeText(finding);
    return cause.isEmpty()
               ? measuredText(finding)
               : QCoreApplication::translate("Diagnosis", "%1. Cause: %2").arg(measuredText(finding), cause);
}

QString faultAdvice(const FaultFinding &finding)
{
    const auto text = [](const char *source) { return QCoreApplication::translate("Diagnosis", source); };
    const auto setting =
        finding.settingValue.isEmpty()
            ? finding.setting
            : text(QT_TRANSLATE_NOOP("Diagnosis", "%1 (now %2)")).arg(finding.setting, finding.settingValue);
    switch (finding.cause) {
    case FaultCause::None:
        break;
    case FaultCause::LevelDown:
        return text(QT_TRANSLATE_NOOP("Diagnosis", "Check that the level can work, as its server or its folder on the "
                                                   "disk: %1."))
            .arg(setting);
    case FaultCause::Evictions:
    case FaultCause::Expirations:
        return text(QT_TRANSLATE_NOOP("Diagnosis", "Increase %1.")).arg(setting);
    case FaultCause::NewWork:
        return text(QT_TRANSLATE_NOOP("Diagnosis", "Nothing needs changing; consultantos-cli cache warm prepares "
                                                   "analyses that will be asked for."));
    case FaultCause::TableScan:
    case FaultCause::TemporarySort:
        return text(QT_TRANSLATE_NOOP("Diagnosis", "An index is missing: no setting helps. Report the statement with "
                                                   "its plan below."));
    case FaultCause::LockWait:
        return text(QT_TRANSLATE_NOOP("Diagnosis", "Let fewer programs write to the data folder at once."));
    case FaultCause::SlowDisk:
        return text(QT_TRANSLATE_NOOP("Diagnosis", "Put the data folder (CONSULTANTOS_DATA_DIR) on a faster disk, not "
                                                   "on a network drive."));
    case FaultCause::ManyRows:
        return text(QT_TRANSLATE_NOOP("Diagnosis", "Look at what else runs; lower MAX_CONCURRENT_AGENTS if it is this "
                                                   "program."));
    case FaultCause::ProviderDown:
        return text(QT_TRANSLATE_NOOP("Diagnosis", "Name another provider to turn to: %1.")).arg(setting);
    case FaultCause::RateLimited:
        return text(QT_TRANSLATE_NOOP("Diagnosis", "Tell the program the provider's limit, so that calls wait for "
                                                   "their turn: %1."))
            .arg(setting);
    case FaultCause::SlowModel:
        return text(QT_TRANSLATE_NOOP("Diagnosis", "Choose a faster LLM_MODEL, or increase %1.")).arg(setting);
    case FaultCause::CacheGrows:
        return text(QT_TRANSLATE_NOOP("Diagnosis", "It ends at its size; lower %1 if that is too much.")).arg(setting);
    case FaultCause::MemoryElsewhere:
        return text(QT_TRANSLATE_NOOP("Diagnosis", "Lower %1 and look whether it stops; if not, report it with "
                                                   "the performance summary."))
            .arg(setting);
    }
    return {};
}

} // namespace consultantos
