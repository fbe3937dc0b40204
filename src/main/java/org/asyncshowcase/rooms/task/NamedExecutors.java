package org.asyncshowcase.rooms.task;

import java.util.Map;
import java.util.TreeMap;

import org.asyncshowcase.rooms.example.InvalidValueException;
import org.springframework.core.task.AsyncTaskExecutor;

/** The executors that a request may choose by name, one for each kind of work. */
final class NamedExecutors {

    private final Map<String, AsyncTaskExecutor> executors;

    NamedExecutors(Map<String, AsyncTaskExecutor> executors) {
        this.executors = new TreeMap<>(executors);
    }

    /** @throws InvalidValueException with the names there are, if this is none of them */
    AsyncTaskExecutor named(String name) {
        InvalidValueException.require(executors.containsKey(name), "executor",
                "one of " + String.join(", ", executors.keySet()));
        return executors.get(name);
    }
}
