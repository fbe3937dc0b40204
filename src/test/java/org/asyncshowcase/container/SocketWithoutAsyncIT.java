package org.asyncshowcase.container;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

import org.asyncshowcase.testing.App;
import org.asyncshowcase.testing.ChangedWar;
import org.asyncshowcase.testing.Runs;
import org.asyncshowcase.testing.Runs.On;
import org.asyncshowcase.testing.StompClient;
import org.asyncshowcase.testing.StompClient.Transport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

import static org.assertj.core.api.Assertions.assertThat;

/** SockJS's HTTP transports are asynchronous requests: one filter that does not say so, and none of them works. */
@Runs(on = On.OLD_AND_NEW, inMatrixOnly = true)
class SocketWithoutAsyncIT {

    private static final String FILTER = "<filter-name>visitor</filter-name>\n"
            + "    <filter-class>org.springframework.web.filter.DelegatingFilterProxy</filter-class>\n    <async-supported>";

    @ParameterizedTest
    @ArgumentsSource(Runs.Containers.class)
    void answers500ToEachHttpTransportAndUpgradesAWebSocket(String container) throws Exception {
        try (App app = App.start(container, "SocketWithoutAsyncIT",
                ChangedWar.pack("web.xml", FILTER + "true", FILTER + "false"), "-Devents.ticker.period=0")) {
            for (String transport : new String[] {"xhr_streaming", "xhr"}) {
                HttpResponse<String> answer = app.send(
                        app.request("/socket/000/" + transport + "/" + transport).POST(BodyPublishers.noBody()));
                assertThat(answer.statusCode()).as(transport).isEqualTo(500);
            }
            assertThat(app.get("/socket/000/e/eventsource").statusCode()).isEqualTo(500);
            assertThat(app.log()).contains("Async support must be enabled on a servlet and for all filters involved");

            StompClient.connect(app, Transport.WEBSOCKET, StompClient.newUser()).close();
            StompClient.connect(app, Transport.SOCKJS_WEBSOCKET, StompClient.newUser()).close();
        }
    }
}
