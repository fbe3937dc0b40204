package org.asyncshowcase.house.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.asyncshowcase.RoomTest;
import org.asyncshowcase.rooms.blocking.BlockingTests;
import org.asyncshowcase.rooms.callable.CallableTests;
import org.asyncshowcase.rooms.callable.UploadTests;
import org.asyncshowcase.rooms.context.ContextTests;
import org.asyncshowcase.rooms.deferred.DeferredTests;
import org.asyncshowcase.rooms.deferred.LongPollTests;
import org.asyncshowcase.rooms.export.ExportTests;
import org.asyncshowcase.rooms.orders.OrdersTests;
import org.asyncshowcase.rooms.quotes.QuotesTests;
import org.asyncshowcase.rooms.reactive.ReactiveTests;
import org.asyncshowcase.rooms.reactive.StreamsTests;
import org.asyncshowcase.rooms.report.ReportTests;
import org.asyncshowcase.rooms.stream.HeadTests;
import org.asyncshowcase.rooms.stream.QuoteStreamTests;
import org.asyncshowcase.rooms.task.TaskTests;
import org.asyncshowcase.web.FailuresTests;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.ContextHierarchy;
import org.springframework.test.context.TestPropertySource;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.context.WebApplicationContext;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Without lifecycle.xml, and without the lines of mvc.xml and web.xml that name the room, every test of the others is green.
 */
class WithoutLifecycleTests {

    static {
        deleteCopies();
        Stream.of("guard", "feed", "web/filters", "house/root", "web", "rooms", "house")
                .forEach(WithoutLifecycleTests::copyWithoutLifecycle);
    }

    @Retention(RetentionPolicy.RUNTIME)
    @ContextHierarchy({
            @ContextConfiguration(name = "root", inheritLocations = false, locations = {
                    "file:src/main/webapp/WEB-INF/spring/settings.xml", "file:target/without-lifecycle/guard/*.xml",
                    "file:target/without-lifecycle/feed/*.xml", "file:target/without-lifecycle/web/filters/*.xml",
                    "file:target/without-lifecycle/house/root/*.xml"}),
            @ContextConfiguration(name = "appServlet", inheritLocations = false, locations = {
                    "file:src/main/webapp/WEB-INF/spring/settings.xml", "file:target/without-lifecycle/web/*.xml",
                    "file:target/without-lifecycle/rooms/*.xml", "file:target/without-lifecycle/house/*.xml"})})
    @TestPropertySource(properties = "events.broker-url=vm://without-lifecycle?create=false")
    private @interface Without {
    }

    @Nested
    @Without
    class TheRoom extends RoomTest {

        @Test
        void isGone(@Autowired WebApplicationContext context) {
            assertThat(context.getBeanNamesForType(TimelineInterceptor.class)).isEmpty();
            assertThat(context.getParent().getBeanNamesForType(Timelines.class)).isEmpty();
        }
    }

    @Nested
    @Without
    class WebXml extends RoomTest {

        /** Without the filter and its mapping. */
        @Test
        void asksForNothingThatIsGone(@Autowired WebApplicationContext context) throws IOException {
            String webXml = Files.readString(Paths.get("src/main/webapp/WEB-INF/web.xml"))
                    .replaceAll("(?s)<(filter|filter-mapping)>\\s*<filter-name>timelineFilter<.*?</\\1>", "")
                    .replaceAll("/WEB-INF/spring/house/(root/)?lifecycle.xml", "");

            assertThat(webXml).doesNotContainIgnoringCase("timeline").doesNotContainIgnoringCase("lifecycle");
            assertThat(all("/WEB-INF/spring/((?:guard|feed|web|house|rooms)/(?:filters/|root/)?\\w+\\.xml)", webXml))
                    .hasSizeGreaterThan(10)
                    .allSatisfy(file -> assertThat(Paths.get("target/without-lifecycle", file)).exists());
            assertThat(all("<filter-name>(\\w+)</filter-name>\\s*<filter-class>[\\w.]+\\.DelegatingFilterProxy<", webXml))
                    .isNotEmpty()
                    .allSatisfy(filter -> assertThat(context.getParent().containsBean(filter)).as(filter).isTrue());
        }
    }

    @Nested
    @Without
    class Blocking extends BlockingTests {
    }

    @Nested
    @Without
    class Callable extends CallableTests {
    }

    @Nested
    @Without
    class Upload extends UploadTests {
    }

    @Nested
    @Without
    class Task extends TaskTests {
    }

    @Nested
    @Without
    class Deferred extends DeferredTests {
    }

    @Nested
    @Without
    class LongPoll extends LongPollTests {
    }

    @Nested
    @Without
    class Orders extends OrdersTests {
    }

    @Nested
    @Without
    class Reactive extends ReactiveTests {
    }

    @Nested
    @Without
    class ReactiveStreams extends StreamsTests {
    }

    @Nested
    @Without
    class QuoteStream extends QuoteStreamTests {
    }

    @Nested
    @Without
    class Report extends ReportTests {
    }

    @Nested
    @Without
    class Export extends ExportTests {
    }

    @Nested
    @Without
    class Head extends HeadTests {
    }

    @Nested
    @Without
    class Context extends ContextTests {
    }

    @Nested
    @Without
    class Quotes extends QuotesTests {
    }

    @Nested
    @Without
    class Failures extends FailuresTests {
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(result -> result.group(1)).collect(toList());
    }

    private static void deleteCopies() {
        try {
            FileSystemUtils.deleteRecursively(Paths.get("target/without-lifecycle"));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static void copyWithoutLifecycle(String folder) {
        Path copies = Paths.get("target/without-lifecycle", folder);
        try (Stream<Path> files = Files.list(Paths.get("src/main/webapp/WEB-INF/spring", folder))) {
            Files.createDirectories(copies);
            for (Path file : files.filter(each -> each.toString().endsWith(".xml") && !each.endsWith("lifecycle.xml"))
                    .collect(toList())) {
                String others = Files.readString(file).replaceAll(".*org\\.asyncshowcase\\.house\\.lifecycle.*\\R", "");
                // the elements that hold nothing else, too
                Files.writeString(copies.resolve(file.getFileName()), others.replaceAll("<(mvc:[\\w-]+)>\\s*</\\1>", ""));
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
