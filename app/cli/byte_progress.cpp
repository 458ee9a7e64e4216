// SPDX-License-Identifier: GPL-3.0-or-later
#include "byte_progress.h"

#include <algorithm>

namespace consultantos {

ByteProgress::ByteProgress(Terminal &terminal, CancellationToken cancel)
    : m_terminal(terminal)
    , m_cancel(std::move(cancel))
{
}

ByteProgress::~ByteProgress()
{
    if (m_percent >= 0)
        m_terminal.rawError("\r\x1b[K");
}

BackupProgress ByteProgress::watch()
{
    if (m_terminal.isQuiet() || !Terminal::errorIsTerminal())
        return {{}, m_cancel};
    return {[this](qint64 done, qint64 total) {
                const int percent = total > 0 ? int(std::clamp<qint64>(100 * done / total, 0, 100)) : 100;
                if (percent == m_percent)
                    return;
                m_percent = percent;
                m_terminal.rawError("\r\x1b[K" + QByteArray::number(percent) + " %");
            },
            m_cancel};
}

} // namespace consultantos
