package vektra.provider.sqs.server.queues;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vektra.json.Json;
import vektra.provider.sqs.server.call.Arn;
import vektra.provider.sqs.server.queues.mailbox.Mailbox;
import vektra.provider.sqs.server.store.Keys;
import vektra.provider.sqs.server.wire.Input;

/** A queue: its attributes and tags, its messages, and the requests that wait for them; used within the ledger's lock. */
final class Queue {
    private final String addon;
    private final String name;
    private final String id;
    private final long created;
    private final Map<String, String> attributes;
    private final Map<String, String> tags;
    private final Mailbox mailbox;
    private final Deque<Waiting.Receiver> receivers = new ArrayDeque<>();
    private long modified;
    private int describedBytes;

    Queue(String addon, String name, Input stored, Mailboxes mailboxes) {
        this.addon = addon;
        this.name = name;
        this.id = stored.required("id");
        this.created = Long.parseLong(stored.required("created"));
        this.modified = Long.parseLong(stored.required("modified"));
        this.attributes = new TreeMap<>(stored.textMap("attributes"));
        this.tags = new LinkedHashMap<>(stored.textMap("tags"));
        this.mailbox = mailboxes.of(id, name);
    }

    /** Where the messages of a queue are. */
    interface Mailboxes {
        Mailbox of(String id, String name);
    }

    static Map<String, Object> fresh(String id, long now, Map<String, String> attributes, Map<String, String> tags) {
        Map<String, Object> stored = new LinkedHashMap<>();
        stored.put("id", id);
        stored.put("created", now);
        stored.put("modified", now);
        stored.put("attributes", attributes);
        stored.put("tags", tags);
        return stored;
    }

    byte[] bytes() {
        Map<String, Object> stored = fresh(id, created, attributes, tags);
        stored.put("modified", modified);
        return Json.bytes(stored);
    }

    String addon() {
        return addon;
    }

    /** What it is stored under. */
    String key() {
        return Keys.of(addon, name);
    }

    String name() {
        return name;
    }

    String id() {
        return id;
    }

    long created() {
        return created;
    }

    /** Size of its attributes and tags. */
    int describedBytes() {
        return describedBytes;
    }

    void describedBytes(int bytes) {
        describedBytes = bytes;
    }

    long modified() {
        return modified;
    }

    void modify(long now) {
        modified = now;
    }

    Map<String, String> attributes() {
        return attributes;
    }

    Map<String, String> tags() {
        return tags;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    Deque<Waiting.Receiver> receivers() {
        return receivers;
    }

    List<Waiting.Receiver> allReceivers() {
        return new ArrayList<>(receivers);
    }

    boolean isFifo() {
        return name.endsWith(".fifo");
    }

    int number(String attribute) {
        return Integer.parseInt(Attributes.value(this, attribute));
    }

    boolean is(String attribute) {
        return "true".equals(attributes.get(attribute));
    }

    long retention() {
        return number(Attributes.RETENTION) * 1000L;
    }

    String arn(String account) {
        return new Arn("sqs", account, name).toString();
    }
}
