package org.asyncshowcase.rooms.database;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;

import com.zaxxer.hikari.SQLExceptionOverride;

/**
 * Keeps the connection of a query that was too late. HikariCP 4 closes it by default, so that the rollback fails and hides
 * the time-out.
 */
public final class KeepOnTimeout implements SQLExceptionOverride {

    /** Called by the thread whose statement has failed. */
    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return failure instanceof SQLTimeoutException ? Override.DO_NOT_EVICT : Override.CONTINUE_EVICT;
    }
}
