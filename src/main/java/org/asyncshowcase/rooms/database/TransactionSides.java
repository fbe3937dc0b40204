package org.asyncshowcase.rooms.database;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** Whether a transaction was active on the request's thread, and on the worker's. */
@JsonPropertyOrder({"requestThread", "requestTransaction", "workerThread", "workerTransaction"})
public final class TransactionSides {

    private final String requestThread;
    private final boolean requestTransaction;
    private final String workerThread;
    private final boolean workerTransaction;

    /** Called by the request's thread; nothing is known of a worker yet. */
    TransactionSides(boolean requestTransaction) {
        this(Thread.currentThread().getName(), requestTransaction, null, false);
    }

    private TransactionSides(String requestThread, boolean requestTransaction, String workerThread,
            boolean workerTransaction) {
        this.requestThread = requestThread;
        this.requestTransaction = requestTransaction;
        this.workerThread = workerThread;
        this.workerTransaction = workerTransaction;
    }

    /** Called by the worker. */
    TransactionSides seenByWorker(boolean transaction) {
        return new TransactionSides(requestThread, requestTransaction, Thread.currentThread().getName(), transaction);
    }

    public String getRequestThread() {
        return requestThread;
    }

    public boolean isRequestTransaction() {
        return requestTransaction;
    }

    public String getWorkerThread() {
        return workerThread;
    }

    public boolean isWorkerTransaction() {
        return workerTransaction;
    }
}
