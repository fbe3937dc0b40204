package org.asyncshowcase.rooms.orders;

import java.math.BigDecimal;
import java.util.UUID;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.asyncshowcase.rooms.example.Delay;
import org.asyncshowcase.rooms.example.InvalidValueException;

/** An order as its client sees it: pending until the desk has confirmed it. */
public final class Order {

    private static final int MAX_QUANTITY = 1_000_000;
    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");
    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9.]{1,12}");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,7}");
    private static final Pattern REF = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final String id;
    private final String owner;
    private final String clientRef;
    private final String symbol;
    private final int quantity;
    private final int delayMillis;
    private final boolean pending;
    private final BigDecimal price;

    /** As the store has it. */
    Order(String id, String owner, String clientRef, String symbol, int quantity, int delayMillis, boolean pending,
            BigDecimal price) {
        this.id = id;
        this.owner = owner;
        this.clientRef = clientRef;
        this.symbol = symbol;
        this.quantity = quantity;
        this.delayMillis = delayMillis;
        this.pending = pending;
        this.price = price;
    }

    /**
     * A new order with an id of its own, of what a client has sent.
     *
     * @param owner who alone will see it
     * @param clientRef the client's own key for it; null if it has none
     * @throws InvalidValueException naming the first field that is missing or out of range
     */
    static Order pending(String owner, String symbol, String quantity, String clientRef, Delay delay) {
        InvalidValueException.require(isSymbol(symbol), "symbol", "1 to 12 of A-Z, 0-9 and the dot");
        InvalidValueException.require(quantity != null && DIGITS.matcher(quantity).matches()
                && Integer.parseInt(quantity) >= 1 && Integer.parseInt(quantity) <= MAX_QUANTITY,
                "quantity", "a whole number from 1 to " + MAX_QUANTITY);
        InvalidValueException.require(clientRef == null || REF.matcher(clientRef).matches(),
                "clientRef", "1 to 64 of A-Z, a-z, 0-9, the dot, _ and -");
        return new Order(UUID.randomUUID().toString(), owner, clientRef, symbol, Integer.parseInt(quantity), delay.millis(),
                true, null);
    }

    static boolean isId(String id) {
        return id != null && ID.matcher(id).matches();
    }

    static boolean isSymbol(String symbol) {
        return symbol != null && SYMBOL.matcher(symbol).matches();
    }

    /** Whether a client may have sent both as one order. */
    boolean asksForTheSameAs(Order other) {
        return symbol.equals(other.symbol) && quantity == other.quantity;
    }

    /** Also the correlation id of its message and of the reply. */
    public String getId() {
        return id;
    }

    @JsonIgnore
    public String getOwner() {
        return owner;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public String getClientRef() {
        return clientRef;
    }

    public String getSymbol() {
        return symbol;
    }

    public int getQuantity() {
        return quantity;
    }

    /** How long the desk takes before it replies, in ms. */
    @JsonIgnore
    public int getDelayMillis() {
        return delayMillis;
    }

    /** {@code pending} or {@code confirmed}. */
    public String getStatus() {
        return pending ? "pending" : "confirmed";
    }

    /** The last price that the desk has seen for the symbol; null if it has seen none, or while pending. */
    public BigDecimal getPrice() {
        return price;
    }

    @JsonIgnore
    public boolean isPending() {
        return pending;
    }
}
