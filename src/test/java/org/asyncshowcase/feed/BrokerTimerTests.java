package org.asyncshowcase.feed;

import java.util.Set;
import java.util.TreeSet;

import org.asyncshowcase.RoomTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** A broker that is silent holds the threads of this timer: nothing else may need them. */
class BrokerTimerTests extends RoomTest {

    @Test
    void isUsedByTheTickerAndTheDeskAlone(@Autowired ApplicationContext context) {
        Set<String> users = new TreeSet<>();
        for (ApplicationContext each = context; each != null; each = each.getParent()) {
            users.addAll(Set.of(((ConfigurableApplicationContext) each).getBeanFactory().getDependentBeans("brokerTimer")));
        }

        assertThat(users).containsExactly("orderDesk", "ticker");
    }
}
