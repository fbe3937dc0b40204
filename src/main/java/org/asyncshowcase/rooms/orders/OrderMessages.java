package org.asyncshowcase.rooms.orders;

import java.security.Principal;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.asyncshowcase.rooms.example.Delay;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.handler.annotation.MessageExceptionHandler;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.support.MethodArgumentNotValidException;
import org.springframework.messaging.simp.annotation.SendToUser;
import org.springframework.stereotype.Controller;
import org.springframework.web.server.ResponseStatusException;

/** Orders over a socket: no request waits, the answer goes to a queue of the user who has placed the order. */
@Controller
class OrderMessages {

    private final OrderGateway gateway;

    OrderMessages(OrderGateway gateway) {
        this.gateway = gateway;
    }

    /** Called by a thread of the inbound channel, which may be held as by {@link OrderGateway#place}. */
    @MessageMapping("/orders")
    @SendToUser("/queue/orders")
    CompletableFuture<Object> place(Map<String, String> fields, Principal owner) {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        Order order = Order.pending(OrdersController.name(owner), fields.get("symbol"), fields.get("quantity"),
                fields.get("clientRef"), Delay.valueOf(Delay.DEFAULT));
        gateway.place(order, Function.identity()).setResultHandler(answer::complete);
        return answer;
    }

    /** An order that was not placed, and why. */
    @MessageExceptionHandler({ResponseStatusException.class, MessageConversionException.class,
            MethodArgumentNotValidException.class})
    @SendToUser("/queue/errors")
    Map<String, String> refused(Exception failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof ResponseStatusException) {
                return Collections.singletonMap("detail", ((ResponseStatusException) each).getReason());
            }
        }
        return Collections.singletonMap("detail", "the body is no order in JSON");
    }
}
