package org.asyncshowcase.house.home;

import java.io.File;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import org.asyncshowcase.feed.QuoteLog;
import org.asyncshowcase.feed.QuoteSender;
import org.asyncshowcase.guard.BoundedExecutor;
import org.asyncshowcase.guard.GuardFilter;
import org.asyncshowcase.rooms.database.DatabaseFigures;
import org.asyncshowcase.rooms.deferred.Waiters;
import org.asyncshowcase.rooms.orders.OrderGateway;
import org.asyncshowcase.rooms.reactive.Readers;
import org.asyncshowcase.rooms.socket.SocketSessions;
import org.asyncshowcase.rooms.stream.LiveStreams;
import org.asyncshowcase.rooms.task.TaskController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/** The live figures of the application. */
@Controller
class StatusController {

    private final Map<String, BoundedExecutor> executors;
    private final GuardFilter guard;
    private final Waiters waiters;
    private final OrderGateway orders;
    private final TaskController tasks;
    private final DatabaseFigures database;
    private final Collection<LiveStreams> streams;
    private final SocketSessions sockets;
    private final Readers readers;
    private final QuoteLog quotes;
    private final QuoteSender sender;
    private final File stopFile;

    /** @param stopFile announces the stop of this node while it exists; empty: none */
    StatusController(Map<String, BoundedExecutor> executors, GuardFilter guard, Waiters waiters,
            OrderGateway orders, TaskController tasks, DatabaseFigures database, Collection<LiveStreams> streams,
            SocketSessions sockets, Readers readers, QuoteLog quotes, QuoteSender sender, String stopFile) {
        this.executors = new TreeMap<>(executors);
        this.guard = guard;
        this.waiters = waiters;
        this.orders = orders;
        this.tasks = tasks;
        this.database = database;
        this.streams = streams;
        this.sockets = sockets;
        this.readers = readers;
        this.quotes = quotes;
        this.sender = sender;
        this.stopFile = new File(stopFile);
    }

    /** 503 once the stop is announced: a proxy that asks sends nothing new, while all other requests are served. */
    @GetMapping("/status")
    @ResponseBody
    Map<String, Object> status() {
        // not exists(): since JDK 25 a file without a name is the folder that the JVM runs in
        if (stopFile.isFile()) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "this node is about to stop");
        }
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("executors", executorFigures());
        status.put("parked", guard.parked());
        status.put("parkedByRoom", guard.byPath());
        status.put("capacity", guard.getCapacity());
        status.put("waitingForQuotes", waiters.size());
        status.put("waitingForReplies", orders.waiting());
        status.put("tasks", tasks.outcomes());
        status.put("database", database.figures());
        status.put("streams", streams.stream().mapToInt(LiveStreams::size).sum());
        status.put("droppedStreams", streams.stream().mapToLong(LiveStreams::getDropped).sum());
        status.put("sockets", sockets.size());
        status.put("reactive", readers.figures());
        status.put("quotes", quotes.seen());
        status.put("brokerConnected", sender.isConnected());
        return status;
    }

    private Map<String, Object> executorFigures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        executors.forEach((name, executor) -> {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("active", executor.getActiveCount());
            each.put("pool", executor.getCorePoolSize());
            each.put("queued", executor.getQueued());
            each.put("queue", executor.getQueueCapacity());
            each.put("rejected", executor.getRejected());
            figures.put(name, each);
        });
        return figures;
    }
}
