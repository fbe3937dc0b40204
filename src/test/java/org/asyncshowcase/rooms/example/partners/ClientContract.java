package org.asyncshowcase.rooms.example.partners;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Collections;
import java.util.Set;

import org.asyncshowcase.rooms.example.Delay;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What both clients owe to whom they answer; they differ in how long they take, and in whom they hold. */
public abstract class ClientContract {

    /** Generous: what nobody exceeds who answers. */
    protected static final int TIMEOUT_MILLIS = 10_000;

    protected PartnerStub partners;

    /** Asks as a request would, and waits. */
    protected abstract PartnerAnswers ask(PartnerCalls calls, int timeoutMillis, Delay delay, Set<String> late);

    @AfterEach
    void stopThePartners() {
        if (partners != null) {
            partners.close();
        }
    }

    @Test
    void answersWithAllParts() throws IOException {
        PartnerAnswers answers = ask(200, "{\"answer\":\"42\"}");

        assertThat(answers.getOutcome()).isEqualTo("value");
        assertThat(answers.getMissing()).isEmpty();
        assertThat(answers.getParts()).extracting(PartnerAnswer::toString)
                .containsExactly("price: 42", "stock: 42", "rating: 42");
        assertThat(partners.asked()).containsExactlyInAnyOrder("/partners/reactive/mono?delay=4",
                "/partners/reactive/mono?delay=3", "/partners/reactive/mono?delay=2");
    }

    @Test
    void namesThePartnerThatIsLate() throws IOException {
        partners = new PartnerStub(200, "{\"answer\":\"42\"}");

        // connections are made and classes are loaded
        ask(partners.calls(TIMEOUT_MILLIS), TIMEOUT_MILLIS, Delay.valueOf("4"), Collections.emptySet());
        PartnerAnswers answers = ask(partners.calls(1_500), 1_500, Delay.valueOf("4"), Set.of("stock"));

        assertThat(answers.getOutcome()).isEqualTo("partial");
        assertThat(answers.getMissing()).containsExactly("stock");
        assertThat(answers.getAnswer()).startsWith("2 of 3 partners answered");
        assertThat(answers.getParts()).extracting(PartnerAnswer::toString)
                .containsExactly("price: 42", "stock: no answer in time", "rating: 42");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 500, 503})
    void tellsTheStatusOfPartnersThatFail(int status) {
        assertThatThrownBy(() -> ask(status, "{\"answer\":\"<b>secret</b>\"}")).isInstanceOf(ResponseStatusException.class)
                .extracting("reason")
                .isEqualTo("no partner answered; price: answered " + status + "; stock: answered " + status
                        + "; rating: answered " + status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "[]", "{\"answer\":{}}", "{\"answer\":", "<html>"})
    void takesNothingThatIsNoAnswer(String body) {
        assertThatThrownBy(() -> ask(200, body)).isInstanceOf(ResponseStatusException.class)
                .hasMessageContaining("price: no usable answer").hasMessageNotContaining("html");
    }

    @Test
    void tellsThatNobodyIsThere() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        PartnerCalls nobody = PartnerStub.calls("http://localhost:" + port, TIMEOUT_MILLIS);

        assertThatThrownBy(() -> ask(nobody, TIMEOUT_MILLIS, Delay.valueOf("4"), Collections.emptySet()))
                .isInstanceOf(ResponseStatusException.class).hasMessageContaining("rating: cannot be reached");
    }

    private PartnerAnswers ask(int status, String body) throws IOException {
        partners = new PartnerStub(status, body);
        return ask(partners.calls(TIMEOUT_MILLIS), TIMEOUT_MILLIS, Delay.valueOf("4"), Collections.emptySet());
    }
}
