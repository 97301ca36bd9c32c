package vektra.memcached.text;

import org.jspecify.annotations.Nullable;
import vektra.memcached.cache.Cache;
import vektra.memcached.cache.Item;
import vektra.memcached.cache.Key;
import vektra.memcached.wire.Input;
import vektra.memcached.wire.Output;
import vektra.memcached.wire.Unfinished;

/**
 * The keys of a {@code get}, each answered as it is read: the list may be longer than any buffer, and answers wait for
 * a slow client one at a time.
 */
final class KeyList implements Unfinished {
    private final Output out;
    private final Cache cache;
    private final boolean withCas;
    private final @Nullable Long newDeadline;
    private boolean refused;

    /**
     * @param withCas whether answers tell the item's unique
     * @param newDeadline for {@code gat}, which sets it; null for {@code get}
     */
    KeyList(Output out, Cache cache, boolean withCas, @Nullable Long newDeadline) {
        this.out = out;
        this.cache = cache;
        this.withCas = withCas;
        this.newDeadline = newDeadline;
    }

    /** Whether all keys up to the newline are good, so that a bad one can be refused before any is answered. */
    static boolean isWellFormed(byte[] buffer, int from, int newline) {
        int to = buffer[newline - 1] == '\r' ? newline - 1 : newline;
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || buffer[i] == ' ') {
                if (i > start && !Key.isText(buffer, start, i)) {
                    return false;
                }
                start = i + 1;
            }
        }
        return true;
    }

    @Override
    public boolean advance(Input in) {
        while (!refused && !out.isFull()) {
            int length = in.findWordEnd();
            if (length < 0) {
                // one byte more for a return before the newline
                refuseIf(in.remaining() > Key.MAX_LENGTH + 1);
                break;
            }
            boolean last = in.at(length) == '\n';
            answer(in, last && length > 0 && in.at(length - 1) == '\r' ? length - 1 : length);
            in.skip(length + 1);
            if (last) {
                if (!refused) {
                    out.line("END");
                }
                return true;
            }
        }
        return refused && skipLine(in);
    }

    private void answer(Input in, int length) {
        if (length == 0) {
            return;
        }
        refuseIf(!Key.isText(in.buffer(), in.position(), in.position() + length));
        if (!refused) {
            Key key = new Key(in.copy(length));
            Item item = newDeadline == null ? cache.get(key) : cache.touch(key, newDeadline);
            if (item != null) {
                answer(item);
            }
        }
    }

    private void answer(Item item) {
        out.text("VALUE ");
        out.write(item.key.bytes());
        String sizes = " " + Integer.toUnsignedString(item.flags) + " " + item.value.length;
        out.line(withCas ? sizes + " " + Long.toUnsignedString(item.cas) : sizes);
        out.value(item);
        out.line("");
    }

    private void refuseIf(boolean bad) {
        if (bad) {
            refused = true;
            out.line(BadRequest.FORMAT);
        }
    }

    private static boolean skipLine(Input in) {
        int newline = in.findNewline();
        in.skip(newline < 0 ? in.remaining() : newline + 1);
        return newline >= 0;
    }
}
