package org.asyncshowcase.guard;

import java.util.concurrent.TimeUnit;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Waits for the ends of the threads that this application, or a library of its own, has started; its class loader is theirs.
 * When it is destroyed, after whatever has threads, they were all asked to end. Some are on their last lines still, and
 * Tomcat would warn of them.
 */
final class OwnThreads implements BeanFactoryPostProcessor, DisposableBean {

    private static final long END_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOKED_EVERY_MILLIS = 5;

    /** What implements this is created before other beans, wherever it is defined, and so destroyed after them. */
    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
        // nothing to do
    }

    /** Called by the thread that stops the application. What does not end in time, such as a blocked write, is left. */
    @Override
    public void destroy() throws InterruptedException {
        long until = System.nanoTime() + END_WITHIN_NANOS;
        while (areAlive() && System.nanoTime() - until < 0) {
            TimeUnit.MILLISECONDS.sleep(LOOKED_EVERY_MILLIS);
        }
    }

    /** Tomcat looks by the same. A thread of its own is found too while it is in the application, and gone the next time. */
    private static boolean areAlive() {
        // not Thread.enumerate: who undeploys from a virtual thread sees none of them by that
        return Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> thread != Thread.currentThread()
                && thread.isAlive() && thread.getContextClassLoader() == OwnThreads.class.getClassLoader());
    }
}
