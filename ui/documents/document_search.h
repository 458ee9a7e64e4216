// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "storage/document_repository.h"

#include <QObject>

class QTimer;

namespace consultantos {

/// Searches while the user types: waits for a pause, asks on the pool, and tells only what the newest question found.
/// Where no passage holds all words, those that hold some are found.
class DocumentSearch : public QObject {
    Q_OBJECT
public:
    explicit DocumentSearch(const AppServices &services, QObject *parent = nullptr);

    /// After a pause; limit and offset are its own. Without text nothing is searched and what is under way is dropped.
    void search(const PassageFilter &filter);
    /// search() without the pause.
    void searchNow(const PassageFilter &filter);
    /// The next passages of the last search, behind the first `have`.
    void more(int have);
    [[nodiscard]] const PassageFilter &filter() const { return m_filter; }

Q_SIGNALS:
    /// filter().match tells whether all words or some had to occur.
    void found(const consultantos::PassageHits &hits);
    void foundMore(const consultantos::PassageHits &hits);
    void failed(const consultantos::Error &error);

private:
    void start();

    const AppServices &m_services;
    QTimer *m_typing = nullptr;
    PassageFilter m_filter;
    int m_query = 0;
};

} // namespace consultantos
