package org.asyncshowcase.rooms.database;

import java.util.function.Supplier;

import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionException;
import org.springframework.web.server.ResponseStatusException;

/** The database is away, its pool is empty, or its answer is late: 503, and the next request may have more luck. */
class DatabaseUnavailableException extends ResponseStatusException {

    private DatabaseUnavailableException(Throwable cause) {
        super(HttpStatus.SERVICE_UNAVAILABLE, "the database does not answer, or has no connection left; try again later",
                cause);
    }

    /**
     * A query that is too late is transient in H2, and a resource that fails in PostgreSQL; without a connection no
     * transaction begins. Any other failure is thrown as it is.
     */
    static <T> T unless(Supplier<T> query) {
        try {
            return query.get();
        } catch (TransientDataAccessException | NonTransientDataAccessResourceException | TransactionException ex) {
            throw new DatabaseUnavailableException(ex);
        }
    }
}
