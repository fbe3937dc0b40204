package org.asyncshowcase.feed.redis;

import java.util.List;
import java.util.Map;

import org.asyncshowcase.feed.Node;
import org.asyncshowcase.feed.QuoteLog;
import org.asyncshowcase.feed.QuoteText;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.params.XReadParams;
import redis.clients.jedis.resps.StreamEntry;

import static java.util.Collections.singletonMap;

/**
 * Quotes by XADD and XREAD. The stream keeps the last ones: a node that was away, or has started, reads on from the last
 * that it has seen, and loses none. Only what the stream has dropped meanwhile is a gap.
 */
public final class RedisStream extends RedisQuoteSender {

    private static final String STREAM = "quotes";
    private static final String FIELD = "quote";
    private static final StreamEntryID BEGIN = new StreamEntryID(0, 0);
    private static final XReadParams HELD = XReadParams.xReadParams().count(100);
    /** It answers at least so often, in ms: a connection on which it does not is dead. */
    private static final XReadParams NEXT = XReadParams.xReadParams().count(100).block(400);

    private final QuoteLog quotes;
    private final int capacity;
    private StreamEntryID last = BEGIN;

    /** @param capacity about how many quotes the stream keeps */
    public RedisStream(String url, QuoteLog quotes, Node node, int capacity) {
        super(url, node);
        this.quotes = quotes;
        this.capacity = capacity;
    }

    @Override
    void send(JedisPooled redis, String quote) {
        redis.xadd(STREAM, singletonMap(FIELD, quote), XAddParams.xAddParams().maxLen(capacity).approximateTrimming());
    }

    @Override
    void read(Jedis redis, RedisConnection from) {
        if (isDropped(redis)) {
            last = BEGIN;
            quotes.interrupted();
        }
        while (readOn(redis, HELD)) {
            // until the log has what was published meanwhile
        }
        from.connected();
        while (!from.isStopped()) {
            readOn(redis, NEXT);
        }
    }

    /** Whether there was more to read. */
    private boolean readOn(Jedis redis, XReadParams how) {
        List<Map.Entry<String, List<StreamEntry>>> read = redis.xread(how, singletonMap(STREAM, last));
        if (read == null) {
            return false;
        }
        if (!last.equals(BEGIN) && isDropped(redis)) {
            quotes.interrupted();
        }
        for (StreamEntry entry : read.get(0).getValue()) {
            QuoteText.append(entry.getFields().get(FIELD), quotes);
            last = entry.getID();
        }
        return true;
    }

    /** Whether the stream holds the last quote no more: then those after it may be missing, too. */
    private boolean isDropped(Jedis redis) {
        return redis.xrange(STREAM, last, last, 1).isEmpty();
    }
}
