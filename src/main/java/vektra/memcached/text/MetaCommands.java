package vektra.memcached.text;

import org.jspecify.annotations.Nullable;
import vektra.memcached.cache.Admission;
import vektra.memcached.cache.Arithmetic;
import vektra.memcached.cache.Cache;
import vektra.memcached.cache.Clock;
import vektra.memcached.cache.DeltaOutcome;
import vektra.memcached.cache.Item;
import vektra.memcached.cache.Storage;
import vektra.memcached.cache.StoreMode;
import vektra.memcached.cache.StoreRequest;
import vektra.memcached.wire.Output;
import vektra.memcached.wire.Session;

/** The meta commands {@code mg}, {@code ms}, {@code md} and {@code ma} of the text protocol. */
public final class MetaCommands {
    private static final String TOO_LONG = "CLIENT_ERROR options flags too long";

    private final Cache cache;
    private final Storage storage;
    private final Arithmetic arithmetic;
    private final Clock clock;

    public MetaCommands(Cache cache, Storage storage, Arithmetic arithmetic, Clock clock) {
        this.cache = cache;
        this.storage = storage;
        this.arithmetic = arithmetic;
        this.clock = clock;
    }

    void get(Session session, CommandLine line) {
        MetaRequest.requireForm(line, "CLIENT_ERROR options flags are too long");
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
        MetaRequest.requireForm(line, TOO_LONG);
        if (line.count() == 2) {
            throw new BadRequest(BadRequest.FORMAT);
        }
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
        boolean increment = switch (request.mode) {
            case 0, 'I', '+' -> true;
            case 'D', '-' -> false;
            default -> throw new BadRequest("CLIENT_ERROR invalid mode for ma M token");
        };
        Output out = session.out();
        DeltaOutcome outcome = arithmetic.change(request.key, increment, request.delta, request.cas, request.newCas);
        switch (outcome.result()) {
            case DONE -> answerNumber(out, outcome.item(), outcome.number(), request, false);
            case NOT_FOUND -> {
                if (request.vivifies) {
                    Item item = vivify(request, Arithmetic.digits(request.initial));
                    answerNumber(out, item, request.initial, request, true);
                } else {
                    out.line(echo("NF", request));
                }
            }
            case CAS_MISMATCH -> out.line(echo("EX", request));
            case NOT_NUMERIC -> throw new BadRequest(BadRequest.NOT_NUMERIC);
            case OUT_OF_MEMORY -> throw new BadRequest("SERVER_ERROR out of memory");
        }
    }

    private MetaRequest withoutValue(CommandLine line) {
        MetaRequest.requireForm(line, TOO_LONG);
        MetaRequest request;
        try {
            request = new MetaRequest(line, 2, clock);
        } catch (BadRequest e) {
            throw new BadRequest("CLIENT_ERROR invalid or duplicate flag");
        }
        request.requireShortOpaque();
        return request;
    }

    private void set(Session session, MetaRequest request, long length) {
        StoreMode mode = storeMode(request);
        StoreRequest store = new StoreRequest(
                mode,
                request.key,
                request.clientFlags,
                request.deadline,
                request.cas,
                request.newCas,
                request.invalidates);
        Admission admission = storage.admit(store, length);
        if (admission != Admission.GRANTED) {
            storage.forget(request.key);
            throw new BadRequest(TextStorage.refusal(admission));
        }
        session.begin(new MetaUpload(storage, store, (int) length, request, session.out()));
    }

    private static StoreMode storeMode(MetaRequest request) {
        return switch (request.mode) {
            case 0, 'S' -> request.hasCas ? StoreMode.CAS : StoreMode.SET;
            case 'R' -> request.hasCas ? StoreMode.CAS : StoreMode.REPLACE;
            case 'E' -> StoreMode.ADD;
            case 'A' -> StoreMode.APPEND;
            case 'P' -> StoreMode.PREPEND;
            default -> throw new BadRequest("CLIENT_ERROR invalid mode for ms M token");
        };
    }

    private @Nullable Item vivify(MetaRequest request, byte[] value) {
        Item item = new Item(request.key, value, 0, Clock.NEVER);
        return cache.put(item, request.newCas) ? item : null;
    }

    /** The first line of the answer to {@code mg}; applies, in the client's order, the flags that change the item. */
    private String describe(Item item, MetaRequest request, boolean created) {
        StringBuilder answer = head(request, item.value.length);
        boolean won = created;
        for (String flag : request.flags) {
            switch (flag.charAt(0)) {
                case 'T' -> item.deadline = request.deadline;
                case 'N' -> item.deadline = created ? request.vivifyDeadline : item.deadline;
                case 'R' -> won |= !created && !item.winnerChosen && item.deadline < request.recacheDeadline;
                case 's' -> answer.append(" s").append(item.value.length);
                case 't' -> answer.append(" t").append(secondsLeft(item));
                case 'c' -> answer.append(" c").append(Long.toUnsignedString(item.cas));
                case 'f' -> answer.append(" f").append(Integer.toUnsignedString(item.flags));
                case 'l' -> answer.append(" l").append(clock.secondsSince(item.lastAccess));
                case 'h' -> answer.append(" h").append(item.fetched ? 1 : 0);
                default -> request.echo(flag, answer);
            }
        }
        if (item.winnerChosen) {
            answer.append(" Z");
        }
        if (item.stale) {
            answer.append(" X");
            won |= !item.winnerChosen;
        }
        if (won) {
            answer.append(" W");
            item.winnerChosen = true;
        }
        return answer.toString();
    }

    private void answerNumber(Output out, @Nullable Item item, long number, MetaRequest request, boolean created) {
        if (item == null) {
            throw new BadRequest("SERVER_ERROR Out of memory allocating new item");
        }
        String digits = Long.toUnsignedString(number);
        StringBuilder answer = head(request, digits.length());
        for (String flag : request.flags) {
            switch (flag.charAt(0)) {
                case 'T' -> item.deadline = request.deadline;
                case 'N' -> item.deadline = created ? request.vivifyDeadline : item.deadline;
                case 't' -> answer.append(" t").append(secondsLeft(item));
                case 'c' -> answer.append(" c").append(Long.toUnsignedString(item.cas));
                default -> request.echo(flag, answer);
            }
        }
        if (request.quiet && !created) {
            return;
        }
        out.line(answer.toString());
        if (request.wantsValue) {
            out.line(digits);
        }
    }

    private long secondsLeft(Item item) {
        return item.deadline == Clock.NEVER ? -1 : clock.secondsUntil(item.deadline);
    }

    private static StringBuilder head(MetaRequest request, int length) {
        StringBuilder answer = new StringBuilder(request.wantsValue ? "VA " : "HD");
        return request.wantsValue ? answer.append(length) : answer;
    }

    private static void answer(Output out, String code, MetaRequest request) {
        if (!request.quiet) {
            out.line(echo(code, request));
        }
    }

    private static String echo(String code, MetaRequest request) {
        StringBuilder answer = new StringBuilder(code);
        for (String flag : request.flags) {
            request.echo(flag, answer);
        }
        return answer.toString();
    }
}
