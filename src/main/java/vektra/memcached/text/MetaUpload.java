package vektra.memcached.text;

import vektra.memcached.cache.Storage;
import vektra.memcached.cache.StoreOutcome;
import vektra.memcached.cache.StoreRequest;
import vektra.memcached.cache.StoreResult;
import vektra.memcached.wire.Output;

/** The value of an {@code ms}. */
final class MetaUpload extends TextUpload {
    private final MetaRequest request;
    private final Output out;

    MetaUpload(Storage storage, StoreRequest store, int valueLength, MetaRequest request, Output out) {
        super(storage, store, valueLength, out);
        this.request = request;
        this.out = out;
    }

    @Override
    boolean isNoreply() {
        return false;
    }

    @Override
    public void answer(StoreOutcome outcome) {
        if (request.quiet && outcome.result() == StoreResult.STORED) {
            return;
        }
        StringBuilder answer = new StringBuilder(code(outcome.result()));
        for (String flag : request.flags) {
            if (flag.charAt(0) == 'c') {
                answer.append(" c").append(Long.toUnsignedString(outcome.cas()));
            } else {
                request.echo(flag, answer);
            }
        }
        out.line(answer.toString());
    }

    private static String code(StoreResult result) {
        return switch (result) {
            case STORED -> "HD";
            case NOT_STORED -> "NS";
            case EXISTS -> "EX";
            case NOT_FOUND -> "NF";
        };
    }
}
