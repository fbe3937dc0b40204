package org.asyncshowcase.rooms.reactive;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Stands between a source and MVC, which writes to one client: counts what is asked for and what comes. MVC asks for one
 * item, writes it on its executor, and asks for the next: what the client's socket does not take is not asked for.
 */
final class Reader<T> implements Publisher<T>, Subscriber<T>, Subscription {

    private final String name;
    private final Publisher<T> source;
    private final LongAdder allRequested;
    private final LongAdder allEmitted;
    private final AtomicLong requested = new AtomicLong();
    private final AtomicLong emitted = new AtomicLong();

    private Subscriber<? super T> mvc;
    private volatile Subscription upstream;
    private volatile boolean over;

    /** @param allRequested the figure of all readers together */
    Reader(String name, Publisher<T> source, LongAdder allRequested, LongAdder allEmitted) {
        this.name = name;
        this.source = source;
        this.allRequested = allRequested;
        this.allEmitted = allEmitted;
    }

    /** Called by the request's thread, before MVC has taken the request over: nothing is emitted yet. */
    @Override
    public void subscribe(Subscriber<? super T> subscriber) {
        mvc = subscriber;
        subscriber.onSubscribe(this);
    }

    /** Called by the timer when MVC has taken the request over. */
    void begin() {
        source.subscribe(this);
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        upstream = subscription;
        if (over) {
            subscription.cancel();
        } else {
            subscription.request(requested.get());
        }
    }

    /** Called by MVC: at the beginning, and by a thread of its executor when an item was written. */
    @Override
    public void request(long count) {
        requested.addAndGet(count);
        allRequested.add(count);
        Subscription source = upstream;
        if (source != null) {
            source.request(count);
        }
    }

    /** Called by the source's thread. MVC hands the item to its executor; this thread writes nothing. */
    @Override
    public void onNext(T item) {
        if (!over) {
            emitted.incrementAndGet();
            allEmitted.increment();
            mvc.onNext(item);
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (!over) {
            mvc.onError(failure);
        }
    }

    @Override
    public void onComplete() {
        if (!over) {
            mvc.onComplete();
        }
    }

    /** Called by MVC: a write has failed. */
    @Override
    public void cancel() {
        end();
    }

    /** Nothing comes any more: the source ends with its request. Any thread may call. */
    void end() {
        over = true;
        Subscription source = upstream;
        if (source != null) {
            source.cancel();
        }
    }

    private boolean isWriting() {
        return emitted.get() > 0 && emitted.get() == requested.get();
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("stream", name);
        figures.put("requested", requested.get());
        figures.put("emitted", emitted.get());
        figures.put("writing", isWriting());
        return figures;
    }
}
