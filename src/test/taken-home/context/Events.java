package home;

import java.util.function.Consumer;

/** Stands for a reader's own events, of which none happens: the parked request is answered on its time-out. */
class Events {

    public void subscribe(Consumer<?> subscriber) {
        // nothing happens
    }
}
