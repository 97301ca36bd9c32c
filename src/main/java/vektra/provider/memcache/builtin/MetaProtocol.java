package vektra.provider.memcache.builtin;

import org.jspecify.annotations.Nullable;

/** The meta commands {@code mg}, {@code ms}, {@code md} and {@code ma} of the text protocol. */
final class MetaProtocol {
    private static final String TOO_LONG = "CLIENT_ERROR options flags too long";

    private final Cache cache;
    private final Storage storage;
    private final Arithmetic arithmetic;
    private final Clock clock;

    MetaProtocol(Cache cache, Storage storage, Arithmetic arithmetic, Clock clock) {
        this.cache = cache;
        this.storage = storage;
        this.arithmetic = arithmetic;
        this.clock = clock;
    }

    void get(Session session, CommandLine line) {
        line.require(2, Integer.MAX_VALUE);
        line.key(1);
        MetaRequest.requireShort(line, "CLIENT_ERROR options flags are too long");
        MetaRequest request = new MetaRequest(line, 2, clock);
        request.requireShortOpaque();
        Output out = session.out();
        Item item = cache.peek(request.key);
        boolean created = item == null && request.vivifies;
        if (created) {
            item = vivify(request, new byte[0]);
        }
        if (item == null) {
            if (!request.quiet) {
                out.line(echo("EN", request));
            }
            return;
        }
        out.line(describe(item, request, created));
        if (request.wantsValue) {
            out.value(item);
            out.line("");
        }
        if (!request.leavesUseAlone) {
            cache.use(item);
        }
    }

    void set(Session session, CommandLine line) {
        line.require(2, Integer.MAX_VALUE);
        line.key(1);
        if (line.count() == 2) {
            throw new BadRequest(BadRequest.FORMAT);
        }
        MetaRequest.requireShort(line, TOO_LONG);
        long length = TextStorage.length(line, 2);
        try {
            MetaRequest request = new MetaRequest(line, 3, clock);
            request.requireShortOpaque();
            set(session, request, length);
        } catch (BadRequest e) {
            session.begin(TextStorage.skip(length));
            throw e;
        }
    }

    void delete(Session session, CommandLine line) {
        MetaRequest request = withoutValue(line);
        Item item = cache.find(request.key);
        if (item != null && request.hasCas && request.cas != item.cas) {
            session.out().line(echo("EX", request));
        } else if (item != null && request.invalidates) {
            if (request.hasDeadline) {
                item.deadline = request.deadline;
            }
            cache.invalidate(item, request.newCas);
            answer(session.out(), "HD", request);
        } else if (cache.delete(request.key)) {
            answer(session.out(), "HD", request);
        } else {
            session.out().line(echo("NF", request));
        }
    }

    void arithmetic(Session session, CommandLine line) {
        MetaRequest request = withoutValue(line);
        boolean increment =
                switch (request.mode) {
                    case 0, 'I', '+' -> true;
                    case 'D', '-' -> false;
                    default -> throw new BadRequest("CLIENT_ERROR invalid mode for ma M token");
                };
        Output out = session.out();
        DeltaOutcome outcome =
                arithmetic.change(request.key, increment, request.delta, request.cas, request.newCas);
        switch (outcome.result()) {
            case DONE -> answerNumber(out, request, outcome.item(), outcome.number(), false);
            case NOT_FOUND -> {
                if (request.vivifies) {
                    Item item = vivify(request, Arithmetic.digits(request.initial));
                    answerNumber(out, request, item, request.initial, true);
                } else {
                    out.line(echo("NF", request));
                }
            }
            case CAS_MISMATCH -> out.line(echo("EX", request));
            case NOT_NUMERIC -> throw new BadRequest(BadRequest.NOT_NUMERIC);
            case OUT_OF_MEMORY -> throw new BadRequest("SERVER_ERROR out of memory");
        }
    }
}
