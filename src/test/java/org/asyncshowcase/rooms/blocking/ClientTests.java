package org.asyncshowcase.rooms.blocking;

import java.io.IOException;
import java.util.Collections;
import java.util.Set;

import org.asyncshowcase.rooms.example.Delay;
import org.asyncshowcase.rooms.example.partners.ClientContract;
import org.asyncshowcase.rooms.example.partners.PartnerAnswers;
import org.asyncshowcase.rooms.example.partners.PartnerCalls;
import org.asyncshowcase.rooms.example.partners.PartnerStub;
import org.junit.jupiter.api.Test;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class ClientTests extends ClientContract {

    @Override
    protected PartnerAnswers ask(PartnerCalls calls, int timeoutMillis, Delay delay, Set<String> late) {
        SimpleClientHttpRequestFactory connections = new SimpleClientHttpRequestFactory();
        connections.setConnectTimeout(timeoutMillis);
        connections.setReadTimeout(timeoutMillis);
        return new ClientController(calls, new RestTemplate(connections)).client(delay, Collections.emptySet(), late);
    }

    @Test
    void asksOneAfterTheOther() throws IOException {
        partners = new PartnerStub(200, "{\"answer\":\"42\"}");

        PartnerAnswers answers = ask(partners.calls(TIMEOUT_MILLIS), TIMEOUT_MILLIS, Delay.valueOf("100"),
                Collections.emptySet());

        assertThat(partners.mostAtOnce()).isEqualTo(1);
        assertThat(answers.getMillis()).isGreaterThanOrEqualTo(225);
    }
}
