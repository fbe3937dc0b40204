package org.asyncshowcase.feed.amqp;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.asyncshowcase.feed.BrokerAwayException;
import org.asyncshowcase.feed.Node;
import org.asyncshowcase.feed.Quote;
import org.asyncshowcase.feed.QuoteSender;
import org.asyncshowcase.feed.QuoteText;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.rabbit.connection.CorrelationData;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/** Publishes quotes to the exchange. AMQP sends without an answer: only a confirmation says that RabbitMQ has the quote. */
public final class AmqpQuoteSender implements QuoteSender {

    private static final int CONFIRM_TIMEOUT_MILLIS = 1_000;

    private final RabbitTemplate exchange;
    private final AmqpQuoteListener listener;
    private final Node node;

    /** @param exchange its connection factory has confirmations that are correlated */
    public AmqpQuoteSender(RabbitTemplate exchange, AmqpQuoteListener listener, Node node) {
        this.exchange = exchange;
        this.listener = listener;
        this.node = node;
    }

    @Override
    public Quote publish(String symbol, String price) {
        if (!isConnected()) {
            throw new BrokerAwayException();
        }
        Quote quote = node.quote(symbol, price);
        CorrelationData confirmation = new CorrelationData(quote.getId());
        try {
            exchange.convertAndSend(exchange.getExchange(), "", QuoteText.of(quote), confirmation);
            if (!confirmation.getFuture().get(CONFIRM_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS).isAck()) {
                throw new BrokerAwayException();
            }
        } catch (AmqpException | ExecutionException | TimeoutException ex) {
            throw new BrokerAwayException(ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new BrokerAwayException(ex);
        }
        return quote;
    }

    @Override
    public boolean isConnected() {
        return listener.isSubscribed();
    }
}
