package org.asyncshowcase.rooms.database;

import java.util.LinkedHashMap;
import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;

/** The figures of the connection pool. */
public class DatabaseFigures {

    private final HikariDataSource dataSource;

    DatabaseFigures(HikariDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** How many connections there may be, how many are in use, and how many threads wait for one. */
    public Map<String, Integer> figures() {
        HikariPoolMXBean pool = dataSource.getHikariPoolMXBean();
        Map<String, Integer> figures = new LinkedHashMap<>();
        figures.put("connections", dataSource.getMaximumPoolSize());
        figures.put("active", pool.getActiveConnections());
        figures.put("waiting", pool.getThreadsAwaitingConnection());
        return figures;
    }
}
