package org.asyncshowcase.events.jms;

import java.io.IOException;

import org.apache.activemq.transport.TransportListener;

/** Is told by ActiveMQ's transport threads when the connection to the broker breaks and when it is back. */
public final class ConnectionWatch implements TransportListener {

    private volatile boolean interrupted;

    boolean isInterrupted() {
        return interrupted;
    }

    @Override
    public void onCommand(Object command) {
        // what arrives is the listeners' business
    }

    @Override
    public void onException(IOException error) {
        interrupted = true;
    }

    @Override
    public void transportInterupted() {
        interrupted = true;
    }

    @Override
    public void transportResumed() {
        interrupted = false;
    }
}
