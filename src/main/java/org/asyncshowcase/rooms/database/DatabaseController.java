package org.asyncshowcase.rooms.database;

import java.util.concurrent.Callable;

import org.asyncshowcase.rooms.example.Answer;
import org.asyncshowcase.rooms.example.Delay;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.servlet.ModelAndView;

/** A slow query: its executor has as many threads as the pool has connections, and the transaction is the worker's. */
@Controller
@RequestMapping("/database")
class DatabaseController {

    private final SlowQuery query;
    private final AsyncTaskExecutor executor;
    private final TransactionOperations transaction;
    private final int timeoutSeconds;

    /**
     * @param executor has as many threads as there are connections
     * @param timeoutSeconds how long a query may take: less than the request's time-out
     */
    DatabaseController(SlowQuery query, AsyncTaskExecutor executor, TransactionOperations transaction,
            int timeoutSeconds) {
        this.query = query;
        this.executor = executor;
        this.transaction = transaction;
        this.timeoutSeconds = timeoutSeconds;
    }

    /** The "before": the container's thread waits for the connection, and then for the query. */
    @GetMapping("/blocking")
    @ResponseBody
    Answer blocking(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        return answer(Thread.currentThread().getName(), delay);
    }

    @GetMapping("/body")
    @ResponseBody
    WebAsyncTask<Answer> body(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        String requestThread = Thread.currentThread().getName();
        return new WebAsyncTask<>(null, executor, () -> answer(requestThread, delay));
    }

    @GetMapping("/view")
    WebAsyncTask<ModelAndView> view(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        String requestThread = Thread.currentThread().getName();
        return new WebAsyncTask<>(null, executor,
                () -> new ModelAndView("database/view", "answer", answer(requestThread, delay)));
    }

    /** The query takes longer than its own time-out, which ends it before the request's does. */
    @GetMapping("/timeout")
    @ResponseBody
    WebAsyncTask<Answer> timeout(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        return body(delay.beyond(timeoutSeconds * 1_000));
    }

    /** On MVC's own executor, which has more threads than there are connections: those that are too many wait for one. */
    @GetMapping("/crowded")
    @ResponseBody
    Callable<Answer> crowded(@RequestParam(defaultValue = Delay.DEFAULT) Delay delay) {
        String requestThread = Thread.currentThread().getName();
        return () -> answer(requestThread, delay);
    }

    /** The mistake: a transaction is bound to the request's thread, and ends there before the worker has begun. */
    @GetMapping("/lost")
    @ResponseBody
    Callable<TransactionSides> lost() {
        return DatabaseUnavailableException.unless(() -> transaction.execute(status -> {
            TransactionSides sides = new TransactionSides(TransactionSynchronizationManager.isActualTransactionActive());
            return () -> sides.seenByWorker(TransactionSynchronizationManager.isActualTransactionActive());
        }));
    }

    /** Around the transaction, which may fail before the query begins. */
    private Answer answer(String requestThread, Delay delay) {
        return DatabaseUnavailableException.unless(() -> query.answer(requestThread, delay, statement -> { }));
    }
}
