package vektra.memcached.text;

import java.util.Map;
import vektra.memcached.cache.Arithmetic;
import vektra.memcached.cache.Cache;
import vektra.memcached.cache.Clock;
import vektra.memcached.cache.DeltaOutcome;
import vektra.memcached.cache.Key;
import vektra.memcached.cache.StatisticsReport;
import vektra.memcached.cache.Storage;
import vektra.memcached.cache.StoreMode;
import vektra.memcached.wire.Input;
import vektra.memcached.wire.Output;
import vektra.memcached.wire.Protocol;
import vektra.memcached.wire.Session;

/** The text protocol: takes lines apart and carries out all commands but the meta ones. */
public final class TextProtocol implements Protocol {
    /** Length at which a line without an end is no command, unless it lists keys. */
    private static final int LONGEST_LINE = 2048;

    private static final String BAD_EXPTIME = "CLIENT_ERROR invalid exptime argument";

    private final Cache cache;
    private final Arithmetic arithmetic;
    private final Clock clock;
    private final StatisticsReport report;
    private final TextStorage storage;
    private final MetaCommands meta;
    private final CommandLine line = new CommandLine();

    public TextProtocol(
            Cache cache,
            Storage storage,
            Arithmetic arithmetic,
            Clock clock,
            StatisticsReport report,
            MetaCommands meta) {
        this.cache = cache;
        this.arithmetic = arithmetic;
        this.clock = clock;
        this.report = report;
        this.storage = new TextStorage(storage, clock);
        this.meta = meta;
    }

    @Override
    public boolean next(Session session, Input in) {
        int newline = in.findNewline();
        if (newline < 0) {
            return in.remaining() > LONGEST_LINE && nextUnended(session, in);
        }
        int start = in.position();
        line.split(in.buffer(), start, start + newline);
        in.skip(newline + 1);
        try {
            carryOut(session, in, start + newline);
        } catch (BadRequest e) {
            if (!line.isNoreply()) {
                session.out().line(e.answer());
            }
        }
        return true;
    }

    /** So long a line can only be a list of keys; anything else ends the connection, as with memcached. */
    private boolean nextUnended(Session session, Input in) {
        line.split(in.buffer(), in.position(), in.position() + LONGEST_LINE);
        if (line.count() < 2 || !(line.is(0, "get") || line.is(0, "gets"))) {
            session.close();
            return false;
        }
        in.seek(line.start(1));
        session.begin(new KeyList(session.out(), cache, line.is(0, "gets"), null));
        return true;
    }

    private void carryOut(Session session, Input in, int newline) {
        if (line.count() == 0) {
            throw new BadRequest("ERROR");
        }
        switch (line.word(0)) {
            case "get" -> get(session, in, newline, false);
            case "gets" -> get(session, in, newline, true);
            case "gat" -> getAndTouch(session, in, newline, false);
            case "gats" -> getAndTouch(session, in, newline, true);
            case "set" -> storage.store(session, line, StoreMode.SET);
            case "add" -> storage.store(session, line, StoreMode.ADD);
            case "replace" -> storage.store(session, line, StoreMode.REPLACE);
            case "append" -> storage.store(session, line, StoreMode.APPEND);
            case "prepend" -> storage.store(session, line, StoreMode.PREPEND);
            case "cas" -> storage.store(session, line, StoreMode.CAS);
            case "mg" -> meta.get(session, line);
            case "ms" -> meta.set(session, line);
            case "md" -> meta.delete(session, line);
            case "ma" -> meta.arithmetic(session, line);
            case "mn" -> session.out().line("MN");
            case "incr" -> change(session.out(), true);
            case "decr" -> change(session.out(), false);
            case "delete" -> delete(session.out());
            case "touch" -> touch(session.out());
            case "flush_all" -> flushAll(session.out());
            case "stats" -> stats(session.out());
            case "version" -> session.out().line("VERSION " + StatisticsReport.VERSION);
            case "verbosity" -> verbosity(session.out());
            case "quit" -> session.close();
            default -> unknown(session);
        }
    }

    private void get(Session session, Input in, int newline, boolean withCas) {
        line.require(2, Integer.MAX_VALUE);
        beginKeyList(session, in, newline, line.start(1), new KeyList(session.out(), cache, withCas, null));
    }

    private void getAndTouch(Session session, Input in, int newline, boolean withCas) {
        line.require(2, Integer.MAX_VALUE);
        long deadline = clock.deadline(line.signed(1, 0, BAD_EXPTIME));
        int firstKey = line.start(1) + line.length(1);
        beginKeyList(session, in, newline, firstKey, new KeyList(session.out(), cache, withCas, deadline));
    }

    private static void beginKeyList(Session session, Input in, int newline, int firstKey, KeyList keys) {
        if (!KeyList.isWellFormed(in.buffer(), firstKey, newline)) {
            throw new BadRequest(BadRequest.FORMAT);
        }
        in.seek(firstKey);
        session.begin(keys);
    }

    private void change(Output out, boolean increment) {
        line.require(3, 4);
        line.heedNoreply();
        Key key = line.key(1);
        long delta = line.unsigned(2, 0, "CLIENT_ERROR invalid numeric delta argument");
        DeltaOutcome outcome = arithmetic.change(key, increment, delta, 0, 0);
        answer(
                out,
                switch (outcome.result()) {
                    case DONE -> Long.toUnsignedString(outcome.number());
                    case NOT_FOUND -> "NOT_FOUND";
                    case NOT_NUMERIC -> BadRequest.NOT_NUMERIC;
                    case CAS_MISMATCH -> "EXISTS";
                    case OUT_OF_MEMORY -> "SERVER_ERROR out of memory";
                });
    }

    private void delete(Output out) {
        line.require(2, 4);
        if (line.count() > 2) {
            // the time that very old clients send was once how long to refuse the key
            boolean zero = line.is(2, "0");
            line.heedNoreply();
            boolean noreply = line.isNoreply();
            if (line.count() == 3 ? !zero && !noreply : !zero || !noreply) {
                throw new BadRequest(BadRequest.FORMAT + ".  Usage: delete <key> [noreply]");
            }
        }
        answer(out, cache.delete(line.key(1)) ? "DELETED" : "NOT_FOUND");
    }

    private void touch(Output out) {
        line.require(3, 4);
        line.heedNoreply();
        Key key = line.key(1);
        long deadline = clock.deadline(line.signed(2, 0, BAD_EXPTIME));
        answer(out, cache.touch(key, deadline) == null ? "NOT_FOUND" : "TOUCHED");
    }

    private void flushAll(Output out) {
        line.require(1, 3);
        line.heedNoreply();
        boolean delayed = line.count() != (line.isNoreply() ? 2 : 1);
        cache.flush(delayed ? line.signed(1, 0, BAD_EXPTIME) : 0);
        answer(out, "OK");
    }

    private void verbosity(Output out) {
        line.require(2, 3);
        line.heedNoreply();
        line.unsigned32(1, 0, BadRequest.FORMAT);
        answer(out, "OK");
    }

    private void stats(Output out) {
        String group = line.count() == 1 ? "" : line.word(1);
        if (group.equals("reset")) {
            report.reset();
            out.line("RESET");
            return;
        }
        Map<String, String> statistics = report.group(group);
        if (statistics == null) {
            throw new BadRequest("ERROR");
        }
        for (Map.Entry<String, String> statistic : statistics.entrySet()) {
            out.line("STAT " + statistic.getKey() + " " + statistic.getValue());
        }
        out.line("END");
    }

    private void unknown(Session session) {
        if (line.word(line.count() - 1).startsWith("HTTP/")) {
            // a browser or a forged request through one: its header lines must not be taken for commands
            session.close();
            return;
        }
        throw new BadRequest("ERROR");
    }

    private void answer(Output out, String text) {
        if (!line.isNoreply()) {
            out.line(text);
        }
    }
}
