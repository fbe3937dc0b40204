package org.asyncshowcase.testing;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * What a test waits for at most: long, for a machine that does much else. And {@code await()} looks at once and often: the
 * tests wait for a thousand things, and a tenth of a second each would be minutes.
 */
public final class Patience implements LauncherSessionListener {

    public static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(PATIENCE);
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(25));
    }
}
