package org.asyncshowcase.testing;

import java.io.File;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.stream.Collectors;

import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.slf4j.LoggerFactory;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Opens Chromium, without a window, where it is installed; skips the tests where it is not. */
public final class Browser {

    private static final File CHROMIUM = new File("/usr/bin/chromium");
    private static final File DRIVER = new File("/usr/bin/chromedriver");

    private static ChromeDriver shared;

    private Browser() {
    }

    /** The one of this JVM, which ends with it. Skips the tests where there is none. */
    public static synchronized ChromeDriver shared() {
        assumeInstalled();
        if (shared == null) {
            shared = open();
            Runtime.getRuntime().addShutdownHook(new Thread(Browser::quit));
        }
        return shared;
    }

    /** Surefire kills a JVM that takes 30 s to end, and Chromium would outlive it: it may take some, and is killed then. */
    private static void quit() {
        CompletableFuture.runAsync(shared::quit).completeOnTimeout(null, 10, TimeUnit.SECONDS).exceptionally(failure -> null)
                .join();
        ProcessHandle.current().descendants().filter(each -> each.info().command().orElse("").contains("chrom"))
                .forEach(ProcessHandle::destroyForcibly);
    }

    private static void assumeInstalled() {
        boolean installed = CHROMIUM.canExecute() && DRIVER.canExecute();
        String reason = "Browser tests are skipped: " + CHROMIUM + " and " + DRIVER + " are not both installed";
        if (!installed) {
            // Maven shows the number of skipped tests, not their reason
            LoggerFactory.getLogger(Browser.class).warn(reason);
        }
        assumeTrue(installed, reason);
    }

    private static ChromeDriver open() {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        // no sandbox: root has none. The rest: nothing but the pages is asked for; two pixels for one: sharp pictures; no
        // smooth scrolling, which moves what is to be clicked; no page is kept for the way back: it freezes its worker, at
        // times before that has closed its stream
        options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--window-size=900,1000", "--force-device-scale-factor=2", "--force-prefers-reduced-motion",
                "--disable-features=BackForwardCache");
        ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).usingAnyFreePort()
                .build();
        return new ChromeDriver(service, options);
    }

    /**
     * What the page's scripts got wrong since this was last asked. That Chromium mentions each 500 and 503 that was asked
     * for is no error; nor that it misses an icon of the host, beside the application: it looks for one after each document
     * that is no page, at a time of its own.
     */
    public static List<String> errors(ChromeDriver browser) {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream().map(LogEntry::getMessage)
                .filter(message -> !message.contains("Failed to load resource: the server responded with a status of 50"))
                .filter(message -> !message.matches("https?://[^/]+/favicon\\.ico - .*"))
                .collect(Collectors.toList());
    }
}
