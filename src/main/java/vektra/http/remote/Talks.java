package vektra.http.remote;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import vektra.http.request.Call;
import vektra.http.request.Refusal;
import vektra.model.Token;
import vektra.remote.Frame;

/** The answers under way. */
final class Talks {
    private final Map<String, Talk> open = new ConcurrentHashMap<>();
    private final Predicate<Token> held;

    Talks(Predicate<Token> held) {
        this.held = held;
    }

    /** What an answer consists of. */
    interface Course {
        void run(Talk talk) throws IOException;
    }

    /** Holds one answer, from its first piece to its last. */
    void hold(Token token, Talk.Input input, OutputStream out, Course course) throws IOException {
        Talk talk = new Talk(token, input, out);
        open.put(talk.id(), talk);
        try {
            talk.send(Frame.of(Frame.Kind.BEGUN, talk.id()));
            talk.watch(held);
            course.run(talk);
        } finally {
            open.remove(talk.id());
            talk.end();
        }
    }

    /** The one that the path names; that of another token is not found. */
    Talk named(Call call) {
        Talk talk = open.get(call.name("talk"));
        if (talk == null || !talk.isOf(call.caller().token())) {
            throw Refusal.invalid("That command is not running any more.");
        }
        return talk;
    }
}
