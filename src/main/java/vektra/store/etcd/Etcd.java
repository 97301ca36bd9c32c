package vektra.store.etcd;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.store.format.Malformed;
import vektra.store.format.Node;

/**
 * A client of etcd, by the JSON gateway of its members. A request is sent to one member after the other until one answers;
 * UNAVAILABLE if none answers in time. Thread-safe.
 */
final class Etcd {
    /** How long, in nanoseconds, a command waits for an answer; an election takes less. */
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(4000);

    /** The same just after a request that was not answered, so that releasing locks does not delay the command's end. */
    private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(400);

    /** How many milliseconds one member may take; it may be cut off from the others. */
    private static final int MEMBER = 1500;

    private static final long JUST = TimeUnit.SECONDS.toNanos(2);
    private static final int CONNECT = 1000;
    private static final long PAUSE = 50;
    /** How many keys one request reads. */
    static final int PAGE = 1000;

    private final EtcdUrl url;
    private final List<String> members;
    private final Deque<Wire> idle = new ArrayDeque<>();
    private @Nullable Secured secured;
    private int next;
    private volatile boolean down;
    private volatile long failed;

    Etcd(EtcdUrl url) {
        this.url = url;
        this.members = new ArrayList<>(url.members());
        // not all commands ask the same member first
        this.next = members.isEmpty() ? 0 : ThreadLocalRandom.current().nextInt(members.size());
    }

    /** No member answered in time, so that it is unknown whether the request was carried out. */
    static final class Unanswered extends RuntimeException {
        Unanswered(String message) {
            super(message, null, false, false);
        }
    }

    /** Carries out a transaction that is idempotent, and may therefore be sent more than once. */
    Reply txn(Txn txn) {
        try {
            return sent(txn, false).reply();
        } catch (Unanswered e) {
            throw unavailable(e);
        }
    }

    /**
     * A reply.
     *
     * @param again whether the transaction was sent more than once, so that an earlier time may have carried it out
     */
    record Sent(Reply reply, boolean again) {}

    /**
     * The same for a transaction whose own conditions prevent it from being carried out twice. One that is refused after it
     * was sent before is unanswered, since it may have been carried out the first time.
     */
    Sent once(Txn txn) {
        return sent(txn, true);
    }

    private Sent sent(Txn txn, boolean once) {
        byte[] body = txn.encode();
        boolean[] again = {false};
        try {
            Reply reply = post("/v3/kv/txn", body, PATIENCE, again, Reply::of);
            return new Sent(reply, again[0]);
        } catch (VektraException e) {
            if (once && again[0]) {
                throw new Unanswered(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    /** Reads one range. */
    Reply.Found read(Txn.Range range) {
        return txn(new Txn().read(range)).ranges().get(0);
    }

    boolean has(String key) {
        return !read(Txn.Range.of(key).names()).isEmpty();
    }

    /** Reads a whole range at one revision, page by page. */
    List<Entry> all(Txn.Range range) {
        List<Entry> all = new ArrayList<>();
        long revision = range.revision();
        String from = range.key();
        while (true) {
            Reply reply = txn(new Txn().read(range.most(PAGE).from(from, revision)));
            Reply.Found page = reply.ranges().get(0);
            all.addAll(page.entries());
            if (!page.more()) {
                return all;
            }
            revision = revision == 0 ? reply.revision() : revision;
            from = all.get(all.size() - 1).key() + "\0";
        }
    }

    /** Creates a lease that expires after so many seconds unless it is kept alive. */
    void grant(long lease, long seconds) {
        byte[] body = Txn.encode(out -> {
            out.writeStringField("TTL", Long.toString(seconds));
            out.writeStringField("ID", Long.toString(lease));
        });
        boolean[] again = {false};
        try {
            post("/v3/lease/grant", body, PATIENCE, again, answer -> answer.length);
        } catch (Unanswered e) {
            throw unavailable(e);
        } catch (VektraException e) {
            if (!again[0] || !String.valueOf(e.getMessage()).contains("lease already exists")) {
                throw e;
            }
        }
    }

    /** Keeps a lease alive; false if it has expired. */
    boolean keepAlive(long lease, long patience) {
        return post("/v3/lease/keepalive", ofLease(lease), patience, new boolean[1], body -> {
            Node answer = Node.parse(body);
            return answer.has("result") && answer.object("result").has("TTL");
        });
    }

    /** Revokes a lease, and with it deletes its keys, if etcd answers at once; otherwise it expires. */
    void revoke(long lease) {
        try {
            post("/v3/lease/revoke", ofLease(lease), SHORT, new boolean[1], answer -> answer.length);
        } catch (Unanswered | VektraException e) {
            // it has expired, or will soon
        }
    }

    private static byte[] ofLease(long lease) {
        return Txn.encode(out -> out.writeStringField("ID", Long.toString(lease)));
    }

    private interface Reader<T> {
        T of(byte[] body) throws IOException;
    }

    /** @param again set to true if the request was sent and not answered at least once */
    private <T> T post(String path, byte[] body, long patience, boolean[] again, Reader<T> reader) {
        long end =
                System.nanoTime() + (down && System.nanoTime() - failed < JUST ? Math.min(patience, SHORT) : patience);
        String last = "";
        while (true) {
            int left = (int) TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                failed = System.nanoTime();
                down = true;
                throw new Unanswered(last);
            }
            boolean sent = false;
            try (Lent wire = lent(Math.min(left, CONNECT))) {
                sent = true;
                Wire.Answer answer = wire.wire.post(path, body, Math.min(left, MEMBER));
                if (answer.status() == 200) {
                    T read = reader.of(answer.body());
                    wire.isFine();
                    down = false;
                    return read;
                }
                last = refused(path, answer);
                wire.isFine();
            } catch (IOException | Malformed e) {
                last = String.valueOf(e.getMessage());
            }
            again[0] |= sent;
            another();
            pause();
        }
    }

    /** Returns the error if another member may answer the request; throws any other. */
    private String refused(String path, Wire.Answer answer) {
        String said = answer.said();
        if (said.contains("database space exceeded")) {
            throw VektraException.refused(
                    "etcd is full and takes no changes: what it holds can be read, and only deleting in it frees space",
                    "etcdctl compact REVISION, defrag and alarm disarm free it; automatic compaction, or a larger quota, keeps"
                            + " it from filling up",
                    null);
        }
        boolean elsewhere = answer.status() >= 500 || said.contains("no leader") || said.contains("timed out");
        if (!elsewhere) {
            throw VektraException.refused(
                    "etcd at " + url + " refused " + path.substring(path.lastIndexOf('/') + 1) + ": " + said,
                    said.contains("user name is empty") ? "Vektra uses an etcd without users; use TLS" : null,
                    null);
        }
        return said;
    }

    VektraException unavailable(Unanswered e) {
        return new VektraException(
                Kind.UNAVAILABLE,
                "etcd at " + url + " does not answer: " + e.getMessage(),
                "most of its members must run and reach each other: etcdctl endpoint health shows which do");
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw VektraException.unavailable("interrupted while waiting for etcd", null, e);
        }
    }

    private synchronized void another() {
        next++;
        // idle connections may lead to the member that did not answer
        while (!idle.isEmpty()) {
            close(idle.pop());
        }
    }

    private static void close(Wire wire) {
        try {
            wire.close();
        } catch (IOException e) {
            // it is not used any more
        }
    }

    /** A connection in use, which is kept for the next request if this one succeeded. */
    private final class Lent implements AutoCloseable {
        private final Wire wire;
        private boolean fine;

        private Lent(Wire wire) {
            this.wire = wire;
        }

        private void isFine() {
            fine = wire.isUsable();
        }

        @Override
        public void close() {
            synchronized (Etcd.this) {
                if (fine) {
                    idle.push(wire);
                    return;
                }
            }
            Etcd.close(wire);
        }
    }

    private Lent lent(int milliseconds) throws IOException {
        int member;
        synchronized (this) {
            if (!idle.isEmpty()) {
                return new Lent(idle.pop());
            }
            member = next;
        }
        Path socket = url.socket();
        if (socket != null) {
            return new Lent(Wire.to(UnixSocket.to(socket, milliseconds)));
        }
        return new Lent(Wire.to(members.get(Math.floorMod(member, members.size())), secured(), milliseconds));
    }

    private synchronized @Nullable Secured secured() {
        if (secured == null && url.tls() != null) {
            secured = Secured.by(url.tls());
        }
        return secured;
    }
}
