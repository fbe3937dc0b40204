package home;

import java.math.BigDecimal;
import java.util.function.Function;

/** Stands for whatever knows a reader's prices. */
class Prices implements Function<String, BigDecimal> {

    @Override
    public BigDecimal apply(String symbol) {
        return BigDecimal.ONE;
    }
}
