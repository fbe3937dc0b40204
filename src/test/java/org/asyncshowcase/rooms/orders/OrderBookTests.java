package org.asyncshowcase.rooms.orders;

import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OrderBookTests {

    private final OrderBook book = new OrderBook(2);

    @Test
    void dropsTheOldestThatIsConfirmed() {
        Order pending = add();
        Order confirmed = add();
        book.confirm(confirmed.getId(), BigDecimal.ONE);

        Order newest = add();

        assertThat(book.newest(3)).containsExactly(newest, pending);
        assertThatThrownBy(() -> book.get(confirmed.getId())).isInstanceOf(ResponseStatusException.class);
    }

    @Test
    void dropsNoneThatWaitsForItsReply() {
        Order first = add();
        Order second = add();

        assertThatThrownBy(this::add).isInstanceOf(ResponseStatusException.class);

        assertThat(book.newest(3)).containsExactly(second, first);
    }

    @Test
    void givesAnOrderUpWhenNoReplyCanComeAnyMore() {
        Order order = add();
        long now = System.nanoTime();

        assertThat(order.isGivenUp(now + TimeUnit.MINUTES.toNanos(9))).isFalse();
        assertThat(order.isGivenUp(now + TimeUnit.MINUTES.toNanos(11))).isTrue();
        assertThat(order.confirmed(null).isGivenUp(now + TimeUnit.MINUTES.toNanos(11))).isFalse();
    }

    @Test
    void dropsAnOrderThatIsGivenUp() {
        OrderBook later = new OrderBook(1, () -> System.nanoTime() + TimeUnit.MINUTES.toNanos(11));
        later.add(order());

        Order newest = order();
        later.add(newest);

        assertThat(later.newest(2)).containsExactly(newest);
    }

    @Test
    void confirmsOnce() {
        Order order = add();

        assertThat(book.confirm(order.getId(), BigDecimal.ONE)).get().extracting(Order::getPrice).isEqualTo(BigDecimal.ONE);
        assertThat(book.confirm(order.getId(), BigDecimal.TEN)).isEmpty();
        assertThat(book.get(order.getId()).getPrice()).isEqualTo(BigDecimal.ONE);
        assertThat(book.confirm("unknown", BigDecimal.ONE)).isEmpty();
    }

    private Order add() {
        Order order = order();
        book.add(order);
        return order;
    }

    private static Order order() {
        return Order.pending(new NewOrder("ACME", "1"));
    }
}
