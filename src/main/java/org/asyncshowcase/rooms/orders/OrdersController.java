package org.asyncshowcase.rooms.orders;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import javax.servlet.http.HttpServletRequest;

import org.asyncshowcase.rooms.example.Delay;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.ModelAndView;

/** Request and reply over a queue: the answer to the POST is the desk's own, or 202 with the place to look later. */
@Controller
@RequestMapping("/orders")
class OrdersController {

    private static final String HTML = MediaType.TEXT_HTML_VALUE;
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;
    private static final String FORM = MediaType.APPLICATION_FORM_URLENCODED_VALUE;

    private static final int LISTED = 100;

    private final OrderGateway gateway;
    private final OrderStore store;

    OrdersController(OrderGateway gateway, OrderStore store) {
        this.gateway = gateway;
        this.store = store;
    }

    @PostMapping(consumes = JSON, produces = JSON)
    DeferredResult<ResponseEntity<Order>> place(@RequestBody Map<String, Object> fields,
            @RequestParam(defaultValue = Delay.DEFAULT) Delay delay, HttpServletRequest request, Principal owner) {
        return place(text(fields, "symbol"), text(fields, "quantity"), text(fields, "clientRef"), delay, request,
                owner);
    }

    private static String text(Map<String, Object> fields, String name) {
        return Objects.toString(fields.get(name), null);
    }

    @PostMapping(consumes = FORM, produces = JSON)
    DeferredResult<ResponseEntity<Order>> place(String symbol, String quantity, String clientRef,
            @RequestParam(defaultValue = Delay.DEFAULT) Delay delay, HttpServletRequest request, Principal owner) {
        String orders = request.getContextPath() + "/orders/";
        return gateway.place(Order.pending(name(owner), symbol, quantity, clientRef, delay),
                answered -> ResponseEntity.status(answered.isPending() ? HttpStatus.ACCEPTED : HttpStatus.OK)
                        .header(HttpHeaders.LOCATION, orders + answered.getId()).body(answered));
    }

    /** Leads to the order's own page, confirmed or still pending, by GET: a reload places no other one. */
    @PostMapping(consumes = FORM, produces = HTML)
    DeferredResult<ResponseEntity<Void>> placeAndShow(String symbol, String quantity, String clientRef,
            @RequestParam(defaultValue = Delay.DEFAULT) Delay delay, HttpServletRequest request, Principal owner) {
        String orders = request.getContextPath() + "/orders/";
        return gateway.place(Order.pending(name(owner), symbol, quantity, clientRef, delay),
                answered -> ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .header(HttpHeaders.LOCATION, orders + answered.getId()).build());
    }

    /** Without whatever gives users to requests all orders are nobody's, and everybody's. */
    static String name(Principal owner) {
        return owner == null ? "" : owner.getName();
    }

    @GetMapping(produces = JSON)
    @ResponseBody
    List<Order> orders(Principal owner) {
        return store.newest(name(owner), LISTED);
    }

    @GetMapping(produces = HTML)
    ModelAndView ordersForView(Principal owner) {
        return new ModelAndView("orders/orders", "orders", store.newest(name(owner), LISTED));
    }

    @GetMapping(path = "/{id}", produces = JSON)
    @ResponseBody
    Order order(@PathVariable String id, Principal owner) {
        return store.get(id, name(owner));
    }

    @GetMapping(path = "/{id}", produces = HTML)
    ModelAndView orderForView(@PathVariable String id, Principal owner) {
        return new ModelAndView("orders/order", "order", store.get(id, name(owner)));
    }
}
