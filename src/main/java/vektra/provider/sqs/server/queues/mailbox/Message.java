package vektra.provider.sqs.server.queues.mailbox;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import vektra.provider.sqs.server.wire.Input;
import vektra.provider.sqs.server.wire.Refusal;

/**
 * A message as it was sent.
 *
 * @param sentAt when, in milliseconds since 1970
 * @param group empty in a queue without groups
 * @param deduplication likewise
 * @param sender the access key that it was sent with
 * @param trace what the client gave for tracing; empty for most
 * @param source the address of the queue from which it was moved; empty for most
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Message(
        String id,
        long sentAt,
        String group,
        String deduplication,
        String sender,
        String trace,
        String source,
        byte[] body,
        List<Attribute> attributes) {
    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,128}");
    private static final int SENT_AT = 1;
    private static final byte FORM = 1;

    public String md5() {
        return Attribute.md5(body);
    }

    /** Refuses what could not be written in XML. */
    public static void requireText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if ((c < ' ' && c != '\t' && c != '\n' && c != '\r') || c > '\uFFFD' || Character.isSurrogate(c)) {
                throw Refusal.of(
                        "InvalidMessageContents",
                        "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF |"
                                + " #xE000 to #xFFFD | #x10000 to #x10FFFF.");
            }
        }
    }

    /** A number as clients get it. */
    public static String sequence(long number) {
        return String.format(Locale.ROOT, "%020d", number);
    }

    /** The id of a group or for deduplication that a request names; empty where it names none. */
    public static String id(Input in, String name) {
        String id = in.text(name);
        if (id == null || id.isEmpty()) {
            return "";
        }
        if (!ID.matcher(id).matches()) {
            throw Refusal.invalid(
                    name + " can only include alphanumeric and punctuation characters. 1 to 128 in length.");
        }
        return id;
    }

    /** What a request to send counts, before anything else of it is looked at. */
    public static long size(Input in, String bodyName) {
        String body = in.text(bodyName);
        long size = body == null ? 0 : body.getBytes(StandardCharsets.UTF_8).length;
        try {
            for (Attribute each : Attribute.of(in.map("MessageAttributes"), false)) {
                size += each.size();
            }
        } catch (Refusal e) {
            // the message is refused for its attributes later, alone
        }
        return size;
    }

    public Message movedFrom(String queue, long time) {
        return new Message(id, time, group, deduplication, sender, trace, queue, body, attributes);
    }

    /** What counts of it against the largest size. */
    public int size() {
        return body.length + attributes.stream().mapToInt(Attribute::size).sum();
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length + 200);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORM);
            out.writeLong(sentAt);
            for (String text : List.of(group, id, deduplication, sender, trace, source)) {
                out.writeUTF(text);
            }
            out.writeInt(body.length);
            out.write(body);
            out.writeShort(attributes.size());
            for (Attribute each : attributes) {
                out.writeUTF(each.name());
                out.writeUTF(each.type());
                out.writeInt(each.value().length);
                out.write(each.value());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Message of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            in.readByte();
            long sentAt = in.readLong();
            String group = in.readUTF();
            String id = in.readUTF();
            String deduplication = in.readUTF();
            String sender = in.readUTF();
            String trace = in.readUTF();
            String source = in.readUTF();
            byte[] body = in.readNBytes(in.readInt());
            List<Attribute> attributes = new ArrayList<>();
            for (int count = in.readShort(); count > 0; count--) {
                attributes.add(new Attribute(in.readUTF(), in.readUTF(), in.readNBytes(in.readInt())));
            }
            return new Message(id, sentAt, group, deduplication, sender, trace, source, body, attributes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long sentAt(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong(SENT_AT);
    }

    static String group(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(
                new ByteArrayInputStream(bytes, SENT_AT + Long.BYTES, bytes.length - SENT_AT - Long.BYTES))) {
            return in.readUTF();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
