package vektra.provider.sqs.server;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vektra.provider.sqs.server.call.Call;
import vektra.provider.sqs.server.call.Call.Outcome;
import vektra.provider.sqs.server.call.Engine;
import vektra.provider.sqs.server.folder.DataFolder;
import vektra.provider.sqs.server.folder.DataFolder.Key;
import vektra.provider.sqs.server.folder.DataFolder.Space;
import vektra.provider.sqs.server.http.Exchange;
import vektra.provider.sqs.server.http.Handler;
import vektra.provider.sqs.server.http.Request;
import vektra.provider.sqs.server.http.Response;
import vektra.provider.sqs.server.store.Ledger;
import vektra.provider.sqs.server.wire.Input;
import vektra.provider.sqs.server.wire.Refusal;
import vektra.provider.sqs.server.wire.Signed;

/** Lets requests in by their signatures, has them carried out, and answers when that is safe. */
final class Api implements Handler {
    /** Before the questions of the administrator. */
    static final String ADMIN = "Vektra";

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:\\[\\]_-]{1,255}");

    /** Answers to those who waited, of up to 3 MB each, that may be in memory at a time. */
    private static final int MOST_WRITING = 8;

    private final AtomicInteger writing = new AtomicInteger();
    private final Engine engine;
    private final Ledger ledger;
    private final Turnstile turnstile;
    private final Executor workers;
    private final String version;

    Api(Engine engine, Ledger ledger, Turnstile turnstile, Executor workers, String version) {
        this.engine = engine;
        this.ledger = ledger;
        this.turnstile = turnstile;
        this.workers = workers;
        this.version = version;
    }

    @Override
    public void handle(Request request, Exchange exchange) {
        Protocol protocol = Protocol.unread(request, engine.service(), engine.namespace());
        try {
            if (isOpen(request) && answerOpen(request, exchange)) {
                return;
            }
            Signed signed = new Signed(request);
            if (signed.accessKey().equals(DataFolder.ADMIN)) {
                Key key = turnstile.key(signed.accessKey());
                signed.require(key.secret(), engine.service());
                Protocol asked = Protocol.of(request, engine.service(), engine.namespace());
                if (asked.action().equals("Deliver")) {
                    turnstile.pass(() -> deliver(asked, exchange));
                } else {
                    administer(asked, exchange);
                }
            } else {
                turnstile.pass(() -> carryOut(request, signed, exchange));
            }
        } catch (Refusal refusal) {
            exchange.answer(protocol.refusal(refusal));
        } catch (RuntimeException e) {
            exchange.answer(protocol.refusal(failed(e)));
        }
    }

    private static boolean isOpen(Request request) {
        return request.method().equals("GET")
                && request.header("authorization").isEmpty()
                && !request.query().contains("X-Amz-Signature");
    }

    /** Answers what needs no signature; false when that does. */
    private boolean answerOpen(Request request, Exchange exchange) {
        String document = engine.document(request.path());
        if (document != null) {
            exchange.answer(new Response(
                    200, Map.of("Content-Type", "text/plain"), document.getBytes(StandardCharsets.US_ASCII)));
            return true;
        }
        Protocol protocol = Protocol.of(request, engine.service(), engine.namespace());
        Function<Input, Outcome> action = engine.open(protocol.action());
        if (action == null) {
            return false;
        }
        turnstile.pass(() -> durably(protocol, exchange, () -> action.apply(protocol.input())));
        return true;
    }

    private void deliver(Protocol protocol, Exchange exchange) {
        Space space = openSpace(protocol.input().required("addon"));
        durably(protocol, exchange, () -> Outcome.done(engine.administer(protocol.action(), space, protocol.input())));
    }

    /** One that is shut is being moved: what is delivered to it may arrive later. */
    private Space openSpace(String addon) {
        try {
            return turnstile.space(addon);
        } catch (Refusal refusal) {
            throw Refusal.unavailable("The add-on is not open.");
        }
    }

    /** Answers once what the answer says is on disk. */
    private void durably(Protocol protocol, Exchange exchange, Supplier<Outcome> work) {
        try {
            Outcome outcome = ledger.with(() -> {
                Outcome result = work.get();
                if (result.durable()) {
                    ledger.whenDurable(ok -> exchange.answer(protocol.written(ok, result.result())));
                }
                return result;
            });
            if (!outcome.durable()) {
                exchange.answer(protocol.answer(outcome.result()));
            }
        } catch (Refusal refusal) {
            exchange.answer(protocol.refusal(refusal));
        }
    }

    private static Refusal failed(RuntimeException e) {
        System.getLogger(Api.class.getName()).log(System.Logger.Level.ERROR, "a request failed", e);
        return Refusal.broken("The server could not carry the request out.");
    }

    private void carryOut(Request request, Signed signed, Exchange exchange) {
        Key key = turnstile.key(signed.accessKey());
        signed.require(key.secret(), engine.service());
        Protocol protocol = Protocol.of(request, engine.service(), engine.namespace());
        try {
            Space space = turnstile.space(key.addon());
            Function<Call, @Nullable Outcome> action = engine.action(protocol.action());
            if (action == null) {
                throw Refusal.of("InvalidAction", "The action or operation requested is invalid.");
            }
            String host = request.header("host");
            if (!HOST.matcher(host).matches()) {
                throw Refusal.invalid("The header Host is malformed.");
            }
            Waiter waiter = new Waiter(protocol, exchange);
            String base = (request.secure() ? "https://" : "http://") + host;
            Call call = new Call(space, key, base, request.path(), protocol.input(), waiter);
            Outcome outcome = ledger.with(() -> {
                Outcome result = action.apply(call);
                if (result != null && result.durable()) {
                    ledger.whenDurable(ok -> exchange.answer(protocol.written(ok, result.result())));
                }
                return result;
            });
            if (outcome != null && !outcome.durable()) {
                exchange.answer(protocol.answer(outcome.result()));
            }
        } catch (Refusal refusal) {
            exchange.answer(protocol.refusal(refusal));
        }
    }

    /** The answer to a call that waits, which comes within the ledger's lock. */
    private final class Waiter implements Call.Later {
        private final Protocol protocol;
        private final Exchange exchange;

        Waiter(Protocol protocol, Exchange exchange) {
            this.protocol = protocol;
            this.exchange = exchange;
        }

        @Override
        public void answer(Outcome outcome) {
            writing.incrementAndGet();
            if (outcome.durable()) {
                ledger.whenDurable(ok -> finish(protocol.written(ok, outcome.result())));
            } else {
                workers.execute(() -> finish(protocol.answer(outcome.result())));
            }
        }

        private void finish(Response response) {
            writing.decrementAndGet();
            exchange.answer(response);
        }

        @Override
        public boolean isBusy() {
            return writing.get() >= MOST_WRITING;
        }

        @Override
        public void refuse(Refusal refusal) {
            workers.execute(() -> exchange.answer(protocol.refusal(refusal)));
        }

        @Override
        public void whenGone(Runnable then) {
            exchange.whenGone(then);
        }
    }

    /** Answers once no request is under way that began before, and what the answer says is on disk. */
    private void administer(Protocol protocol, Exchange exchange) {
        Map<String, Object> result = new LinkedHashMap<>();
        try {
            if (!protocol.prefix().equals(ADMIN)) {
                throw Refusal.denied("The administrator only administers.");
            }
            turnstile.settled(() -> ledger.with(() -> {
                engine.refuse();
                result.put("version", version);
                if (!protocol.action().equals("Version")) {
                    Input input = protocol.input();
                    Space space = new Space(
                            input.required("addon"),
                            String.valueOf(input.values().getOrDefault("account", "")),
                            "",
                            "");
                    result.putAll(engine.administer(protocol.action(), space, input));
                    ledger.whenDurable(ok -> exchange.answer(protocol.written(ok, result)));
                }
                return result;
            }));
        } catch (Refusal refusal) {
            exchange.answer(protocol.refusal(refusal));
            return;
        }
        if (protocol.action().equals("Version")) {
            exchange.answer(protocol.answer(result));
        }
    }
}
