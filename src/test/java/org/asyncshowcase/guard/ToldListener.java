package org.asyncshowcase.guard;

import java.util.List;

import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;

/** A listener as MVC's: keeps what it is told. */
class ToldListener implements AsyncListener {

    private final List<String> told;

    ToldListener(List<String> told) {
        this.told = told;
    }

    @Override
    public void onComplete(AsyncEvent event) {
        told.add("complete");
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        told.add("timeout");
    }

    @Override
    public void onError(AsyncEvent event) {
        told.add("error");
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        told.add("start");
    }
}
