package org.asyncshowcase.rooms.orders;

import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.asyncshowcase.rooms.example.InvalidValueException;

/** An order as a client sends it, checked. */
final class NewOrder {

    private static final int MAX_QUANTITY = 1_000_000;
    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9.]{1,12}");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,7}");

    private final String symbol;
    private final int quantity;

    /** @throws InvalidValueException naming the first field that is missing or out of range */
    @JsonCreator
    NewOrder(@JsonProperty("symbol") String symbol, @JsonProperty("quantity") String quantity) {
        InvalidValueException.require(isSymbol(symbol), "symbol", "1 to 12 of A-Z, 0-9 and the dot");
        InvalidValueException.require(quantity != null && DIGITS.matcher(quantity).matches()
                && Integer.parseInt(quantity) >= 1 && Integer.parseInt(quantity) <= MAX_QUANTITY,
                "quantity", "a whole number from 1 to " + MAX_QUANTITY);
        this.symbol = symbol;
        this.quantity = Integer.parseInt(quantity);
    }

    static boolean isSymbol(String symbol) {
        return symbol != null && SYMBOL.matcher(symbol).matches();
    }

    String symbol() {
        return symbol;
    }

    int quantity() {
        return quantity;
    }
}
